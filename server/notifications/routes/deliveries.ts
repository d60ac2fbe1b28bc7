import { createRoute } from '@hono/zod-openapi'
import { deliveryQuery, failedDeliveries } from '../../../contract/alert-context.ts'
import type { FailedDelivery } from '../../../contract/alert-context.ts'
import type { Api } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { failedSince } from '../actions/failed.ts'
import { forColleagues } from '../present.ts'
import { json } from './schemas.ts'

const list = createRoute({
  method: 'get',
  path: '/deliveries',
  tags: ['Alerts'],
  summary: 'Messages of pages that did not arrive, newest first',
  request: { query: deliveryQuery },
  responses: { 200: json(failedDeliveries, 'The latest of them') },
})

/** Mounted below /api/v1: what everybody who sees alerts may know of messages to colleagues. */
export function deliveryRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    const { orgId } = callerOf(context, 'alerts.read')
    const { since, limit } = context.req.valid('query')
    const rows = await kernel.work.inOrganization(orgId, (work) => failedSince(work, since, limit))
    return context.json({ items: rows.map(present), nextCursor: null }, 200)
  })
  return api
}

function present(row: Awaited<ReturnType<typeof failedSince>>[number]): FailedDelivery {
  const { alertId, alertNumber, alertSummary } = row
  return {
    ...forColleagues(row),
    user: { key: row.userKey, name: row.userName },
    alert: alertId === null ? null : { id: alertId, number: alertNumber!, summary: alertSummary! },
  }
}
