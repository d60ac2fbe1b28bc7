import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

const folder = join(import.meta.dirname, '../../../migrations')

/** Any number, the same on every node: only one of them migrates at a time. */
const lock = 5_820_417_001

const roles = ['pikett_app', 'pikett_engine', 'pikett_login']

/**
 * Brings the database to the newest migration, each file in a transaction of its own. Safe to call from many nodes at
 * once. Throws when an applied file was changed afterwards, or when the database is newer than this release knows.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'pikett_migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await createRoles(client)
    await client.query(
      'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    return await applyMissing(client)
  } finally {
    await client.end()
  }
}

/** Roles belong to the whole server: a second database of Pikett on it finds them. */
async function createRoles(client: pg.Client): Promise<void> {
  for (const role of roles) {
    const found = await client.query('select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = $1', [
      role,
    ])
    if (found.rowCount === 0) await createRole(client, role)
    else if (found.rows[0].unsafe)
      throw new Error(`The database role ${role} may bypass row-level security. Take that right from it.`)
  }
}

async function createRole(client: pg.Client, role: string): Promise<void> {
  try {
    await client.query(`create role ${role} nologin nosuperuser nobypassrls`)
  } catch (error) {
    // Another database of the same server was migrated at the same moment (the lock is per database).
    if (!['42710', '23505'].includes((error as { code: string }).code)) throw error
  }
  await client.query(`grant ${role} to current_user`)
}

async function applyMissing(client: pg.Client): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).toSorted()
  const applied = new Map<string, string>()
  for (const row of (await client.query('select name, checksum from migrations')).rows)
    applied.set(row.name, row.checksum)
  const unknown = [...applied.keys()].filter((name) => !names.includes(name))
  if (unknown.length > 0)
    throw new Error(`This database was set up by a newer release of Pikett (${unknown.join(', ')}).`)
  const done: string[] = []
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8')
    const checksum = createHash('sha256').update(text).digest('hex')
    if (applied.get(name) === checksum) continue
    if (applied.has(name)) throw new Error(`The migration ${name} was changed after it had been applied.`)
    await applyOne(client, name, text, checksum)
    done.push(name)
  }
  return done
}

async function applyOne(client: pg.Client, name: string, text: string, checksum: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`The migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
