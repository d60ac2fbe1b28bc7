import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { lineSettings, optionsOf } from './connect.ts'
import { prepareServer } from './prepare.ts'
import { clientOf, serverUrls } from './servers.ts'

const ownFolder = join(import.meta.dirname, '../../../migrations')

/** Any number, the same on every node: only one of them migrates at a time. */
const lock = 5_820_417_001

const connectWithinMs = 10_000

/**
 * A change of a table waits for transactions that use it, and everybody else waits behind the change. After this time it
 * steps aside, lets them pass and tries again: alerts come in while nodes are exchanged.
 */
const lockTimeout = '3s'
const stepsAside = 40
const asideMs = 1_000

export interface Migrated {
  /** What was applied now, in order. */
  applied: string[]
  /** What a newer release has applied: it works beside this one while nodes are exchanged. */
  newer: string[]
}

export interface MigrateOptions {
  /** False: nothing is changed; a database that misses migrations is refused. */
  apply?: boolean
  /** Tests: where the migrations stand. */
  folder?: string
}

/** A file of the folder. `beside` is the number of the oldest migration that a node must know to work on this one. */
interface Migration {
  name: string
  text: string
  checksum: string
  beside: string | null
}

/**
 * Brings the database to the newest migration, each file in a transaction of its own. Safe to call from many nodes at
 * once. A database that a newer release has migrated further is taken as it is, unless that release says that this one
 * may not work beside it (`-- beside: 0016` in a migration: a node must know 0016). Throws an Error in words for the
 * operator then, when an applied file was changed afterwards, and when the database is behind and may not be changed.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<Migrated> {
  const { apply = true, folder = ownFolder } = options
  const client: pg.Client = new (clientOf(url))({
    connectionString: serverUrls(url)[0],
    application_name: 'pikett_migrate',
    connectionTimeoutMillis: connectWithinMs,
    // A migration may be silent for long; that its connection is gone is found out below it, on both sides.
    options: optionsOf(lineSettings),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    if (apply) {
      await client.query('select pg_advisory_lock($1)', [lock])
      await prepareServer(client)
    }
    const known = await migrationsIn(folder)
    const { missing, newer } = compare(known, await appliedIn(client))
    if (missing.length > 0 && !apply) {
      const names = missing.map(({ name }) => name).join(', ')
      throw new Error(
        `This database misses migrations (${names}), and PIKETT_MIGRATE=off forbids this node to apply them. ` +
          `Start one node of this release without that setting first.`,
      )
    }
    for (const one of missing) await applyOne(client, one)
    return { applied: missing.map(({ name }) => name), newer }
  } finally {
    await client.end()
  }
}

async function migrationsIn(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      const checksum = createHash('sha256').update(text).digest('hex')
      return { name, text, checksum, beside: /^-- beside: (\d{4})$/m.exec(text)?.[1] ?? null }
    }),
  )
}

type Applied = Pick<Migration, 'name' | 'checksum' | 'beside'>

async function appliedIn(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<{ found: boolean }>(`select to_regclass('migrations') is not null as found`)
  if (!rows[0]!.found) return []
  // Read as a whole row: an older release has made the table without the column.
  const all = await client.query<{ row: Partial<Applied> }>('select to_jsonb(migrations) as row from migrations')
  return all.rows.map(({ row }) => ({ name: row.name!, checksum: row.checksum!, beside: row.beside ?? null }))
}

/** What is still to be done, and what goes beyond us; refuses what cannot work together. */
function compare(known: readonly Migration[], applied: readonly Applied[]) {
  const appliedByName = new Map(applied.map((one) => [one.name, one]))
  const knownNames = new Set(known.map(({ name }) => name))
  const changed = known.find((one) => (appliedByName.get(one.name)?.checksum ?? one.checksum) !== one.checksum)
  if (changed) throw new Error(`The migration ${changed.name} was changed after it had been applied.`)
  const missing = known.filter(({ name }) => !appliedByName.has(name))
  const newer = applied.filter(({ name }) => !knownNames.has(name))
  const names = newer.map(({ name }) => name).toSorted()
  const newest = known.at(-1)?.name.slice(0, 4) ?? '0000'
  const isTooOld = newer.some(({ beside }) => beside !== null && beside > newest)
  if (newer.length > 0 && (missing.length > 0 || isTooOld)) {
    throw new Error(
      `This database was set up by a newer release of Pikett (${names.join(', ')}), beside which this one cannot work. ` +
        `Start that release.`,
    )
  }
  return { missing, newer: names }
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(client, migration)
    } catch (error) {
      const isHeldUp = (error as { code?: string }).code === '55P03'
      if (!isHeldUp || attempt === stepsAside) {
        throw new Error(`The migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
      }
      await pause(asideMs)
    }
  }
}

async function inTransaction(client: pg.Client, { name, text, checksum, beside }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`set local lock_timeout = '${lockTimeout}'`)
    await client.query(text)
    await client.query('insert into migrations (name, checksum, beside) values ($1, $2, $3)', [name, checksum, beside])
    await client.query('commit')
  } catch (error) {
    // Where the connection is lost the server rolls back, and why it was lost is what counts.
    await client.query('rollback').catch(() => {})
    throw error
  }
}
