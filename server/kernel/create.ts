import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { connectAs } from './db/connect.ts'
import type { Pool } from './db/connect.ts'
import { createWorkRunner } from './db/work.ts'
import { createEvents } from './events.ts'
import { createI18n } from './i18n.ts'
import { createIds } from './ids.ts'
import type { Kernel } from './kernel.ts'
import { createLive } from './live.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createSecrets } from './secrets.ts'

export interface KernelParts {
  config: Config
  clock: Clock
  log: Log
  databaseUrl: string
  /** 32 bytes in hexadecimal. */
  secretKey: string
  publicUrl: () => string
  /** Metrics of the process itself; off in tests, where many apps share one. */
  processMetrics: boolean
  /** How connections are made; the simulation (faults/simulation) puts a gate before each statement. */
  connect?: typeof connectAs
}

export interface RunningKernel extends Kernel {
  pools: { app: Pool; engine: Pool }
  endStreams(): void
  close(): Promise<void>
}

/** Connections for people and deliveries; intake brings its own order to bursts and needs few. */
const appConnections = 16
const engineConnections = 4

export function createKernel(parts: KernelParts): RunningKernel {
  const { config, clock, log, databaseUrl } = parts
  const connect = parts.connect ?? connectAs
  const app = connect(databaseUrl, 'pikett_app', appConnections, log)
  const engine = connect(databaseUrl, 'pikett_engine', engineConnections, log)
  const live = createLive(databaseUrl, log)
  const events = createEvents()
  const ids = createIds()
  const i18n = createI18n()
  const secrets = createSecrets(parts.secretKey)
  return {
    config,
    clock,
    log,
    ids,
    events,
    live,
    i18n,
    metrics: createMetrics(parts.processMetrics),
    secrets,
    work: createWorkRunner({ app: app.db, clock, ids, i18n, secrets, announce: live.announce, emit: events.emit }),
    engine: engine.db,
    publicUrl: parts.publicUrl,
    pools: { app, engine },
    ...createEnding(),
    async close() {
      await live.stop()
      await Promise.all([app.db.destroy(), engine.db.destroy()])
    },
  }
}

/** Who wants to know that the app stops, and how they are told. */
function createEnding(): Pick<RunningKernel, 'onClose' | 'endStreams'> {
  const closing = new Set<() => void>()
  let ended = false
  return {
    onClose(listener) {
      // A console that asks again on a connection it still has must not wait for an end that has been.
      if (ended) listener()
      closing.add(listener)
      return () => closing.delete(listener)
    },
    endStreams() {
      ended = true
      closing.forEach((listener) => listener())
    },
  }
}
