import { createRoute, z } from '@hono/zod-openapi'
import { alertDetail, memberList, memberQuery, merging } from '../../contract/alerts.ts'
import type { AlertPorts } from '../alerts/index.ts'
import { answererOf, detailOf, findAlert } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { leave, merge } from './merge.ts'
import { membersPage } from './present.ts'

const params = z.object({ id: z.string().min(1).max(40).openapi({ description: 'The id or the number of the alert' }) })

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const members = createRoute({
  method: 'get',
  path: '/alerts/{id}/members',
  tags: ['Alerts'],
  summary: 'The alerts that belong to this one, oldest first',
  request: { params, query: memberQuery },
  responses: { 200: json(memberList, 'A page of alerts') },
})

const leaveRoute = createRoute({
  method: 'post',
  path: '/alerts/{id}/leave-group',
  tags: ['Alerts'],
  summary: 'Leave the group: the alert pages for itself',
  request: { params },
  responses: { 200: json(alertDetail, 'The alert as it stands now') },
})

const mergeRoute = createRoute({
  method: 'post',
  path: '/alerts/{id}/merge',
  tags: ['Alerts'],
  summary: 'Merge into another alert, which pages for both',
  request: { params, body: { required: true, content: { 'application/json': { schema: merging } } } },
  responses: { 200: json(alertDetail, 'The alert as it stands now') },
})

/** Mounted below /api/v1. */
export function groupRoutes(kernel: Kernel, ports: AlertPorts): Api {
  const api = createApi()
  const inside = kernel.work.inOrganization
  api.openapi(members, async (context) => {
    const { orgId } = callerOf(context, 'alerts.read')
    const { id } = context.req.valid('param')
    const { limit, cursor } = context.req.valid('query')
    const page = await inside(orgId, async (work) => membersPage(work, await idOf(work, id), { limit, cursor }))
    return context.json(page, 200)
  })
  api.openapi(leaveRoute, async (context) => {
    const caller = callerOf(context, 'alerts.answer')
    const { id } = context.req.valid('param')
    await inside(caller.orgId, async (work) => leave(work, await idOf(work, id), answererOf(context, caller)))
    return context.json(await inside(caller.orgId, (work) => detailOf(kernel, ports, work, id)), 200)
  })
  api.openapi(mergeRoute, async (context) => {
    const caller = callerOf(context, 'alerts.answer')
    const { id } = context.req.valid('param')
    const { into } = context.req.valid('json')
    const by = answererOf(context, caller)
    await inside(caller.orgId, async (work) => merge(work, await idOf(work, id), String(into), by))
    return context.json(await inside(caller.orgId, (work) => detailOf(kernel, ports, work, id)), 200)
  })
  return api
}

async function idOf(work: Work, id: string): Promise<string> {
  const row = await findAlert(work.trx, id)
  if (!row) throw new Fault('not_found', 'There is no such alert.')
  return row.id
}
