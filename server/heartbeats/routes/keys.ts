import { createRoute, z } from '@hono/zod-openapi'
import { keyList, rotateRequest } from '../../../contract/former-keys.ts'
import { keyOrId } from '../../../contract/lists.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Api, ApiContext } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { endFormerKey, listKeys, rotateKey } from '../actions/keys.ts'

const params = z.object({ key: keyOrId })
const tags = ['Heartbeats']
const keys = { 200: { description: 'The keys as they stand', content: { 'application/json': { schema: keyList } } } }

const list = createRoute({
  method: 'get',
  path: '/heartbeats/{key}/keys',
  tags,
  summary: 'The ping keys of a heartbeat, also the former ones, and when each was used',
  request: { params },
  responses: keys,
})

const rotate = createRoute({
  method: 'post',
  path: '/heartbeats/{key}/rotate-key',
  tags,
  summary: 'Give a heartbeat a new ping address; the old one is taken for a while',
  request: { params, body: { content: { 'application/json': { schema: rotateRequest } } } },
  responses: keys,
})

const end = createRoute({
  method: 'post',
  path: '/heartbeats/{key}/keys/{id}/end',
  tags,
  summary: 'End a former ping key of a heartbeat now',
  request: { params: params.extend({ id: z.string().min(1).max(40) }) },
  responses: keys,
})

/** Mounted below /api/v1. */
export function heartbeatKeyRoutes(kernel: Kernel): Api {
  const api = createApi()
  const shown = async (orgId: string, name: string) => ({
    items: await listKeys({ kernel, orgId, name }),
    secret: 'impossible' as const,
  })
  api.openapi(list, async (context) => {
    const { orgId } = callerOf(context, 'heartbeats.write')
    return context.json(await shown(orgId, context.req.valid('param').key), 200)
  })
  api.openapi(rotate, async (context) => {
    const { key: name } = context.req.valid('param')
    const by = actingOn(context)
    await rotateKey({ kernel, ...by, name }, rotateRequest.parse(context.req.valid('json') ?? {}))
    return context.json(await shown(by.orgId, name), 200)
  })
  api.openapi(end, async (context) => {
    const { key: name, id } = context.req.valid('param')
    const by = actingOn(context)
    await endFormerKey({ kernel, ...by, name }, id)
    return context.json(await shown(by.orgId, name), 200)
  })
  return api
}

function actingOn(context: ApiContext) {
  const caller = callerOf(context, 'sources.secrets')
  return { orgId: caller.orgId, actor: actorOf(caller) }
}
