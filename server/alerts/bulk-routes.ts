import { createRoute } from '@hono/zod-openapi'
import { bulkAnswer, bulkResults } from '../../contract/by-hand.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { answerMany } from './bulk.ts'
import { answererOf, inside, json } from './show.ts'

const route = (verb: 'acknowledge' | 'resolve', summary: string) =>
  createRoute({
    method: 'post',
    path: `/alerts/${verb}`,
    tags: ['Alerts'],
    summary,
    request: { body: { required: true, content: { 'application/json': { schema: bulkAnswer } } } },
    responses: { 200: json(bulkResults, 'What became of each, in the order in which they were named') },
  })

const summaryByVerb = {
  acknowledge: 'Acknowledge several alerts at once',
  resolve: 'Resolve several alerts at once',
}

export function bulkRoutes(kernel: Kernel): Api {
  const api = createApi()
  for (const verb of ['acknowledge', 'resolve'] as const) {
    api.openapi(route(verb, summaryByVerb[verb]), async (context) => {
      const caller = callerOf(context, 'alerts.answer')
      const { ids } = context.req.valid('json')
      const by = answererOf(context, caller)
      const items = await inside(kernel, caller, (work) => answerMany(work, verb, ids, by))
      return context.json({ items }, 200)
    })
  }
  return api
}
