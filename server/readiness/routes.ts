import { createRoute, z } from '@hono/zod-openapi'
import { language } from '../../contract/keys.ts'
import { readiness, setupProblemList } from '../../contract/readiness.ts'
import type { Api, Caller } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { RealChannels } from './actions.ts'
import { showReadiness, showSetupProblems } from './actions.ts'

/** In which language the messages are; without it in that of who asks. */
const request = { query: z.object({ language: language.optional() }) }

const people = createRoute({
  method: 'get',
  path: '/readiness',
  tags: ['People'],
  summary: 'Whether everybody who may be paged can be reached, and what is missing',
  request: {
    /** Only this person, whether anything pages them or not. */
    query: request.query.extend({ user: z.string().min(1).max(64).optional() }),
  },
  responses: { 200: { description: 'Everybody', content: { 'application/json': { schema: readiness } } } },
})

const setup = createRoute({
  method: 'get',
  path: '/setup-problems',
  tags: ['Set-up'],
  summary: 'What of the set-up would hurt at the next alert',
  request,
  responses: { 200: { description: 'The worst first', content: { 'application/json': { schema: setupProblemList } } } },
})

/** The console may speak another language than the account. */
const spoken = (caller: Caller, asked: { language?: Caller['language'] | undefined }): Caller => ({
  ...caller,
  language: asked.language ?? caller.language,
})

/** Mounted below /api/v1. */
export function readinessRoutes(kernel: Kernel, realChannels: RealChannels): Api {
  const api = createApi()
  api.openapi(people, async (context) => {
    const asked = context.req.valid('query')
    const caller = spoken(callerOf(context, 'people.read'), asked)
    return context.json(await showReadiness(kernel, caller, asked.user), 200)
  })
  api.openapi(setup, async (context) => {
    const caller = spoken(callerOf(context, 'config.read'), context.req.valid('query'))
    return context.json(await showSetupProblems(kernel, caller, realChannels), 200)
  })
  return api
}
