import { createRoute } from '@hono/zod-openapi'
import { alertContext, similarAlerts } from '../../contract/alert-context.ts'
import { alertCountQuery, alertCounts } from '../../contract/alert-list.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { showContext } from './context.ts'
import { countAlerts } from './counts.ts'
import type { AlertPorts } from './ports.ts'
import { existing, inside, json, oneAlert } from './show.ts'
import { showSimilar } from './similar.ts'

const counts = createRoute({
  method: 'get',
  path: '/alert-counts',
  tags: ['Alerts'],
  summary: 'How many alerts are open, unanswered, acknowledged, held back, yours',
  request: { query: alertCountQuery },
  responses: { 200: json(alertCounts, 'The numbers, each counted to 1,000') },
})

const similar = createRoute({
  method: 'get',
  path: '/alerts/{id}/similar',
  tags: ['Alerts'],
  summary: 'What was like it within the last 30 days, how often, and how it ended',
  request: { params: oneAlert },
  responses: { 200: json(similarAlerts, 'Alerts, the most alike first; looked for among the latest 20,000') },
})

const context = createRoute({
  method: 'get',
  path: '/alerts/{id}/context',
  tags: ['Alerts'],
  summary: 'Its place: support hours, other alerts of the customer, what the service stands on, maintenance',
  request: { params: oneAlert },
  responses: { 200: json(alertContext, 'As things stand now') },
})

/** What is read around alerts. */
export function aroundRoutes(kernel: Kernel, ports: AlertPorts): Api {
  const api = createApi()
  api.openapi(counts, async (request) => {
    const caller = callerOf(request, 'alerts.read')
    const query = request.req.valid('query')
    return request.json(await inside(kernel, caller, ({ trx }) => countAlerts(trx, query, caller.userId)), 200)
  })
  api.openapi(similar, async (request) => {
    const caller = callerOf(request, 'alerts.read')
    const { id } = request.req.valid('param')
    return request.json(await inside(kernel, caller, async (work) => showSimilar(work, await existing(work, id))), 200)
  })
  api.openapi(context, async (request) => {
    const caller = callerOf(request, 'alerts.read')
    const { id } = request.req.valid('param')
    const shown = await inside(kernel, caller, async (work) => showContext(work, ports, await existing(work, id)))
    return request.json(shown, 200)
  })
  return api
}
