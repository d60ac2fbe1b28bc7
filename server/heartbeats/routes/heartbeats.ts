import { createRoute, z } from '@hono/zod-openapi'
import { heartbeatList, heartbeatQuery, heartbeatView, pingList } from '../../../contract/heartbeats.ts'
import { keyOrId, pageQuery } from '../../../contract/lists.ts'
import type { Work } from '../../kernel/db/work.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Api, Caller } from '../../kernel/http/api.ts'
import { callerOf, createApi } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { listPage, pingsPage } from '../actions/lists.ts'
import { existing, pause, resume } from '../actions/pause.ts'
import { presentHeartbeat, presentPing } from '../present.ts'

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const params = z.object({ key: keyOrId })

const list = createRoute({
  method: 'get',
  path: '/heartbeats',
  tags: ['Heartbeats'],
  summary: 'Heartbeats by key',
  request: { query: heartbeatQuery },
  responses: { 200: json(heartbeatList, 'A page of heartbeats') },
})

const get = createRoute({
  method: 'get',
  path: '/heartbeats/{key}',
  tags: ['Heartbeats'],
  summary: 'One heartbeat',
  request: { params },
  responses: { 200: json(heartbeatView, 'The heartbeat') },
})

const pings = createRoute({
  method: 'get',
  path: '/heartbeats/{key}/pings',
  tags: ['Heartbeats'],
  summary: 'The pings that are kept, newest first',
  request: { params, query: pageQuery },
  responses: { 200: json(pingList, 'A page of pings') },
})

const verb = (name: 'pause' | 'resume', summary: string) =>
  createRoute({
    method: 'post',
    path: `/heartbeats/{key}/${name}`,
    tags: ['Heartbeats'],
    summary,
    request: { params },
    responses: { 200: json(heartbeatView, 'The heartbeat as it stands now') },
  })

export function heartbeatRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    const caller = callerOf(context, 'heartbeats.read')
    const query = context.req.valid('query')
    const { items, nextCursor } = await inside(kernel, caller, ({ trx }) => listPage(trx, query))
    return context.json({ items: items.map((one) => presentHeartbeat(kernel, caller, one)), nextCursor }, 200)
  })
  api.openapi(get, async (context) => {
    const caller = callerOf(context, 'heartbeats.read')
    const { key } = context.req.valid('param')
    const found = await inside(kernel, caller, (work) => existing(work, key))
    return context.json(presentHeartbeat(kernel, caller, found), 200)
  })
  api.openapi(pings, async (context) => {
    const caller = callerOf(context, 'heartbeats.read')
    const { key } = context.req.valid('param')
    const query = context.req.valid('query')
    const { items, nextCursor } = await inside(kernel, caller, (work) => pingsPage(work, key, query))
    return context.json({ items: items.map(presentPing), nextCursor }, 200)
  })
  addVerbs(api, kernel)
  return api
}

function addVerbs(api: Api, kernel: Kernel): void {
  const acts = {
    pause: { act: pause, summary: 'Pause: pings are kept and change nothing, an open alert is resolved' },
    resume: { act: resume, summary: 'Watch again: the timer starts with the next ping' },
  }
  for (const name of ['pause', 'resume'] as const) {
    api.openapi(verb(name, acts[name].summary), async (context) => {
      const caller = callerOf(context, 'heartbeats.write')
      const { key } = context.req.valid('param')
      const found = await inside(kernel, caller, (work) => acts[name].act(work, key, actorOf(caller)))
      return context.json(presentHeartbeat(kernel, caller, found), 200)
    })
  }
}

const inside = <T>(kernel: Kernel, caller: Caller, act: (work: Work) => Promise<T>) =>
  kernel.work.inOrganization(caller.orgId, act)
