import { createRoute, z } from '@hono/zod-openapi'
import { keyOrId } from '../../contract/lists.ts'
import {
  maintenanceChange,
  maintenanceList,
  maintenanceQuery,
  maintenanceView,
  newMaintenance,
  occurrenceList,
  occurrenceQuery,
} from '../../contract/maintenance.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Api, Caller } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { change, create, endNow, remove } from './actions.ts'
import { listPage, occurrencesOf, show, viewOf } from './lists.ts'

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: { 'application/json': { schema } } })

const params = z.object({ id: keyOrId.describe('The key or id of the window') })
const tags = ['Maintenance windows']
const all = '/maintenance-windows'
const one = `${all}/{id}` as const

const list = createRoute({
  method: 'get',
  path: all,
  tags,
  summary: 'Maintenance windows by key',
  request: { query: maintenanceQuery },
  responses: { 200: json(maintenanceList, 'A page of windows') },
})
const get = createRoute({
  method: 'get',
  path: one,
  tags,
  summary: 'One maintenance window',
  request: { params },
  responses: { 200: json(maintenanceView, 'The window') },
})
const add = createRoute({
  method: 'post',
  path: all,
  tags,
  summary: 'Set up a maintenance window; without a start it begins now',
  request: { body: body(newMaintenance) },
  responses: { 201: json(maintenanceView, 'The new window') },
})
const patch = createRoute({
  method: 'patch',
  path: one,
  tags,
  summary: 'Change a window: extend it, move it, cover something else',
  request: { params, body: body(maintenanceChange) },
  responses: { 200: json(maintenanceView, 'The window as it stands now') },
})
const end = createRoute({
  method: 'post',
  path: `${one}/end`,
  tags,
  summary: 'End the window that is in force now; what still burns pages at once',
  request: { params },
  responses: { 200: json(maintenanceView, 'The window as it stands now') },
})
const erase = createRoute({
  method: 'delete',
  path: one,
  tags,
  summary: 'Remove a window; what it holds and still burns pages at once',
  request: { params },
  responses: { 204: { description: 'Removed' } },
})
const occurrences = createRoute({
  method: 'get',
  path: `${one}/occurrences`,
  tags,
  summary: 'The next times that a window is in force',
  request: { params, query: occurrenceQuery },
  responses: { 200: json(occurrenceList, 'The times, in order') },
})

/** Mounted below /api/v1. */
export function maintenanceRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    const caller = callerOf(context, 'maintenance.read')
    const query = context.req.valid('query')
    return context.json(await inside(kernel, caller, (work) => listPage(work, query)), 200)
  })
  api.openapi(get, async (context) => {
    const caller = callerOf(context, 'maintenance.read')
    const { id } = context.req.valid('param')
    return context.json(await inside(kernel, caller, (work) => show(work, id)), 200)
  })
  api.openapi(occurrences, async (context) => {
    const caller = callerOf(context, 'maintenance.read')
    const { id } = context.req.valid('param')
    const query = context.req.valid('query')
    const items = await inside(kernel, caller, (work) => occurrencesOf(work, id, query))
    return context.json({ items, nextCursor: null }, 200)
  })
  addVerbs(api, kernel)
  return api
}

function addVerbs(api: Api, kernel: Kernel): void {
  api.openapi(add, async (context) => {
    const caller = callerOf(context, 'maintenance.write')
    const asked = context.req.valid('json')
    const made = await inside(kernel, caller, async (work) => viewOf(work, await create(work, caller, asked)))
    return context.json(made, 201)
  })
  api.openapi(patch, async (context) => {
    const caller = callerOf(context, 'maintenance.write')
    const { id } = context.req.valid('param')
    const asked = context.req.valid('json')
    return context.json(
      await inside(kernel, caller, async (work) => viewOf(work, await change(work, caller, id, asked))),
      200,
    )
  })
  api.openapi(end, async (context) => {
    const caller = callerOf(context, 'maintenance.write')
    const { id } = context.req.valid('param')
    return context.json(await inside(kernel, caller, async (work) => viewOf(work, await endNow(work, caller, id))), 200)
  })
  api.openapi(erase, async (context) => {
    const caller = callerOf(context, 'maintenance.write')
    const { id } = context.req.valid('param')
    await inside(kernel, caller, (work) => remove(work, caller, id))
    return context.body(null, 204)
  })
}

const inside = <T>(kernel: Kernel, caller: Caller, act: (work: Work) => Promise<T>) =>
  kernel.work.inOrganization(caller.orgId, act)
