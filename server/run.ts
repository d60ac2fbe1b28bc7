import { createApp } from './app.ts'
import type { App } from './app.ts'
import { openMasterKey } from './installation.ts'
import { createSteadyClock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { migrate } from './kernel/db/migrate.ts'
import type { Migrated } from './kernel/db/migrate.ts'
import { serverNames } from './kernel/db/servers.ts'
import { makeFolder } from './kernel/folders.ts'
import type { Log } from './kernel/log.ts'
import { startEmbeddedPostgres } from './kernel/postgres/index.ts'

/** What is in flight gets this long after a request to stop; then the process ends, and the next start recovers. */
const graceMs = 25_000

interface Database {
  url: string
  stop(): Promise<void>
}

/** Starts everything and resolves when it has been stopped (SIGTERM, SIGINT, or the launcher is gone). */
export async function runServer(config: Config, log: Log): Promise<void> {
  makeDataDir(config.dataDir)
  const asked = Promise.withResolvers<string>()
  const database = await openDatabase(config, log, (reason) => asked.resolve(reason))
  // From here on something may be in flight. Before, a signal ends us at once, and the database with us.
  listenForStop((reason) => asked.resolve(reason))
  let app: App | undefined
  try {
    const { applied, newer } = await migrateOrSay(config, database.url)
    if (applied.length > 0) log.info({ migrations: applied }, 'the database was brought up to date')
    if (newer.length > 0) log.warn({ migrations: newer }, 'a newer release of Pikett works on this database too')
    const secretKey = await openMasterKey(config, database.url)
    app = await createApp({
      config,
      log,
      clock: createSteadyClock(),
      databaseUrl: database.url,
      secretKey,
      loops: true,
    })
    await app.start()
    for (const line of await app.greeting()) process.stdout.write(`${line}\n`)
    log.info({ reason: await asked.promise }, 'stopping')
  } finally {
    const cut = setTimeout(() => {
      log.error('could not finish in time, leaving the rest to the next start')
      process.exit(1)
    }, graceMs)
    await app?.stop()
    await database.stop()
    clearTimeout(cut)
  }
}

function makeDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir)
  } catch (error) {
    throw new Error(`The data directory ${dataDir} (PIKETT_DATA_DIR) cannot be used: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN', '28P01', '3D000']

/** A database that cannot be reached is named by its host, never by its whole address: that holds the password. */
async function migrateOrSay(config: Config, url: string): Promise<Migrated> {
  try {
    return await migrate(url, { apply: config.migrate })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (!unreachable.includes(code ?? '') && message !== 'timeout expired') throw error
    throw new Error(`The database at ${serverNames(url)} (PIKETT_DATABASE_URL) cannot be used: ${message}`, {
      cause: error,
    })
  }
}

async function openDatabase(config: Config, log: Log, lost: (reason: string) => void): Promise<Database> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: async () => {} }
  return startEmbeddedPostgres({
    dataDir: config.dataDir,
    log,
    onExit(reason) {
      log.fatal({ reason }, 'the embedded database ended')
      process.exitCode = 1
      lost(reason)
    },
  })
}

function listenForStop(stop: (reason: string) => void): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  // The launcher holds this channel; when it is killed, nobody would stop us otherwise.
  process.on('disconnect', () => stop('the launcher is gone'))
  if (process.connected === false) stop('the launcher is gone')
}
