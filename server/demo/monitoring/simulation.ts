import { z } from 'zod'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../kernel/log.ts'
import type { LocalApi } from '../local.ts'
import { pingsBetween } from './pings.ts'
import type { Report } from './problem.ts'
import { failingAt, reportsBetween } from './script.ts'
import type { Script } from './script.ts'
import { allSensors } from './sensors.ts'
import type { WireRequest } from './wire.ts'
import { dedupKeyOf, pingRequestOf, requestOf } from './wire.ts'

/** After a longer pause (a closed laptop) the story goes on from the present; nobody wants the past at once. */
const mostBehindSeconds = 90

/** How often alerts are looked for that the story knows nothing of any more. */
const tidyEverySeconds = 60

const sendTimeoutMs = 10_000

export interface Monitoring {
  /** Sends everything that is due by now. Throws when the server cannot be reached; the next turn sends it again. */
  turn(): Promise<void>
  /** Somebody came to look: an alert for the visitor follows soon. */
  visited(): void
  /** Switches the heartbeats off, so that silence is not taken for a failure while nobody pings. */
  pause(): Promise<void>
}

export interface MonitoringParts {
  api: LocalApi
  clock: Clock
  log: Log
  seed: string
}

/** The simulated monitoring systems: they know the addresses of their sources, and speak to nothing but the public intake. */
export async function createMonitoring({ api, clock, log, seed }: MonitoringParts): Promise<Monitoring> {
  const startedAt = clock.now()
  const addresses = await readAddresses(api)
  const visits: number[] = []
  const script: Script = { seed, visits }
  const secondsNow = () => Math.floor(clock.now().since(startedAt).total('seconds'))
  let sentUntil = 0
  let tidyAt = 0
  const send = async (report: Report) => {
    const integrationKey = addresses.keyBySource.get(report.sensor.source)
    if (integrationKey !== undefined) await post(api.url, requestOf(report, integrationKey, startedAt), log)
  }
  return {
    async turn() {
      const to = secondsNow() + 1
      const from = Math.max(sentUntil, to - mostBehindSeconds)
      for (const ping of pingsBetween(seed, from, to)) {
        const path = addresses.pathByHeartbeat.get(ping.heartbeat)
        if (path !== undefined) await post(api.url, pingRequestOf(ping, path), log)
      }
      for (const report of reportsBetween(script, from, to)) await send(report)
      sentUntil = to
      if (to <= tidyAt) return
      tidyAt = to + tidyEverySeconds
      for (const report of await findForgotten(api, script, to)) await send(report)
    },
    visited() {
      const at = secondsNow()
      const last = visits.at(-1)
      // What comes sooner would be left out by the script anyway, and the list must not grow with every click.
      if (last === undefined || at >= last + 60) visits.push(at)
    },
    async pause() {
      const paths = [...addresses.pathByHeartbeat.keys()].map((key) => api.post(`/heartbeats/${key}/pause`))
      await Promise.allSettled(paths)
    },
  }
}

const sources = z.object({ items: z.array(z.object({ key: z.string(), integrationKey: z.string().nullable() })) })
const heartbeats = z.object({ items: z.array(z.object({ key: z.string(), pingUrl: z.string().nullable() })) })

async function readAddresses(api: LocalApi) {
  const { items: found } = await api.get('/sources?limit=100', sources)
  const { items: jobs } = await api.get('/heartbeats?limit=100', heartbeats)
  return {
    keyBySource: new Map(
      found.flatMap(({ key, integrationKey }) => (integrationKey === null ? [] : [[key, integrationKey]])),
    ),
    pathByHeartbeat: new Map(
      jobs.flatMap(({ key, pingUrl }) => (pingUrl === null ? [] : [[key, new URL(pingUrl).pathname]])),
    ),
  }
}

const openAlerts = z.object({ items: z.array(z.object({ source: z.string(), dedupKey: z.string() })) })

/**
 * Open alerts of sensors that are well by now: their recovery fell into a time when nothing ran. What the visitor raised
 * is not among them, nor what expires by itself.
 */
async function findForgotten(api: LocalApi, script: Script, at: number): Promise<Report[]> {
  const { items } = await api.get('/alerts?status=open&limit=100', openAlerts)
  const failing = new Set(failingAt(script, at).map((report) => report.sensor))
  return allSensors
    .filter((sensor) => !failing.has(sensor))
    .filter((sensor) => items.some((one) => one.source === sensor.source && one.dedupKey === dedupKeyOf(sensor)))
    .map((sensor) => {
      const { severity, text } = sensor
      return { atSeconds: at, sensor, state: 'up', severity, text, sinceSeconds: at }
    })
}

/** What intake refuses is the sender's loss, as in real life; what it is too busy for comes again with the next turn. */
async function post(url: string, { method, path, headers, body }: WireRequest, log: Log): Promise<void> {
  const response = await fetch(url + path, { method, headers, body, signal: AbortSignal.timeout(sendTimeoutMs) })
  const text = await response.text()
  if (response.status === 429 || response.status >= 500) throw new Error(`intake answered ${response.status}: ${text}`)
  if (!response.ok) log.debug({ status: response.status, text }, 'a simulated monitoring message was refused')
}
