import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import type { Log } from '../log.ts'
import { accountFor } from './account.ts'
import type { Account } from './account.ts'
import { findBinaries } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import {
  foldersIn,
  give,
  makeCluster,
  makeFolders,
  refuseOtherVersion,
  superuserPassword,
  usesSocket,
  writeSettings,
} from './cluster.ts'
import type { Folders } from './cluster.ts'
import { outputOf } from './finished.ts'
import { holdDataDirectory } from './lock.ts'
import { endOrphan } from './orphan.ts'
import { signal, until } from './processes.ts'
import { StartRefused } from './refused.ts'

export interface EmbeddedPostgresOptions {
  /** The data directory of Pikett; created when it is missing. */
  dataDir: string
  log: Pick<Log, 'info' | 'warn' | 'error'>
  /** PostgreSQL settings that differ from ours, for example `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string | number>
  /**
   * Called once when the server ends without having been asked to; the reason is a sentence for the log. The data directory
   * stays ours until `stop`.
   */
  onExit?: (reason: string) => void
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser. */
  url: string
  /** The process number of the server. */
  pid: number
  /** Ends the server (it writes everything to the disk) and gives the data directory back. May be called twice. */
  stop(): Promise<void>
}

/** Recovery after a crash replays at most what `max_wal_size` allows; ten minutes is far beyond that. */
const START_WITHIN_MS = 600_000
const STOP_WITHIN_MS = 60_000
const ATTEMPTS = 5

/**
 * Starts PostgreSQL on the data directory and resolves when it accepts connections. Ends a server that an earlier run left
 * behind. Throws `StartRefused` with a sentence for the operator when another Pikett holds the directory, when the cluster
 * is of another major version, or when the server does not come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  const folders = foldersIn(dataDir)
  const binaries = await findBinaries()
  makeFolders(dataDir, folders)
  const release = await holdDataDirectory(dataDir)
  try {
    refuseOtherVersion(folders, binaries.major)
    const account = await accountFor(binaries.postgres, folders.socket)
    give(folders.socket, account)
    await endOrphan(folders, options.log)
    await makeCluster(binaries.initdb, folders, account, options.settings?.['fsync'] !== 'off')
    const server = await startServer(binaries, folders, account, options)
    return watch(server, options, release)
  } catch (error) {
    release()
    throw error
  }
}

type Server = { child: ChildProcess; pid: number; url: string }

async function startServer(
  binaries: Binaries,
  folders: Folders,
  account: Account,
  { settings = {}, log }: EmbeddedPostgresOptions,
): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const place = await choosePlace(folders)
    writeSettings(folders, { ...place.settings, ...settings })
    const child = account.start(binaries.postgres, ['-D', folders.cluster], { endsWithUs: true })
    const failure = await readyOrFailed(child, folders, log)
    const url = `postgres://postgres:${superuserPassword(folders)}@${place.address}`
    if (failure === undefined && child.pid !== undefined) return { child, pid: child.pid, url }
    // A port can be taken between choosing and using it, and memory of a killed server is let go a moment later.
    const passes = /Address already in use|shared memory block/i.test(failure ?? '')
    if (!passes || attempt === ATTEMPTS)
      throw new StartRefused(`The database did not start:\n${failure ?? 'no reason given'}`)
    await endOrphan(folders, log)
  }
}

type Place = { address: string; settings: Record<string, string | number> }

async function choosePlace(folders: Folders): Promise<Place> {
  if (usesSocket(folders)) {
    return {
      address: `localhost:5432/postgres?host=${encodeURIComponent(folders.socket)}`,
      settings: { listen_addresses: '', port: 5432, unix_socket_directories: folders.socket },
    }
  }
  const port = await freePort()
  return {
    address: `127.0.0.1:${port}/postgres`,
    settings: { listen_addresses: '127.0.0.1', port, unix_socket_directories: '' },
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => done(port))
    })
  })
}

/** The server says in its lock file how far it is. */
function isReady(folders: Folders, pid: number): boolean {
  try {
    const lines = readFileSync(join(folders.cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

/** Resolves with nothing when the server accepts connections, with what it said when it ended instead. */
async function readyOrFailed(
  child: ChildProcess,
  folders: Folders,
  log: Pick<Log, 'info'>,
): Promise<string | undefined> {
  const output = outputOf(child)
  let ended: string | undefined
  child.on('error', (error) => (ended = error.message))
  child.on(
    'close',
    (code, by) => (ended = `${output()}(ended with ${by ?? `code ${code}`}; more in ${folders.cluster}/log)`),
  )
  const decided = () => ended !== undefined || isReady(folders, child.pid ?? -1)
  if (!(await until(decided, 10_000))) {
    log.info('the database is recovering after a crash; this can take a few minutes')
    if (!(await until(decided, START_WITHIN_MS))) {
      child.kill('SIGINT')
      return `it was not ready after ${START_WITHIN_MS / 60_000} minutes (more in ${folders.cluster}/log)`
    }
  }
  return ended
}

function watch(
  { child, pid, url }: Server,
  { log, onExit }: EmbeddedPostgresOptions,
  release: () => void,
): EmbeddedPostgres {
  let stopping: Promise<void> | undefined
  let gone = child.exitCode !== null || child.signalCode !== null
  const lost = (by: string) => {
    const reason = `The database server (process ${pid}) ended by itself with ${by}.`
    log.error({ pid }, reason)
    onExit?.(reason)
  }
  child.on('exit', (code, by) => {
    gone = true
    if (!stopping) lost(by ?? `code ${code}`)
  })
  const stop = async () => {
    for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      if (!gone) signal(pid, name)
      if (await until(() => gone, STOP_WITHIN_MS)) break
    }
    release()
  }
  return { url, pid, stop: () => (stopping ??= stop()) }
}
