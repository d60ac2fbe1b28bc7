import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'
import type { OverrideRow, Span } from '../types.ts'

/** Wall clocks differ from UTC by at most 14 hours and have jumped by a day; three days are well clear of both. */
const slackHours = 72

/** In the order of their beginning. An override with somebody who has left does not count. */
export async function listOverrides(trx: Trx, scheduleIds: readonly string[], within?: Span): Promise<OverrideRow[]> {
  const rows = await withPeople(trx)
    .where('overrides.scheduleId', 'in', scheduleIds)
    .$if(within !== undefined, (query) =>
      query
        .where('overrides.fromLocal', '<', localText(within!.to.add({ hours: slackHours })))
        .where('overrides.toLocal', '>', localText(within!.from.subtract({ hours: slackHours }))),
    )
    .orderBy('overrides.fromLocal')
    .execute()
  return rows.map(asOverride)
}

export async function findOverride(trx: Trx, scheduleId: string, id: string): Promise<OverrideRow | undefined> {
  const row = await withPeople(trx)
    .where('overrides.scheduleId', '=', scheduleId)
    .where(sql<boolean>`overrides.id::text = ${id}`)
    .executeTakeFirst()
  return row && asOverride(row)
}

/** The override that holds part of this time, the first of them. Local times of the schedule. */
export async function findOverlapping(
  trx: Trx,
  scheduleId: string,
  from: string,
  to: string,
): Promise<OverrideRow | undefined> {
  const row = await withPeople(trx)
    .where('overrides.scheduleId', '=', scheduleId)
    .where('overrides.fromLocal', '<', to)
    .where('overrides.toLocal', '>', from)
    .orderBy('overrides.fromLocal')
    .limit(1)
    .executeTakeFirst()
  return row && asOverride(row)
}

/** Throws the database's exclusion violation (23P01) at once, not at the commit, when one overlaps another. */
export async function insertOverrides(trx: Trx, orgId: string, rows: readonly OverrideRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`set constraints schedule_overrides_do_not_overlap immediate`.execute(trx)
  await trx
    .insertInto('scheduleOverrides')
    .values(rows.map(({ from: fromLocal, to: toLocal, ...values }) => ({ orgId, fromLocal, toLocal, ...values })))
    .execute()
}

export async function deleteOverrides(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('scheduleOverrides').where('id', 'in', ids).execute()
}

/** Overrides of people who have left count no more; they would only stand in the way of new ones. */
export async function deleteOverridesOfDeparted(trx: Trx, scheduleId: string): Promise<void> {
  await trx
    .deleteFrom('scheduleOverrides')
    .where('scheduleId', '=', scheduleId)
    .where('userId', 'in', trx.selectFrom('users').select('id').where('archivedAt', 'is not', null))
    .execute()
}

function withPeople(trx: Trx) {
  return trx
    .selectFrom('scheduleOverrides as overrides')
    .innerJoin('users', (join) =>
      join.onRef('users.orgId', '=', 'overrides.orgId').onRef('users.id', '=', 'overrides.userId'),
    )
    .where('users.archivedAt', 'is', null)
    .select(['overrides.id', 'overrides.scheduleId', 'overrides.userId', 'overrides.managed'])
    .select(['overrides.fromLocal', 'overrides.toLocal'])
}

function asOverride({
  fromLocal,
  toLocal,
  ...row
}: Omit<OverrideRow, 'from' | 'to'> & { fromLocal: string; toLocal: string }): OverrideRow {
  return { ...row, from: toMinute(fromLocal), to: toMinute(toLocal) }
}

const toMinute = (text: string) => text.slice(0, 'YYYY-MM-DDTHH:MM'.length)
const localText = (at: Temporal.Instant) => toMinute(at.toString())
