import { createRoute } from '@hono/zod-openapi'
import { readiness, setupProblemList } from '../../contract/readiness.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { RealChannels } from './actions.ts'
import { showReadiness, showSetupProblems } from './actions.ts'

const people = createRoute({
  method: 'get',
  path: '/readiness',
  tags: ['People'],
  summary: 'Whether everybody who may be paged can be reached, and what is missing',
  responses: { 200: { description: 'Everybody', content: { 'application/json': { schema: readiness } } } },
})

const setup = createRoute({
  method: 'get',
  path: '/setup-problems',
  tags: ['Set-up'],
  summary: 'What of the set-up would hurt at the next alert',
  responses: { 200: { description: 'The worst first', content: { 'application/json': { schema: setupProblemList } } } },
})

/** Mounted below /api/v1. */
export function readinessRoutes(kernel: Kernel, realChannels: RealChannels): Api {
  const api = createApi()
  api.openapi(people, async (context) => {
    return context.json(await showReadiness(kernel, callerOf(context, 'people.read')), 200)
  })
  api.openapi(setup, async (context) => {
    return context.json(await showSetupProblems(kernel, callerOf(context, 'config.read'), realChannels), 200)
  })
  return api
}
