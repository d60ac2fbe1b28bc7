// The load generator: a process of its own, the same for both sides. Takes jobs from its parent, one after the other.
import { openConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { createSupply } from './bodies.ts'
import type { Supply } from './bodies.ts'
import { openPageSink } from './sink.ts'
import type { PageSink } from './sink.ts'

export interface Load {
  /** Addresses that take alerts in Alertmanager's way (…/api/v2/alerts); requests go to them in turn. */
  urls: string[]
  connections: number
  seconds: number
  supply: Supply
  /** Requests per second over all connections; without it each connection sends as soon as it has its answer. */
  perSecond?: number
  /** Also waits for the page of each alert, this long after the last one was sent. */
  awaitPagesSeconds?: number
}

export interface Measured {
  requests: number
  alerts: number
  seconds: number
  /** Answers that were no 2xx, by status; 0 for a lost connection. */
  failures: Record<string, number>
  latencyMs: Quantiles
  /** From the moment an alert is sent until its page has arrived. */
  pageMs?: Quantiles & { arrived: number }
}

export interface Quantiles {
  p50: number
  p99: number
  most: number
}

interface Running {
  load: Load
  next: () => { body: string; names: string[] }
  latencies: number[]
  failures: Record<string, number>
  alerts: number
  sent: number
  sink: PageSink
  endMs: number
  startMs: number
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

async function measure(load: Load, sink: PageSink): Promise<Measured> {
  sink.forget()
  const urls = load.urls.map((url) => new URL(url))
  const connections = await Promise.all(
    Array.from({ length: load.connections }, (_, index) => openConnection(urls[index % urls.length]!)),
  )
  const startMs = performance.now()
  const endMs = startMs + load.seconds * 1_000
  const next = createSupply(load.supply)
  const running: Running = { load, next, latencies: [], failures: {}, alerts: 0, sent: 0, sink, startMs, endMs }
  await Promise.all(connections.map((connection, index) => drive(running, connection, urls[index % urls.length]!)))
  const seconds = (performance.now() - startMs) / 1_000
  for (const connection of connections) connection.close()
  const { latencies, failures, alerts } = running
  const result = { requests: latencies.length, alerts, seconds, failures, latencyMs: quantiles(latencies) }
  if (load.awaitPagesSeconds === undefined) return result
  const pages = await sink.collect(alerts, load.awaitPagesSeconds)
  return { ...result, pageMs: { ...quantiles(pages), arrived: pages.length } }
}

/** Sends on one connection until the time is up. */
async function drive(running: Running, connection: Connection, { pathname }: URL): Promise<void> {
  const { load, next, latencies, failures, sink, endMs } = running
  while (performance.now() < endMs) {
    if (load.perSecond !== undefined && !(await waitForTurn(running, load.perSecond))) return
    const { body, names } = next()
    const sentMs = performance.now()
    if (load.awaitPagesSeconds !== undefined) sink.expect(names, sentMs)
    const status = await connection.post(pathname, body).catch(() => 0)
    latencies.push(performance.now() - sentMs)
    if (status >= 200 && status < 300) running.alerts += names.length
    else failures[status] = (failures[status] ?? 0) + 1
    if (status === 0) return
  }
}

/** Takes the next moment of an even flow; false when it lies behind the end. */
async function waitForTurn(running: Running, perSecond: number): Promise<boolean> {
  const dueMs = running.startMs + (running.sent++ * 1_000) / perSecond
  if (dueMs >= running.endMs) return false
  const pauseMs = dueMs - performance.now()
  if (pauseMs > 1) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  return true
}

const sink = await openPageSink()
process.on('message', (load: Load) => {
  void measure(load, sink).then(
    (measured) => process.send!({ measured }),
    (error: Error) => process.send!({ error: error.stack ?? error.message }),
  )
})
process.on('disconnect', () => process.exit())
process.send!({ sinkUrl: sink.url })
