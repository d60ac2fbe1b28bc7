import { sql } from 'kysely'
import type { Trx } from '../kernel/db/types.ts'
import type { ListNoun } from './types.ts'

/** The tables whose rows a file can make; the column `managed` of each says whether one did. */
const tableByNoun = {
  customers: 'customers',
  services: 'services',
  users: 'users',
  teams: 'teams',
  schedules: 'schedules',
  escalationPolicies: 'escalationPolicies',
  sources: 'sources',
  heartbeats: 'heartbeats',
  maintenanceWindows: 'maintenanceWindows',
} as const

/** The keys of what no file made. Reads one column of other slices' tables, the only one that means nothing to them. */
export async function listOwnKeys(trx: Trx, noun: ListNoun): Promise<string[]> {
  if (noun === 'apiKeys') {
    const rows = await trx.selectFrom('apiKeys').select('key').where('managed', '=', false).execute()
    return rows.map((row) => row.key)
  }
  if (noun === 'lookupTables') {
    const rows = await trx.selectFrom('lookupTables').select('key').where('managed', '=', false).execute()
    return rows.map((row) => row.key)
  }
  const rows = await trx
    .selectFrom(tableByNoun[noun])
    .select('key')
    .where('managed', '=', false)
    .where('archivedAt', 'is', null)
    .execute()
  return rows.map((row) => row.key)
}

/** The keys of everything of this noun that can be named; what Pikett itself keeps hidden cannot. */
export async function listKeys(trx: Trx, noun: ListNoun): Promise<string[]> {
  if (noun === 'apiKeys') return (await trx.selectFrom('apiKeys').select('key').execute()).map((row) => row.key)
  if (noun === 'lookupTables') {
    return (await trx.selectFrom('lookupTables').select('key').execute()).map((row) => row.key)
  }
  const rows = await trx
    .selectFrom(tableByNoun[noun])
    .select('key')
    .where('archivedAt', 'is', null)
    .$if(noun === 'users', (query) => query.where(sql.ref('kind'), '=', 'person'))
    .$if(noun === 'sources', (query) => query.where(sql.ref('type'), 'not in', ['manual', 'system', 'selftest']))
    .execute()
  return rows.map((row) => row.key)
}

/** The contacts that people made themselves, without their devices, by the key of the person. */
export async function listOwnContacts(trx: Trx): Promise<{ userKey: string; contactKey: string }[]> {
  return trx
    .selectFrom('contacts')
    .innerJoin('users', (join) =>
      join.onRef('users.orgId', '=', 'contacts.orgId').onRef('users.id', '=', 'contacts.userId'),
    )
    .select(['users.key as userKey', 'contacts.key as contactKey'])
    .where('contacts.managed', '=', false)
    .where('contacts.channel', '<>', 'push')
    .where('contacts.archivedAt', 'is', null)
    .where('users.archivedAt', 'is', null)
    .execute()
}

/** The key of a person who is with the organization. */
export async function findUserKey(trx: Trx, id: string): Promise<string | undefined> {
  return (await trx.selectFrom('users').select('key').where('id', '=', id).executeTakeFirst())?.key
}

/** One file at a time is applied to an organization; held until the transaction ends. */
export async function lockConfiguration(trx: Trx, orgId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`configuration ${orgId}`}, 0))`.execute(trx)
}

/** Of each list: how many items there are, and how many of them a file made. */
export async function countManaged(trx: Trx): Promise<{ noun: string; managed: number; total: number }[]> {
  const { rows } = await sql<{ noun: string; managed: number; total: number }>`
    ${sql.join(Object.entries(countedByNoun).map(countOf), sql` union all `)}`.execute(trx)
  return rows
}

/** The table of each list, and what leaves out the rows that are in no list. */
const countedByNoun: Record<string, [table: string, rest: ReturnType<typeof sql>]> = {
  customers: ['customers', sql`archived_at is null`],
  services: ['services', sql`archived_at is null`],
  users: ['users', sql`archived_at is null and kind = 'person'`],
  teams: ['teams', sql`archived_at is null`],
  schedules: ['schedules', sql`archived_at is null`],
  escalationPolicies: ['escalation_policies', sql`archived_at is null`],
  lookupTables: ['lookup_tables', sql`true`],
  sources: ['sources', sql`archived_at is null and type not in ('manual', 'system', 'selftest')`],
  heartbeats: ['heartbeats', sql`archived_at is null`],
  maintenanceWindows: ['maintenance_windows', sql`archived_at is null`],
  apiKeys: ['api_keys', sql`true`],
}

const countOf = ([noun, [table, rest]]: [string, [string, ReturnType<typeof sql>]]) => sql`
  select ${noun}::text as noun, count(*) filter (where managed)::int as managed, count(*)::int as total
  from ${sql.table(table)} where ${rest}`
