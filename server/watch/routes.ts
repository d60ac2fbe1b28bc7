import { createRoute } from '@hono/zod-openapi'
import { healthView } from '../../contract/watch.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { showHealth } from './present.ts'

const health = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Watch'],
  summary: 'How Pikett itself is: due loops, nodes, database, what is wrong',
  responses: {
    200: { description: 'What the last look found', content: { 'application/json': { schema: healthView } } },
  },
})

/** Mounted below /api/v1. */
export function watchRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(health, async (context) => {
    const caller = callerOf(context, 'health.read')
    return context.json(await showHealth(kernel, caller), 200)
  })
  return api
}
