import { createRoute, z } from '@hono/zod-openapi'
import { criticalities } from '../../contract/config/organization.ts'
import { key } from '../../contract/keys.ts'
import { listOf, pageQuery } from '../../contract/lists.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { listServices } from './actions.ts'

const services = listOf(
  z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    customer: z.string().nullable(),
    customerName: z.string().nullable(),
    criticality: z.enum(criticalities),
    /** The keys of the services that this one stands on. */
    dependsOn: z.array(z.string()),
  }),
)

const list = createRoute({
  method: 'get',
  path: '/services',
  tags: ['Services'],
  summary: 'The services, by key',
  request: { query: pageQuery.extend({ cursor: key.optional(), customer: key.optional() }) },
  responses: { 200: { content: { 'application/json': { schema: services } }, description: 'A page of services' } },
})

/** Mounted below /api/v1. */
export function serviceRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    const { orgId } = callerOf(context, 'alerts.read')
    return context.json(await listServices(kernel, orgId, context.req.valid('query')), 200)
  })
  return api
}
