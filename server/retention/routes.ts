import { createRoute } from '@hono/zod-openapi'
import { retention } from '../../contract/retention.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { showRetention } from './actions.ts'

const show = createRoute({
  method: 'get',
  path: '/retention',
  tags: ['Configuration'],
  summary: 'What is kept, for how long, and how much of it there is',
  responses: { 200: { content: { 'application/json': { schema: retention } }, description: 'Every kind of data' } },
})

/** Mounted below /api/v1. */
export function retentionRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(show, async (context) => {
    const { orgId } = callerOf(context, 'config.read')
    return context.json(await kernel.work.inOrganization(orgId, ({ trx }) => showRetention(trx)), 200)
  })
  return api
}
