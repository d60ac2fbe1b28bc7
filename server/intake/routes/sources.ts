import { createRoute, z } from '@hono/zod-openapi'
import { allows } from '../../../contract/permissions.ts'
import {
  eventList,
  eventQuery,
  eventView,
  sourceDetail,
  sourceList,
  sourceListQuery,
  sourceParams,
  sourceQuery,
  testResult,
} from '../../../contract/sources.ts'
import { previewRequest, previewResult } from '../../../contract/event-rules.ts'
import { rotateRequest } from '../../../contract/former-keys.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Api, ApiContext } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Intake } from '../create.ts'
import { rotateKey } from '../keys.ts'
import { previewRules } from '../rules/try-rules.ts'
import { getEvent, getSource, listAlertEvents, listSourceEvents, listSources } from '../sources.ts'
import type { Reader } from '../sources.ts'
import { sendTestEvent } from '../try-out.ts'

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})

const idParams = z.object({ id: z.string().min(1).max(40) })
const tags = ['Sources']

const list = createRoute({
  method: 'get',
  path: '/sources',
  tags,
  summary: 'The sources by key, with what arrived lately',
  request: { query: sourceListQuery },
  responses: json(sourceList, 'A page of sources'),
})

const get = createRoute({
  method: 'get',
  path: '/sources/{key}',
  tags,
  summary: 'One source with its set-up guide',
  request: { params: sourceParams, query: sourceQuery },
  responses: json(sourceDetail, 'The source'),
})

const rotate = createRoute({
  method: 'post',
  path: '/sources/{key}/rotate-key',
  tags,
  summary: 'Give a source a new integration key; the old one is taken for a while',
  request: { params: sourceParams, body: { content: { 'application/json': { schema: rotateRequest } } } },
  responses: json(sourceDetail, 'The source with its new key'),
})

const test = createRoute({
  method: 'post',
  path: '/sources/{key}/test',
  tags,
  summary: 'Send a test event through a source; it becomes a real alert',
  request: { params: sourceParams },
  responses: json(testResult, 'The alert that it became'),
})

const tryRules = createRoute({
  method: 'post',
  path: '/sources/{key}/rules/preview',
  tags,
  summary: 'What event rules would do with the last events of a source; nothing is stored',
  request: {
    params: sourceParams,
    body: { required: true, content: { 'application/json': { schema: previewRequest } } },
  },
  responses: json(previewResult, 'What each rule did with each event, newest first'),
})

const events = createRoute({
  method: 'get',
  path: '/sources/{key}/events',
  tags,
  summary: 'What arrived at a source and what became of it, newest first',
  request: { params: sourceParams, query: eventQuery },
  responses: json(eventList, 'A page of raw events'),
})

const event = createRoute({
  method: 'get',
  path: '/events/{id}',
  tags,
  summary: 'One raw event',
  request: { params: idParams },
  responses: json(eventView, 'The event'),
})

const alertEvents = createRoute({
  method: 'get',
  path: '/alerts/{id}/events',
  tags: ['Alerts'],
  summary: 'The raw events of an alert, newest first',
  request: { params: idParams, query: eventQuery },
  responses: json(eventList, 'A page of raw events'),
})

/** Mounted below /api/v1. */
export function sourceRoutes(kernel: Kernel, intake: Intake): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    return context.json(await listSources(kernel, readerOf(context), context.req.valid('query')), 200)
  })
  api.openapi(get, async (context) => {
    const reader = readerOf(context)
    const { language = reader.language } = context.req.valid('query')
    return context.json(await getSource(kernel, { ...reader, language }, context.req.valid('param').key), 200)
  })
  api.openapi(rotate, async (context) => {
    callerOf(context, 'sources.secrets')
    const reader = readerOf(context)
    const { key: name } = context.req.valid('param')
    await rotateKey({ kernel, ...reader, name }, rotateRequest.parse(context.req.valid('json') ?? {}))
    return context.json(await getSource(kernel, reader, name), 200)
  })
  api.openapi(test, async (context) => {
    const caller = callerOf(context, 'sources.test')
    return context.json(await sendTestEvent(kernel, intake, caller, context.req.valid('param').key), 200)
  })
  api.openapi(tryRules, async (context) => {
    callerOf(context, 'sources.read')
    const { orgId } = callerOf(context, 'config.read')
    const { key } = context.req.valid('param')
    return context.json(await previewRules(kernel, intake.lookup.tables, orgId, key, context.req.valid('json')), 200)
  })
  addEvents(api, kernel)
  return api
}

function addEvents(api: Api, kernel: Kernel): void {
  api.openapi(events, async (context) => {
    const { orgId } = callerOf(context, 'sources.read')
    const { key } = context.req.valid('param')
    return context.json(await listSourceEvents(kernel, orgId, key, context.req.valid('query')), 200)
  })
  api.openapi(event, async (context) => {
    const { orgId } = callerOf(context, 'sources.read')
    return context.json(await getEvent(kernel, orgId, context.req.valid('param').id), 200)
  })
  api.openapi(alertEvents, async (context) => {
    const { orgId } = callerOf(context, 'sources.read')
    const { id } = context.req.valid('param')
    return context.json(await listAlertEvents(kernel, orgId, id, context.req.valid('query')), 200)
  })
}

function readerOf(context: ApiContext): Reader {
  const caller = callerOf(context, 'sources.read')
  const { orgId, language, role } = caller
  return { orgId, language, actor: actorOf(caller), mayReadSecrets: allows(role, 'sources.secrets') }
}
