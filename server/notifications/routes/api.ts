import { createRoute } from '@hono/zod-openapi'
import type { z } from '@hono/zod-openapi'
import type { Language } from '../../../contract/keys.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Api, Caller } from '../../kernel/http/api.ts'
import { callerOf, createApi, personOf } from '../../kernel/http/api.ts'
import { answerCall, hangUp, pressKey } from '../actions/calls.ts'
import { showContacts, showDelivery, showDesk, showPeople } from '../actions/look.ts'
import { replyInSandbox } from '../actions/replies.ts'
import { confirmVerification, sendTest, startVerification } from '../actions/verification.ts'
import type { NotificationParts } from '../parts.ts'
import {
  callParams,
  codeBody,
  contactList,
  contactParams,
  deliveryParams,
  keyBody,
  ownDelivery,
  personParams,
  sandboxDesk,
  sandboxPeople,
  smsAnswer,
  smsBody,
  started,
  verified,
} from './schemas.ts'

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: { 'application/json': { schema } } })

/** A person's own contacts and the sandbox, to be mounted under /api/v1. */
export function notificationRoutes(parts: NotificationParts): Api {
  const api = createApi()
  const { kernel } = parts
  const inside = <T>(caller: Caller, act: (work: Work) => Promise<T>) => kernel.work.inOrganization(caller.orgId, act)
  addContacts(api, parts, inside)
  addVerification(api, parts, inside)
  addSandbox(api, inside)
  addPhone(api, parts, inside)
  return api
}

type Inside = <T>(caller: Caller, act: (work: Work) => Promise<T>) => Promise<T>

const languageOf = (caller: Caller): Language => caller.language

function addContacts(api: Api, parts: NotificationParts, inside: Inside): void {
  const list = createRoute({
    method: 'get',
    path: '/me/contacts',
    tags: ['My contacts'],
    summary: 'Your contacts, and who would carry a message to each',
    responses: { 200: json(contactList, 'Your contacts') },
  })
  api.openapi(list, async (context) => {
    const caller = personOf(context)
    const items = await inside(caller, (work) => showContacts(work, parts, caller.userId, languageOf(caller)))
    return context.json({ items, nextCursor: null }, 200)
  })
  const delivery = createRoute({
    method: 'get',
    path: '/me/deliveries/{id}',
    tags: ['My contacts'],
    summary: 'What became of a message to you',
    request: { params: deliveryParams },
    responses: { 200: json(ownDelivery, 'The delivery as it stands now') },
  })
  api.openapi(delivery, async (context) => {
    const caller = personOf(context)
    const of = { userId: caller.userId, id: context.req.valid('param').id, language: languageOf(caller) }
    return context.json(await inside(caller, (work) => showDelivery(work, parts, of)), 200)
  })
}

function addVerification(api: Api, parts: NotificationParts, inside: Inside): void {
  const { secrets } = parts.kernel
  for (const [path, summary, act] of [
    ['/me/contacts/{key}/verification', 'Send a code to one of your contacts', startVerification],
    ['/me/contacts/{key}/test', 'Send a test message on the way that pages take', sendTest],
  ] as const) {
    const responses = { 200: json(started, 'The message is on its way') }
    const route = createRoute({
      method: 'post',
      path,
      tags: ['My contacts'],
      summary,
      request: { params: contactParams },
      responses,
    })
    api.openapi(route, async (context) => {
      const caller = personOf(context)
      const of = { userId: caller.userId, contactKey: context.req.valid('param').key }
      return context.json({ deliveryId: await inside(caller, (work) => act(work, secrets, of)) }, 200)
    })
  }
  const confirm = createRoute({
    method: 'post',
    path: '/me/contacts/{key}/verification/confirm',
    tags: ['My contacts'],
    summary: 'Verify a contact by the code that was sent to it',
    request: { params: contactParams, body: body(codeBody) },
    responses: { 200: json(verified, 'The contact is verified') },
  })
  api.openapi(confirm, async (context) => {
    const caller = personOf(context)
    const given = { userId: caller.userId, contactKey: context.req.valid('param').key, ...context.req.valid('json') }
    const right = await inside(caller, (work) => confirmVerification(work, secrets, given))
    if (!right)
      throw new Fault('wrong_code', 'The code is wrong or has expired. After five wrong tries ask for a new one.')
    return context.json({ verified: true as const }, 200)
  })
}

function addSandbox(api: Api, inside: Inside): void {
  const people = createRoute({
    method: 'get',
    path: '/sandbox/people',
    tags: ['Sandbox'],
    summary: 'Everybody with what waits in mailbox and phone',
    responses: { 200: json(sandboxPeople, 'The people') },
  })
  api.openapi(people, async (context) => {
    const caller = callerOf(context, 'sandbox.use')
    return context.json({ items: await inside(caller, showPeople), nextCursor: null }, 200)
  })
  const desk = createRoute({
    method: 'get',
    path: '/sandbox/people/{key}',
    tags: ['Sandbox'],
    summary: 'Mailbox and phone of a person; what is looked at counts as read',
    request: { params: personParams },
    responses: { 200: json(sandboxDesk, 'Mails and calls newest first, SMS as a thread') },
  })
  api.openapi(desk, async (context) => {
    const caller = callerOf(context, 'sandbox.use')
    const { key } = context.req.valid('param')
    return context.json(await inside(caller, (work) => showDesk(work, key)), 200)
  })
}

function addPhone(api: Api, parts: NotificationParts, inside: Inside): void {
  const noContent = { 204: { description: 'Done' } }
  const sms = createRoute({
    method: 'post',
    path: '/sandbox/people/{key}/sms',
    tags: ['Sandbox'],
    summary: 'Answer by SMS, such as "4711a", "ok" or "gelöst"',
    request: { params: personParams, body: body(smsBody) },
    responses: { 200: json(smsAnswer, 'What Pikett answered') },
  })
  api.openapi(sms, async (context) => {
    const caller = callerOf(context, 'sandbox.use')
    const given = { personKey: context.req.valid('param').key, text: context.req.valid('json').text }
    return context.json({ answer: await replyInSandbox(parts, caller.orgId, given) }, 200)
  })
  for (const [path, summary, act] of [
    ['/sandbox/calls/{id}/answer', 'Pick up a ringing call', answerCall],
    ['/sandbox/calls/{id}/hangup', 'Hang up', hangUp],
  ] as const) {
    const route = createRoute({
      method: 'post',
      path,
      tags: ['Sandbox'],
      summary,
      request: { params: callParams },
      responses: noContent,
    })
    api.openapi(route, async (context) => {
      const caller = callerOf(context, 'sandbox.use')
      await inside(caller, (work) => act(work, context.req.valid('param').id))
      return context.body(null, 204)
    })
  }
  const keys = createRoute({
    method: 'post',
    path: '/sandbox/calls/{id}/keys',
    tags: ['Sandbox'],
    summary: 'Press a key: 1 acknowledge, 2 resolve, 3 escalate, * repeat',
    request: { params: callParams, body: body(keyBody) },
    responses: noContent,
  })
  api.openapi(keys, async (context) => {
    const caller = callerOf(context, 'sandbox.use')
    await pressKey(parts, caller.orgId, context.req.valid('param').id, context.req.valid('json').digit)
    return context.body(null, 204)
  })
}
