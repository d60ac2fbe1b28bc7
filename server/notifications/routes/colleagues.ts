import { createRoute } from '@hono/zod-openapi'
import { contactHistory, reachView } from '../../../contract/people.ts'
import type { Work } from '../../kernel/db/work.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Api, Caller } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import { showColleagueDelivery, showContactHistory, showReach, testColleague } from '../actions/colleagues.ts'
import type { NotificationParts } from '../parts.ts'
import { colleagueContactParams, colleagueDeliveryParams, json, ownDelivery, personParams, started } from './schemas.ts'

const tags = ['People']

const reach = createRoute({
  method: 'get',
  path: '/users/{key}/reach',
  tags,
  summary: 'How a person is reached: contacts, with masked addresses, and notification rules',
  request: { params: personParams },
  responses: { 200: json(reachView, 'Contacts and rules') },
})

const test = createRoute({
  method: 'post',
  path: '/users/{key}/contacts/{contact}/test',
  tags,
  summary: 'Send a test message to a contact of somebody, on the way that pages take',
  request: { params: colleagueContactParams },
  responses: { 200: json(started, 'The message is on its way') },
})

const history = createRoute({
  method: 'get',
  path: '/users/{key}/deliveries',
  tags,
  summary: 'How the last messages to each contact of a person went',
  request: { params: personParams },
  responses: { 200: json(contactHistory, 'The newest that got through and the newest that did not, by contact') },
})

const delivery = createRoute({
  method: 'get',
  path: '/users/{key}/deliveries/{id}',
  tags,
  summary: 'What became of a test message to somebody',
  request: { params: colleagueDeliveryParams },
  responses: { 200: json(ownDelivery, 'The delivery as it stands now, with a masked address') },
})

/** The contacts of others, for those who look after them. Mounted below /api/v1. */
export function colleagueRoutes(parts: NotificationParts): Api {
  const api = createApi()
  const { kernel } = parts
  const inside = <T>(caller: Caller, act: (work: Work) => Promise<T>) => kernel.work.inOrganization(caller.orgId, act)
  api.openapi(reach, async (context) => {
    const caller = callerOf(context, 'people.contacts')
    const { key } = context.req.valid('param')
    return context.json(await inside(caller, (work) => showReach(work, parts, key, caller.language)), 200)
  })
  api.openapi(test, async (context) => {
    const caller = callerOf(context, 'people.contacts')
    const { key, contact: contactKey } = context.req.valid('param')
    const of = { key, contactKey, actor: actorOf(caller) }
    return context.json({ deliveryId: await inside(caller, (work) => testColleague(work, kernel.secrets, of)) }, 200)
  })
  api.openapi(history, async (context) => {
    const caller = callerOf(context, 'people.contacts')
    const of = { key: context.req.valid('param').key, language: caller.language }
    const items = await inside(caller, (work) => showContactHistory(work, parts, of))
    return context.json({ items, nextCursor: null }, 200)
  })
  api.openapi(delivery, async (context) => {
    const caller = callerOf(context, 'people.contacts')
    const of = { ...context.req.valid('param'), language: caller.language }
    return context.json(await inside(caller, (work) => showColleagueDelivery(work, parts, of)), 200)
  })
  return api
}
