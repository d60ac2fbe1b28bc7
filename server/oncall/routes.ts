import { createRoute, z } from '@hono/zod-openapi'
import { keyOrId } from '../../contract/lists.ts'
import {
  myShifts,
  newOverride,
  onCallList,
  onCallQuery,
  overrideView,
  scheduleList,
  scheduleView,
  shiftsView,
  spanQuery,
} from '../../contract/oncall.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import type { Api, Caller } from '../kernel/http/api.ts'
import { callerOf, createApi, personOf } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { dutiesAt } from './actions/now.ts'
import { addOverride, changeOverride, removeOverride } from './actions/overrides.ts'
import { currentSchedules, planOf, shiftsOf } from './actions/shifts.ts'
import { presentDuties, presentMyShifts, presentOverride, presentPlan, presentSchedules } from './present.ts'
import { momentOf } from './times.ts'

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const params = z.object({ key: keyOrId })

const onCall = createRoute({
  method: 'get',
  path: '/oncall',
  tags: ['On-call'],
  summary: 'Who is on call now, or at any instant past or future, in every schedule',
  request: { query: onCallQuery },
  responses: { 200: json(onCallList, 'One entry for each schedule, also where nobody is on call') },
})

const list = createRoute({
  method: 'get',
  path: '/schedules',
  tags: ['On-call'],
  summary: 'All schedules with their layers and current overrides',
  responses: { 200: json(scheduleList, 'The schedules') },
})

const get = createRoute({
  method: 'get',
  path: '/schedules/{key}',
  tags: ['On-call'],
  summary: 'One schedule',
  request: { params },
  responses: { 200: json(scheduleView, 'The schedule') },
})

const shifts = createRoute({
  method: 'get',
  path: '/schedules/{key}/shifts',
  tags: ['On-call'],
  summary: 'The shifts of a schedule, its gaps, and each layer by itself',
  request: { params, query: spanQuery },
  responses: { 200: json(shiftsView, 'The shifts') },
})

const mine = createRoute({
  method: 'get',
  path: '/me/shifts',
  tags: ['On-call'],
  summary: 'Your own shifts over all schedules',
  request: { query: spanQuery },
  responses: { 200: json(myShifts, 'Your shifts') },
})

const add = createRoute({
  method: 'post',
  path: '/schedules/{key}/overrides',
  tags: ['On-call'],
  summary: 'Put a person in the place of whoever has the duty, for a time',
  request: { params, body: { required: true, content: { 'application/json': { schema: newOverride } } } },
  responses: { 201: json(overrideView, 'The new override') },
})

const change = createRoute({
  method: 'patch',
  path: '/schedules/{key}/overrides/{id}',
  tags: ['On-call'],
  summary: 'Give an override another person or another time',
  request: {
    params: params.extend({ id: z.string().max(64) }),
    body: { required: true, content: { 'application/json': { schema: newOverride } } },
  },
  responses: { 200: json(overrideView, 'The override as it is now') },
})

const remove = createRoute({
  method: 'delete',
  path: '/schedules/{key}/overrides/{id}',
  tags: ['On-call'],
  summary: 'Remove an override: the duty goes back to whoever has it by the layers',
  request: { params: params.extend({ id: z.string().max(64) }) },
  responses: { 204: { description: 'Removed' } },
})

export function onCallRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(onCall, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    const { at, schedule: name, team } = context.req.valid('query')
    const items = await inside(kernel, caller, async ({ trx, now }) =>
      presentDuties(trx, await dutiesAt(trx, { name, team }, momentOf('at', at, now))),
    )
    return context.json({ items, nextCursor: null }, 200)
  })
  api.openapi(mine, async (context) => {
    const caller = personOf(context)
    const asked = context.req.valid('query')
    const found = await inside(kernel, caller, (work) => shiftsOf(work, caller.userId, asked))
    return context.json({ items: presentMyShifts(found), nextCursor: null }, 200)
  })
  addSchedules(api, kernel)
  addOverrides(api, kernel)
  return api
}

function addSchedules(api: Api, kernel: Kernel): void {
  api.openapi(list, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    const items = await inside(kernel, caller, async (work) => presentSchedules(work.trx, await currentSchedules(work)))
    return context.json({ items, nextCursor: null }, 200)
  })
  api.openapi(get, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    const { key } = context.req.valid('param')
    const [found] = await inside(kernel, caller, async (work) =>
      presentSchedules(work.trx, await currentSchedules(work, key)),
    )
    if (!found) throw new Fault('not_found', `There is no schedule "${key}".`)
    return context.json(found, 200)
  })
  api.openapi(shifts, async (context) => {
    const caller = callerOf(context, 'oncall.read')
    const { key } = context.req.valid('param')
    const asked = context.req.valid('query')
    const plan = await inside(kernel, caller, async (work) => presentPlan(work.trx, await planOf(work, key, asked)))
    return context.json(plan, 200)
  })
}

function addOverrides(api: Api, kernel: Kernel): void {
  api.openapi(add, async (context) => {
    const caller = callerOf(context, 'oncall.take')
    const { key } = context.req.valid('param')
    const asked = context.req.valid('json')
    const override = await inside(kernel, caller, async (work) =>
      presentOverride(work.trx, await addOverride(work, caller, key, asked)),
    )
    return context.json(override, 201)
  })
  api.openapi(change, async (context) => {
    const caller = callerOf(context, 'oncall.take')
    const { key, id } = context.req.valid('param')
    const asked = context.req.valid('json')
    const override = await inside(kernel, caller, async (work) =>
      presentOverride(work.trx, await changeOverride(work, caller, key, id, asked)),
    )
    return context.json(override, 200)
  })
  api.openapi(remove, async (context) => {
    const caller = callerOf(context, 'oncall.take')
    const { key, id } = context.req.valid('param')
    await inside(kernel, caller, (work) => removeOverride(work, caller, key, id))
    return context.body(null, 204)
  })
}

const inside = <T>(kernel: Kernel, caller: Caller, act: (work: Work) => Promise<T>) =>
  kernel.work.inOrganization(caller.orgId, act)
