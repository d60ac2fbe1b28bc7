import { sql } from 'kysely'
import type { Connection, Trx } from '../../kernel/db/types.ts'

/** Organizations whose old events are to be deleted, through the engine's narrow path. */
export async function findPrunable(engine: Connection, now: Temporal.Instant, limit: number) {
  return engine
    .selectFrom('organizations')
    .select(['id', 'id as orgId'])
    .where('pruneAt', '<=', now)
    .orderBy('pruneAt')
    .limit(limit)
    .execute()
}

export async function nextPruneAt(engine: Connection): Promise<Temporal.Instant | undefined> {
  const row = await engine.selectFrom('organizations').select('pruneAt').orderBy('pruneAt').limit(1).executeTakeFirst()
  return row?.pruneAt
}

/**
 * The organization of the transaction, if it is due. Not locked: new alerts need its row for their numbers, and two nodes
 * that delete the same rows only wait for each other.
 */
export async function getPrunable(trx: Trx, now: Temporal.Instant) {
  return trx.selectFrom('organizations').select(['id', 'rawEventDays']).where('pruneAt', '<=', now).executeTakeFirst()
}

/** Makes the parts of the raw log for these days (YYYY-MM-DD), and drops those that hold nothing of `keepFrom` or later. */
export async function keepDays(engine: Connection, days: readonly string[], keepFrom: string): Promise<void> {
  await sql`select make_event_day(day::date) from unnest(${days}::text[]) as day`.execute(engine)
  await sql`select drop_event_days(${keepFrom}::date)`.execute(engine)
}

/** The longest time that an organization keeps its raw events, in days. */
export async function longestRawEventDays(engine: Connection): Promise<number> {
  const row = await engine
    .selectFrom('organizations')
    .select((eb) => eb.fn.max('rawEventDays').as('days'))
    .executeTakeFirst()
  return row?.days ?? 0
}

/** Deletes at most `limit` events whose id is less. Returns how many. */
export async function deleteEventsBefore(trx: Trx, id: string, limit: number): Promise<number> {
  const result = await sql`
    delete from events using (select source_id, id from events where org_id = app_org() and id < ${id} limit ${limit}) as old
    where events.org_id = app_org() and events.source_id = old.source_id and events.id = old.id and events.id < ${id}`.execute(
    trx,
  )
  return Number(result.numAffectedRows)
}

/** Deletes at most `limit` remembered answers that were given before. */
export async function deleteAnswersBefore(trx: Trx, at: Temporal.Instant, limit: number): Promise<number> {
  const result = await sql`
    delete from idempotent_requests where ctid in (
      select ctid from idempotent_requests where org_id = app_org() and created_at < ${at} limit ${limit})`.execute(trx)
  return Number(result.numAffectedRows)
}

export async function setPruneAt(trx: Trx, orgId: string, at: Temporal.Instant): Promise<void> {
  await trx.updateTable('organizations').set({ pruneAt: at }).where('id', '=', orgId).execute()
}
