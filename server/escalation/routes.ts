import { createRoute, z } from '@hono/zod-openapi'
import { escalationPolicySettings } from '../../contract/config/escalation.ts'
import { policyUsage } from '../../contract/escalation.ts'
import { gapList, gapsQuery } from '../../contract/oncall.ts'
import { keyOrId, listOf } from '../../contract/lists.ts'
import { Fault } from '../kernel/fault.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { gapsAhead } from './gaps.ts'
import { listPolicies } from './policies.ts'
import { usageOf } from './usage.ts'

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

const usage = createRoute({
  method: 'get',
  path: '/escalation-policies/{key}/usage',
  tags: ['Escalation policies'],
  summary: 'What leads along a policy: sources, rules of sources, and how many escalations run along it now',
  request: { params: z.object({ key: keyOrId }) },
  responses: { 200: { description: 'The usage', content: { 'application/json': { schema: policyUsage } } } },
})

const gaps = createRoute({
  method: 'get',
  path: '/oncall/gaps',
  tags: ['On-call'],
  summary: 'When nobody is on call in the days to come, and whom an alert then pages instead',
  request: { query: gapsQuery },
  responses: {
    200: { description: 'In the order of their beginning', content: { 'application/json': { schema: gapList } } },
  },
})

export function policyRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(usage, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    const { key } = context.req.valid('param')
    const found = await kernel.work.inOrganization(caller.orgId, ({ trx }) => usageOf(trx, key))
    if (!found) throw new Fault('not_found', 'There is no such escalation policy.')
    return context.json(found, 200)
  })
  api.openapi(gaps, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    const { days } = context.req.valid('query')
    const items = await kernel.work.inOrganization(caller.orgId, (work) => gapsAhead(work, days))
    return context.json({ items, nextCursor: null }, 200)
  })
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
