import { createRoute } from '@hono/zod-openapi'
import { newSimulation, simulationView } from '../../contract/simulations.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { runSimulation } from './run.ts'

const run = createRoute({
  method: 'post',
  path: '/simulations',
  tags: ['On-call'],
  summary: 'Who would be paged when, on which contact; stores nothing and pages nobody',
  request: { body: { required: true, content: { 'application/json': { schema: newSimulation } } } },
  responses: {
    200: { description: 'What would happen', content: { 'application/json': { schema: simulationView } } },
  },
})

export function simulationRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(run, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    const asked = context.req.valid('json')
    const view = await kernel.work.inOrganization(caller.orgId, (work) => runSimulation(work, asked))
    return context.json(view, 200)
  })
  return api
}
