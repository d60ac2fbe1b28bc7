import { once } from 'node:events'
import type { App } from './app.ts'
import type { Config } from './kernel/config.ts'
import { makeFolder } from './kernel/folders.ts'
import type { Log } from './kernel/log.ts'
import { startEmbeddedPostgres } from './kernel/postgres/index.ts'
import { greetingOf, startNode } from './start.ts'

/** What is in flight gets this long after a request to stop; then the process ends, and the next start recovers. */
const graceMs = 25_000

interface Database {
  url: string
  stop(): Promise<void>
}

/** Starts everything and resolves when it has been stopped (SIGTERM, SIGINT, or the launcher is gone). */
export async function runServer(config: Config, log: Log): Promise<void> {
  makeDataDir(config.dataDir)
  const stop = new AbortController()
  const asked = stop.signal
  const database = await openDatabase(config, log, (reason) => stop.abort(reason))
  // From here on something may be in flight. Before, a signal ends us at once, and the database with us.
  listenForStop((reason) => stop.abort(reason))
  const cut = createCut(log)
  // Also a start that hangs ends in time.
  asked.addEventListener('abort', cut.begin)
  let app: App | undefined
  try {
    const parts = { config, log, databaseUrl: database.url, asked }
    app = await startNode(parts)
    if (app) for (const line of await greetingOf(app, parts)) process.stdout.write(`${line}\n`)
    if (!asked.aborted) await once(asked, 'abort')
    log.info({ reason: asked.reason as string }, 'stopping')
  } finally {
    cut.begin()
    await app?.stop()
    await database.stop()
    cut.end()
  }
}

function createCut(log: Log) {
  let timer: NodeJS.Timeout | undefined
  return {
    begin() {
      timer ??= setTimeout(() => {
        log.error('could not finish in time, leaving the rest to the next start')
        process.exit(1)
      }, graceMs)
    },
    end: () => clearTimeout(timer),
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
