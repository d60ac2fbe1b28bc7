import { sql } from 'kysely'
import type { Trx } from '../kernel/db/types.ts'

export interface Amount {
  count: number
  oldestAt: Temporal.Instant | null
}

/** What lies where, and the column that says how old a row is. */
const tables = {
  events: ['events', 'received_at'],
  alerts: ['alerts', 'created_at'],
  timeline: ['timeline_entries', 'at'],
  deliveries: ['deliveries', 'created_at'],
  pings: ['heartbeat_pings', 'at'],
  selfTests: ['self_tests', 'started_at'],
  sandbox: ['sandbox_messages', 'at'],
} as const
type Name = keyof typeof tables

/** How many rows there are of each, counted up to a limit, and the age of the first: the ids rise with time. */
export async function countTables(trx: Trx, limit: number): Promise<Record<Name, Amount>> {
  const amounts: [string, Amount][] = []
  for (const [name, [table, column]] of Object.entries(tables)) {
    const { rows } = await sql<Amount>`
      select (select count(*)::int from (select 1 from ${sql.table(table)} limit ${limit}) counted) as count,
        (select ${sql.ref(column)} from ${sql.table(table)} order by id limit 1) as oldest_at`.execute(trx)
    amounts.push([name, rows[0]!])
  }
  return Object.fromEntries(amounts) as Record<Name, Amount>
}

/** The chain knows its length. */
export async function countAuditLog(trx: Trx): Promise<Amount> {
  const { rows } = await sql<Amount>`
    select coalesce((select entries::int from audit_chains), 0) as count,
      (select at from audit_entries order by seq limit 1) as oldest_at`.execute(trx)
  return rows[0]!
}

export async function rawEventDaysOf(trx: Trx): Promise<number> {
  const row = await trx.selectFrom('organizations').select('rawEventDays').executeTakeFirstOrThrow()
  return row.rawEventDays
}

export async function databaseSize(trx: Trx): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(trx)
  return rows[0]!.bytes
}
