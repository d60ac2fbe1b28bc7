import { createRoute } from '@hono/zod-openapi'
import type { Work } from '../../kernel/db/work.ts'
import type { Api, Caller } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import { answerCall, hangUp, pressKey } from '../actions/calls.ts'
import { showDesk, showPeople } from '../actions/look.ts'
import { replyInSandbox } from '../actions/replies.ts'
import type { NotificationParts } from '../parts.ts'
import {
  body,
  callParams,
  json,
  keyBody,
  personParams,
  sandboxDesk,
  sandboxPeople,
  smsAnswer,
  smsBody,
} from './schemas.ts'

/** Mailbox and simulated phone of everybody, to be mounted under /api/v1. */
export function sandboxRoutes(parts: NotificationParts): Api {
  const api = createApi()
  const inside: Inside = (caller, act) => parts.kernel.work.inOrganization(caller.orgId, act)
  addDesks(api, inside)
  addReplies(api, parts)
  addCalls(api, inside)
  addKeys(api, parts)
  return api
}

type Inside = <T>(caller: Caller, act: (work: Work) => Promise<T>) => Promise<T>

const noContent = { 204: { description: 'Done' } }

function addDesks(api: Api, inside: Inside): void {
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

function addReplies(api: Api, parts: NotificationParts): void {
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
}

function addCalls(api: Api, inside: Inside): void {
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
}

function addKeys(api: Api, parts: NotificationParts): void {
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
