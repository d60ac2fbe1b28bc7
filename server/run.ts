import { mkdir } from 'node:fs/promises'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { systemClock } from './kernel/clock.ts'
import type { Config } from './kernel/config.ts'
import { migrate } from './kernel/db/migrate.ts'
import type { Log } from './kernel/log.ts'
import { startEmbeddedPostgres } from './kernel/postgres/index.ts'
import { masterKeyOf } from './kernel/secrets.ts'

/** What is in flight gets this long after a request to stop; then the process ends, and the next start recovers. */
const graceMs = 25_000

interface Database {
  url: string
  stop(): Promise<void>
}

/** Starts everything and resolves when it has been stopped (SIGTERM, SIGINT, or the launcher is gone). */
export async function runServer(config: Config, log: Log): Promise<void> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const asked = Promise.withResolvers<string>()
  const database = await openDatabase(config, log, (reason) => asked.resolve(reason))
  let app: App | undefined
  try {
    const applied = await migrate(database.url)
    if (applied.length > 0) log.info({ migrations: applied }, 'the database was brought up to date')
    const secretKey = config.secretKey ?? (await masterKeyOf(config.dataDir))
    app = await createApp({ config, log, clock: systemClock, databaseUrl: database.url, secretKey, loops: true })
    await app.start()
    for (const line of await app.greeting()) process.stdout.write(`${line}\n`)
    listenForStop((reason) => asked.resolve(reason))
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
}
