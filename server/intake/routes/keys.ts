import { createRoute, z } from '@hono/zod-openapi'
import { keyList, rotateSecretRequest } from '../../../contract/former-keys.ts'
import { sourceParams } from '../../../contract/sources.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Api, ApiContext } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { endFormerKey, listKeys, rotateSecret } from '../keys.ts'

const tags = ['Sources']
const keys = { 200: { description: 'The keys as they stand', content: { 'application/json': { schema: keyList } } } }

const list = createRoute({
  method: 'get',
  path: '/sources/{key}/keys',
  tags,
  summary: 'The keys and secrets of a source, also the former ones, and when each was used',
  request: { params: sourceParams },
  responses: keys,
})

const rotate = createRoute({
  method: 'post',
  path: '/sources/{key}/rotate-secret',
  tags,
  summary: 'Give a source another secret; the old one is taken for a while',
  request: {
    params: sourceParams,
    body: { required: true, content: { 'application/json': { schema: rotateSecretRequest } } },
  },
  responses: keys,
})

const end = createRoute({
  method: 'post',
  path: '/sources/{key}/keys/{id}/end',
  tags,
  summary: 'End a former key or secret of a source now',
  request: { params: sourceParams.extend({ id: z.string().min(1).max(40) }) },
  responses: keys,
})

/** Mounted below /api/v1. */
export function sourceKeyRoutes(kernel: Kernel): Api {
  const api = createApi()
  const shown = (orgId: string, name: string) => listKeys({ kernel, orgId, name })
  api.openapi(list, async (context) => {
    const { orgId } = callerOf(context, 'sources.read')
    return context.json(await shown(orgId, context.req.valid('param').key), 200)
  })
  api.openapi(rotate, async (context) => {
    const { key: name } = context.req.valid('param')
    const by = actingOn(context)
    await rotateSecret({ kernel, ...by, name }, context.req.valid('json'))
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
