import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { AlertHolds } from '../kernel/db/schema.generated.ts'
import type { Connection, Trx } from '../kernel/db/types.ts'
import type { Hold, HoldData } from './types.ts'

/** Holds alerts; a hold that one of them had is replaced. */
export async function upsertHolds(trx: Trx, orgId: string, holds: readonly Hold[]): Promise<void> {
  const values = holds.map(({ alertId, reason, data, untilAt, since }) => ({
    alert_id: alertId,
    reason,
    data,
    until_at: untilAt,
    created_at: since,
  }))
  await sql`
    insert into alert_holds (org_id, alert_id, reason, data, until_at, created_at)
    select ${orgId}::uuid, alert_id, reason, data, until_at, created_at
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as row(alert_id uuid, reason text, data jsonb, until_at timestamptz, created_at timestamptz)
    order by alert_id
    on conflict (org_id, alert_id) do update set reason = excluded.reason, data = excluded.data, until_at = excluded.until_at,
      created_at = excluded.created_at`.execute(trx)
}

/** Moves the ends of holds that are there; returns those that were. */
export async function updateHolds(
  trx: Trx,
  orgId: string,
  changes: readonly { alertId: string; untilAt: Temporal.Instant | null; data: HoldData }[],
): Promise<Hold[]> {
  const values = changes.map(({ alertId, untilAt, data }) => ({ alert_id: alertId, until_at: untilAt, data }))
  const rows = await sql<Selectable<AlertHolds>>`
    update alert_holds set until_at = row.until_at, data = row.data
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row(alert_id uuid, until_at timestamptz, data jsonb)
    where alert_holds.org_id = ${orgId}::uuid and alert_holds.alert_id = row.alert_id
    returning alert_holds.*`.execute(trx)
  return rows.rows.map(asHold)
}

/** Of all reasons, or of these only. */
export async function deleteHolds(
  trx: Trx,
  alertIds: readonly string[],
  reasons?: readonly Hold['reason'][],
): Promise<Hold[]> {
  const rows = await trx
    .deleteFrom('alertHolds')
    .where('alertId', 'in', alertIds)
    .$if(reasons !== undefined, (query) => query.where('reason', 'in', reasons!))
    .returningAll()
    .execute()
  return rows.map(asHold)
}

/** Takes the holds whose time is over; those that another transaction works on are left to it. */
export async function claimDueHolds(
  trx: Trx,
  orgId: string,
  alertIds: readonly string[],
  now: Temporal.Instant,
): Promise<Hold[]> {
  const rows = await sql<Selectable<AlertHolds>>`
    with due as materialized (
      select alert_id from alert_holds
      where org_id = ${orgId}::uuid and alert_id = any(${alertIds}::uuid[]) and until_at <= ${now}
      for update skip locked)
    delete from alert_holds using due
    where alert_holds.org_id = ${orgId}::uuid and alert_holds.alert_id = due.alert_id
    returning alert_holds.*`.execute(trx)
  return rows.rows.map(asHold)
}

export async function postponeHold(trx: Trx, alertId: string, untilAt: Temporal.Instant): Promise<void> {
  await trx.updateTable('alertHolds').set({ untilAt }).where('alertId', '=', alertId).execute()
}

export async function listHolds(trx: Trx, alertIds: readonly string[]): Promise<Hold[]> {
  if (alertIds.length === 0) return []
  return (await trx.selectFrom('alertHolds').selectAll().where('alertId', 'in', alertIds).execute()).map(asHold)
}

/** All holds for a reason, locked until the transaction ends. */
export async function lockHoldsFor(trx: Trx, reason: Hold['reason']): Promise<Hold[]> {
  const rows = await trx
    .selectFrom('alertHolds')
    .selectAll()
    .where('reason', '=', reason)
    .orderBy('alertId')
    .forUpdate()
    .execute()
  return rows.map(asHold)
}

/** The holds that event rules of this source asked for, locked until the transaction ends. */
export async function lockHoldsOfSource(trx: Trx, sourceId: string): Promise<Hold[]> {
  const rows = await trx
    .selectFrom('alertHolds')
    .selectAll()
    .where('reason', 'in', ['delay', 'threshold', 'suppressed'])
    .where(sql`data ->> 'source'`, '=', sourceId)
    .orderBy('alertId')
    .forUpdate()
    .execute()
  return rows.map(asHold)
}

/** Those of these alerts that are held, as the engine sees it between transactions. */
export async function listHeldNow(engine: Connection, orgId: string, alertIds: readonly string[]): Promise<string[]> {
  if (alertIds.length === 0) return []
  const rows = await engine
    .selectFrom('alertHolds')
    .select('alertId')
    .where('orgId', '=', orgId)
    .where('alertId', 'in', alertIds)
    .execute()
  return rows.map((row) => row.alertId)
}

/** The holds that wait for one of these alerts, locked until the transaction ends. */
export async function lockHoldsBehind(trx: Trx, causeIds: readonly string[]): Promise<Hold[]> {
  const cause = sql<string | null>`data #>> '{cause,id}'`
  const rows = await trx
    .selectFrom('alertHolds')
    .selectAll()
    .where(cause, 'in', causeIds)
    .orderBy('alertId')
    .forUpdate()
    .execute()
  return rows.map(asHold)
}

function asHold({ alertId, reason, data, untilAt, createdAt }: Selectable<AlertHolds>): Hold {
  return { alertId, reason, data: data as HoldData, untilAt, since: createdAt }
}
