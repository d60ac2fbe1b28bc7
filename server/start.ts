import { setTimeout as pauseFor } from 'node:timers/promises'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { openMasterKey } from './installation.ts'
import { createSteadyClock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { migrate } from './kernel/db/migrate.ts'
import { isOfDatabase, reasonOf, whenThere } from './kernel/db/patience.ts'
import type { Waiting } from './kernel/db/patience.ts'
import { serverNames } from './kernel/db/servers.ts'
import type { Log } from './kernel/log.ts'

/** What has been started of an app gets this long to end before the next attempt; connections on which nothing is heard end later. */
const letGoMs = 10_000

export interface StartParts {
  config: Config
  log: Log
  databaseUrl: string
  /** Aborted when the process is asked to stop. */
  asked: AbortSignal
  /** Tests: how time passes while the database is away. */
  time?: Pick<Waiting, 'pause' | 'nowMs'>
}

/**
 * Brings the database up to date and starts the app. While a database of one's own is away, it is waited for (kernel/db/patience.ts), as
 * nodes are restarted beside a failover: what was started until then is stopped, and everything begins anew. Returns
 * undefined when asked to stop meanwhile. Throws in words for the operator. Our own database is started by us: nothing
 * brings it back but our own next start.
 */
export async function startNode(parts: StartParts): Promise<App | undefined> {
  try {
    if (parts.config.databaseUrl === undefined) return await begin(parts, () => {})
    return await whenThere((isThere) => begin(parts, isThere), waitingOf(parts))
  } catch (error) {
    throw isOfDatabase(error) ? inWords(parts, error) : error
  }
}

/**
 * The lines for the terminal. The node works already, also when the database has just gone away: the code for its owner is
 * waited for as long as it takes.
 */
export async function greetingOf(app: App, parts: StartParts): Promise<string[]> {
  if (parts.config.databaseUrl === undefined) return app.greeting()
  return (await whenThere(() => app.greeting(), waitingOf(parts), Number.POSITIVE_INFINITY)) ?? []
}

async function begin({ config, log, databaseUrl }: StartParts, isThere: () => void): Promise<App> {
  const { applied, newer } = await migrate(databaseUrl, { apply: config.migrate })
  isThere()
  if (applied.length > 0) log.info({ migrations: applied }, 'the database was brought up to date')
  if (newer.length > 0) log.warn({ migrations: newer }, 'a newer release of Pikett works on this database too')
  const secretKey = await openMasterKey(config, databaseUrl)
  const app = await createApp({
    config,
    log,
    clock: createSteadyClock(),
    databaseUrl,
    secretKey,
    loops: true,
    // Nobody else works on a database of our own: what a killed process was sending need not wait for the end of its lease.
    alone: config.databaseUrl === undefined,
  })
  try {
    await app.start()
    return app
  } catch (error) {
    await letGo(app, log)
    throw error
  }
}

/** Never throws: why the start failed is what counts. */
async function letGo(app: App, log: Log): Promise<void> {
  const end = new AbortController()
  const stopped = app.stop().catch((error: Error) => {
    log.warn({ error: error.message }, 'what had been started could not be stopped')
  })
  await Promise.race([stopped, pauseUnless(end.signal)(letGoMs)])
  end.abort()
}

const waitingOf = ({ log, databaseUrl, asked, time }: StartParts): Waiting => ({
  servers: serverNames(databaseUrl),
  log,
  asked,
  pause: pauseUnless(asked),
  nowMs: () => performance.now(),
  ...time,
})

const pauseUnless = (signal: AbortSignal) => (ms: number) => pauseFor(ms, undefined, { signal }).catch(() => {})

/** A database is named by its host, never by its whole address: that holds the password. */
function inWords({ config, databaseUrl }: StartParts, error: unknown): Error {
  const which =
    config.databaseUrl === undefined
      ? 'The embedded database'
      : `The database at ${serverNames(databaseUrl)} (PIKETT_DATABASE_URL)`
  return new Error(`${which} cannot be used: ${reasonOf(error)}`, { cause: error })
}
