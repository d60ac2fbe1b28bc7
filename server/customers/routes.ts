import { createRoute, z } from '@hono/zod-openapi'
import { grouping } from '../../contract/config/grouping.ts'
import { supportHours } from '../../contract/config/organization.ts'
import { key } from '../../contract/keys.ts'
import { listOf, pageQuery } from '../../contract/lists.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { listCustomers } from './actions.ts'

const customers = listOf(
  z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    tier: z.string().nullable(),
    supportHours: supportHours.nullable(),
    /** Which alerts page once, across those of its sources that have no grouping of their own. */
    grouping: grouping.nullable(),
  }),
)

const list = createRoute({
  method: 'get',
  path: '/customers',
  tags: ['Customers'],
  summary: 'The customers, by key',
  request: { query: pageQuery.extend({ cursor: key.optional() }) },
  responses: { 200: { content: { 'application/json': { schema: customers } }, description: 'A page of customers' } },
})

/** Mounted below /api/v1. */
export function customerRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    const { orgId } = callerOf(context, 'alerts.read')
    const { limit, cursor } = context.req.valid('query')
    return context.json(await listCustomers(kernel, orgId, limit, cursor), 200)
  })
  return api
}
