import type { Hono } from 'hono'
import { readConfig } from '../../server/kernel/config.ts'
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

/** A process of Pikett as it is composed in server/app.ts, without a socket: requests are handed to it. */
export interface Node extends Life {
  name: string
  kernel: RunningKernel
  loops: DueLoop[]
  ask(path: string, body: unknown, token?: string): Promise<{ status: number; text: string }>
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
}

export function startNode({ name, databaseUrl, clock, gate, sink }: NodeParts): Node {
  const life: Life = { alive: true }
  return lives.run(life, () => {
    const kernel = createKernel({
      config: { ...readConfig({}, false), port: 0 },
      clock,
      log: createLog('silent'),
      databaseUrl,
      secretKey: '42'.repeat(32),
      publicUrl: () => 'http://pikett.test',
      processMetrics: false,
      connect: gate.connectionsOf(life),
    })
    const outbound = sink.networkOf(life)
    const url = () => 'http://pikett.test'
    const slices = createSlices({ kernel, databaseUrl, stage: () => 'running', awaitSends: true, url, outbound })
    subscribe(kernel)
    const root = createRoot(kernel, slices.mounts)
    const loops = slices.loops.filter((loop) => !unneeded.has(loop.name))
    const ask: Node['ask'] = (path, body, token) => lives.run(life, () => request(root, path, body, token))
    return Object.assign(life, { name, kernel, loops, ask })
  })
}

async function request(root: Hono<ApiEnv>, path: string, body: unknown, token?: string) {
  const response = await root.request(`http://pikett.test${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}
