import { globSync, mkdtempSync, rmSync, statSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../server/kernel/postgres/index.ts'
import { processesIn } from '../server/kernel/postgres/processes.ts'
import type { EmbeddedPostgres } from '../server/kernel/postgres/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the superuser of the one PostgreSQL that serves the whole run. */
    postgresUrl: string
  }
}

type Shared = { users: number; starting: Promise<{ server: EmbeddedPostgres; dataDir: string }> }

/** Each kind of tests loads this file for itself; they share the server by way of the process. */
const shelf = globalThis as typeof globalThis & { pikettTestDatabase?: Shared }

/** Nothing here has to survive a crash, so nothing waits for the disk. */
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: 200,
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '512MB',
  // A database of a test is gone before cleaning it could help.
  autovacuum: 'off',
}

const log = {
  info: () => {},
  warn: (...words: unknown[]) => console.warn('test database:', ...words),
  error: (...words: unknown[]) => console.error('test database:', ...words),
}

const MEMORY = '/dev/shm'
const AMPLE_BYTES = 4 * 2 ** 30
const AN_HOUR_MS = 3_600_000

const prefixIn = (folder: string) => join(folder, 'pikett-test-')

/** In memory where there is plenty (Linux): copying a database is a thousand files, which a disk takes ten times as long for. */
function place(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize >= AMPLE_BYTES ? MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** A run that was killed could not clear up after itself; its server ended with it, its files did not. */
function clearLeftovers(): void {
  for (const folder of globSync([tmpdir(), MEMORY].map((each) => `${prefixIn(each)}*`))) {
    const isOld = statSync(folder).mtimeMs < Date.now() - AN_HOUR_MS
    if (isOld && processesIn(join(folder, 'postgres')).length === 0) rmSync(folder, { recursive: true, force: true })
  }
}

async function start() {
  clearLeftovers()
  // Short, so that the Unix socket fits.
  const dataDir = mkdtempSync(prefixIn(place()))
  return { dataDir, server: await startEmbeddedPostgres({ dataDir, log, settings }) }
}

/** Starts the database for the first kind of tests that asks and ends it after the last one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (shelf.pikettTestDatabase ??= { users: 0, starting: start() })
  shared.users += 1
  const { server, dataDir } = await shared.starting
  project.provide('postgresUrl', server.url)
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    delete shelf.pikettTestDatabase
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
