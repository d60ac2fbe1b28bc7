import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '../kernel/db/migrate.ts'

/** Any number: one process at a time makes the template. */
const lock = 5_820_417_002

const template = 'pikett_template'

export interface TestDatabase {
  name: string
  url: string
  drop(): Promise<void>
}

/** A database of its own for one test file: a copy of the migrated template, which the first asker makes. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = inject('postgresUrl')
  return withClient(admin, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lock])
    const found = await client.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount === 0) await makeTemplate(client, admin)
    return copy(client, template)
  })
}

/** What this process has filled so far, by key: once, or also kept to be copied. */
const filledByKey = new Map<string, 'once' | 'kept'>()

/**
 * A database that `fill` has filled and let go of. Whoever asks for the same key a third time gets a copy of what the
 * second filling made; a key that is asked for once costs nothing more. The key says everything that `fill` depends on.
 */
export async function createFilledDatabase(key: string, fill: (url: string) => Promise<void>): Promise<TestDatabase> {
  const admin = inject('postgresUrl')
  const kept = `filled_${process.pid}_${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
  const before = filledByKey.get(key)
  if (before === 'kept') return withClient(admin, (client) => copy(client, kept))
  const database = await createTestDatabase()
  await fill(database.url)
  filledByKey.set(key, before === undefined ? 'once' : 'kept')
  if (before === undefined) return database
  return withClient(admin, async (client) => {
    await client.query(`alter database ${database.name} rename to ${kept}`)
    return copy(client, kept)
  })
}

/** Copied file by file: a third of the work of going through the log. */
async function copy(client: pg.Client, from: string): Promise<TestDatabase> {
  const admin = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await client.query(`create database ${name} template ${from} strategy file_copy`)
  return {
    name,
    url: urlOf(admin, name),
    drop: () =>
      withClient(admin, async (one) => void (await one.query(`drop database if exists ${name} with (force)`))),
  }
}

/** Made under another name first: a run that is interrupted must not leave half a template behind. */
async function makeTemplate(client: pg.Client, admin: string): Promise<void> {
  await client.query(`drop database if exists ${template}_new with (force)`)
  await client.query(`create database ${template}_new`)
  await migrate(urlOf(admin, `${template}_new`))
  await client.query(`alter database ${template}_new rename to ${template}`)
}

function urlOf(admin: string, database: string): string {
  const url = new URL(admin)
  url.pathname = `/${database}`
  return url.toString()
}

async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
