import { createRoute, z } from '@hono/zod-openapi'
import { escalationPolicySettings } from '../../contract/config/escalation.ts'
import { keyOrId, listOf } from '../../contract/lists.ts'
import { Fault } from '../kernel/fault.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { listPolicies } from './policies.ts'

const policyView = escalationPolicySettings.extend({ id: z.uuid(), name: z.string() })

const list = createRoute({
  method: 'get',
  path: '/escalation-policies',
  tags: ['Escalation policies'],
  summary: 'All escalation policies',
  responses: {
    200: { description: 'The policies', content: { 'application/json': { schema: listOf(policyView) } } },
  },
})

const get = createRoute({
  method: 'get',
  path: '/escalation-policies/{key}',
  tags: ['Escalation policies'],
  summary: 'One escalation policy',
  request: { params: z.object({ key: keyOrId }) },
  responses: { 200: { description: 'The policy', content: { 'application/json': { schema: policyView } } } },
})

export function policyRoutes(kernel: Kernel): Api {
  const api = createApi()
  const all = async (orgId: string) => {
    const rows = await kernel.work.inOrganization(orgId, ({ trx }) => listPolicies(trx))
    return rows.map(({ id, item }) => ({ id, ...item, name: item.name ?? item.key }))
  }
  api.openapi(list, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    return context.json({ items: await all(caller.orgId), nextCursor: null }, 200)
  })
  api.openapi(get, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    const { key } = context.req.valid('param')
    const found = (await all(caller.orgId)).find((policy) => policy.key === key || policy.id === key)
    if (!found) throw new Fault('not_found', 'There is no such escalation policy.')
    return context.json(found, 200)
  })
  return api
}
