import type { Hono } from 'hono'
import { readConfig } from '../../server/kernel/config.ts'
import type { Chance } from '../chance.ts'
import type { Clock } from '../../server/kernel/clock.ts'
import { createKernel } from '../../server/kernel/create.ts'
import type { RunningKernel } from '../../server/kernel/create.ts'
import type { DueLoop } from '../../server/kernel/due.ts'
import type { ApiEnv } from '../../server/kernel/http/api.ts'
import { createRoot } from '../../server/kernel/http/root.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createSlices } from '../../server/slices.ts'
import { subscribe } from '../../server/subscriptions.ts'
import type { Gate } from './gate.ts'
import type { Sink } from './sink.ts'
import { lives } from './time.ts'
import type { Life } from './time.ts'

/** Who asks; `organization`, where the token is not one organization's. */
export interface Caller {
  token: string
  organization?: string
}

/** A process of Pikett as it is composed in server/app.ts, without a socket: requests are handed to it. */
export interface Node extends Life {
  name: string
  kernel: RunningKernel
  loops: DueLoop[]
  ask(path: string, body: unknown, by?: Caller, method?: string): Promise<{ status: number; text: string }>
}

/** Parts of the raw log are made by days, self-tests go through a real socket: nothing that a history depends on. */
const unneeded = new Set([
  'event-days',
  'event-retention',
  'received-mails',
  'sandbox-calls',
  'opsgenie-requests',
  'self-tests',
])

export interface NodeParts {
  name: string
  databaseUrl: string
  clock: Clock
  gate: Gate
  sink: Sink
  api: Hono<ApiEnv>
  chance?: Chance
}

const config = { ...readConfig({}, false), port: 0 }
const log = createLog('silent')
const url = () => 'http://pikett.test'

export function startNode({ name, databaseUrl, clock, gate, sink, api, chance }: NodeParts): Node {
  const life: Life = { alive: true, ...(chance && { chance }) }
  return lives.run(life, () => {
    const kernel = kernelOf(life, { databaseUrl, clock, gate })
    const outbound = sink.networkOf(life)
    const slices = createSlices({ kernel, databaseUrl, stage: () => 'running', awaitSends: true, url, outbound })
    subscribe(kernel)
    let root: Root | undefined
    const loops = slices.loops.filter((loop) => !unneeded.has(loop.name))
    const ask: Node['ask'] = (path, body, by, method = 'POST') =>
      lives.run(life, () => {
        const isApi = path.startsWith('/api/')
        return request(isApi ? api : (root ??= createRoot(kernel, { open: slices.open() })), path, { body, by, method })
      })
    return Object.assign(life, { name, kernel, loops, ask })
  })
}

type Root = Hono<ApiEnv>
type Parts = Pick<NodeParts, 'databaseUrl' | 'clock' | 'gate'>

const kernelOf = (life: Life, { databaseUrl, clock, gate }: Parts): RunningKernel =>
  createKernel({
    config,
    clock,
    log,
    databaseUrl,
    secretKey: '42'.repeat(32),
    publicUrl: url,
    processMetrics: false,
    connect: gate.connectionsOf(life),
  })

/** What a life has of its own; everything else of a kernel is the same for all. */
const own = new Set<string | symbol>(['work', 'engine', 'ids', 'pools', 'live', 'events'])

/**
 * The routes below /api/v1 keep nothing in memory that a crash would take, and making them costs more than half a history:
 * all nodes share them, and each request acts through the kernel of the node that it was sent to.
 */
export function createSharedApi(parts: Parts & { sink: Sink }): Root {
  const { databaseUrl, sink } = parts
  const nobody: Life = { alive: true }
  const base = kernelOf(nobody, parts)
  const kernel = new Proxy(base, {
    get: (_, name) =>
      Reflect.get(own.has(name) ? ((lives.getStore() as Node | undefined)?.kernel ?? base) : base, name),
  })
  const outbound = sink.networkOf(nobody)
  const slices = createSlices({ kernel, databaseUrl, stage: () => 'running', awaitSends: true, url, outbound })
  const { api } = slices.mounts()
  return createRoot(kernel, { open: [], ...(api && { api }) })
}

interface Sent {
  body: unknown
  by: Caller | undefined
  method: string
}

async function request(root: Root, path: string, { body, by, method }: Sent) {
  const response = await root.request(`http://pikett.test${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(by && { authorization: `Bearer ${by.token}` }),
      ...(by?.organization && { 'x-pikett-organization': by.organization }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, text: await response.text() }
}
