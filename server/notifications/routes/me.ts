import { createRoute } from '@hono/zod-openapi'
import type { Language } from '../../../contract/keys.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Api, Caller } from '../../kernel/http/api.ts'
import { createApi, personOf } from '../../kernel/http/api.ts'
import { showContacts, showDelivery } from '../actions/look.ts'
import { confirmVerification, sendTest, startVerification } from '../actions/verification.ts'
import type { NotificationParts } from '../parts.ts'
import {
  body,
  codeBody,
  contactList,
  contactParams,
  deliveryParams,
  json,
  ownDelivery,
  started,
  verified,
} from './schemas.ts'

/** A person's own contacts, to be mounted under /api/v1. */
export function notificationRoutes(parts: NotificationParts): Api {
  const api = createApi()
  const { kernel } = parts
  const inside = <T>(caller: Caller, act: (work: Work) => Promise<T>) => kernel.work.inOrganization(caller.orgId, act)
  addContacts(api, parts, inside)
  addVerification(api, parts, inside)
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
    const right = await inside(caller, (work) => confirmVerification(work, secrets, given, actorOf(caller)))
    if (!right)
      throw new Fault('wrong_code', 'The code is wrong or has expired. After five wrong tries ask for a new one.')
    return context.json({ verified: true as const }, 200)
  })
}
