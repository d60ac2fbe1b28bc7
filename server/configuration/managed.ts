import { createRoute, z } from '@hono/zod-openapi'
import type { Api } from '../kernel/http/api.ts'
import { callerOf } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { countManaged } from './store.ts'

const managed = z.object({
  items: z.array(z.object({ noun: z.string(), managed: z.number().int(), total: z.number().int() })),
})

const show = createRoute({
  method: 'get',
  path: '/config/managed',
  tags: ['Configuration'],
  summary: 'How much of the set-up a configuration file made: the next apply of the file overwrites that',
  responses: { 200: { content: { 'application/json': { schema: managed } }, description: 'By list' } },
})

export function addManaged(api: Api, kernel: Kernel): void {
  api.openapi(show, async (context) => {
    const { orgId } = callerOf(context, 'config.read')
    const items = await kernel.work.inOrganization(orgId, ({ trx }) => countManaged(trx))
    return context.json({ items }, 200)
  })
}
