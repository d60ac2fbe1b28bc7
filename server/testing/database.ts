import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '../kernel/db/migrate.ts'

/** Any number: one process at a time makes the template. */
const lock = 5_820_417_002

const template = 'pikett_template'

export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

/** A database of its own for one test file: a copy of the migrated template, which the first asker makes. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await withClient(admin, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lock])
    const found = await client.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount === 0) await makeTemplate(client, admin)
    await client.query(`create database ${name} template ${template}`)
  })
  return {
    url: urlOf(admin, name),
    drop: () =>
      withClient(admin, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
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
