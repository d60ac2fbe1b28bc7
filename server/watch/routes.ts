import { createRoute } from '@hono/zod-openapi'
import { pageQuery } from '../../contract/lists.ts'
import { healthView, selfTestList, selfTestView } from '../../contract/watch.ts'
import type { Api } from '../kernel/http/api.ts'
import { audit } from '../audit/index.ts'
import { actorOf } from '../kernel/http/actor.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { showHealth } from './present.ts'
import { beginNow } from './selftest/begin.ts'
import { showSelfTest, showSelfTests } from './selftest/list.ts'

const health = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Watch'],
  summary: 'How Pikett itself is: due loops, nodes, database, what is wrong',
  responses: {
    200: { description: 'What the last look found', content: { 'application/json': { schema: healthView } } },
  },
})

const selfTests = createRoute({
  method: 'get',
  path: '/self-tests',
  tags: ['Watch'],
  summary: 'The daily self-tests, newest first',
  request: { query: pageQuery },
  responses: {
    200: { description: 'A page of self-tests', content: { 'application/json': { schema: selfTestList } } },
  },
})

const runNow = createRoute({
  method: 'post',
  path: '/self-tests',
  tags: ['Watch'],
  summary: 'Run a self-test now: a test event goes the whole way of an alert and pages nobody',
  responses: { 202: { description: 'It has begun', content: { 'application/json': { schema: selfTestView } } } },
})

/** Mounted below /api/v1. */
export function watchRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(health, async (context) => {
    const caller = callerOf(context, 'health.read')
    return context.json(await showHealth(kernel, caller), 200)
  })
  api.openapi(selfTests, async (context) => {
    const { orgId, language } = callerOf(context, 'selftests.read')
    const query = context.req.valid('query')
    const page = await kernel.work.inOrganization(orgId, (work) => showSelfTests(work, language, query))
    return context.json(page, 200)
  })
  api.openapi(runNow, async (context) => {
    const caller = callerOf(context, 'selftests.run')
    const begun = await kernel.work.inOrganization(caller.orgId, async (work) => {
      const id = await beginNow(work)
      audit(work, { action: 'self_test.begun', actor: actorOf(caller), subject: { kind: 'self_test', id } })
      return showSelfTest(work, caller.language, id)
    })
    return context.json(begun, 202)
  })
  return api
}
