import { sql } from 'kysely'
import type { FrozenPolicy } from '../../../rules/escalation/policy.ts'
import { anyOf } from '../../kernel/db/among.ts'
import type { Trx } from '../../kernel/db/types.ts'
import { asEscalation } from '../types.ts'
import type { Escalation } from '../types.ts'

/** Begins escalations. One that the alert had before begins anew under the next epoch. */
export async function insertEscalations(
  trx: Trx,
  orgId: string,
  rows: readonly { alertId: string; policy: FrozenPolicy; nextAt: Temporal.Instant }[],
  at: Temporal.Instant,
): Promise<void> {
  const values = rows.map(({ alertId, policy, nextAt }) => ({ alert_id: alertId, policy, next_at: nextAt }))
  await sql`
    insert into escalations (org_id, alert_id, status, policy, started_at, next_at)
    select ${orgId}::uuid, alert_id, 'active', policy, ${at}, next_at
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row(alert_id uuid, policy jsonb, next_at timestamptz)
    on conflict (org_id, alert_id) do update set epoch = escalations.epoch + 1, status = 'active', policy = excluded.policy,
      round = 0, step = -1, started_at = excluded.started_at, next_at = excluded.next_at, failures = 0, last_error = null,
      inform_at = null, remind_at = null, acknowledgement_ends_at = null`.execute(trx)
}

/**
 * Stops escalations for good, whether they still ran or waited for the end of an acknowledgement: nothing is due any more, and
 * whatever an earlier epoch still sends is recognised as late. Returns those that ran.
 */
export async function stopEscalations(trx: Trx, alertIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ alertId: string; status: Escalation['status'] }>`
    with before as materialized (
      select org_id, alert_id, status from escalations
      where alert_id = any(${alertIds}::uuid[])
        and (status <> 'stopped' or least(inform_at, remind_at, acknowledgement_ends_at) is not null)
      order by alert_id for update
    )
    update escalations set status = 'stopped', next_at = null, epoch = escalations.epoch + 1,
      inform_at = null, remind_at = null, acknowledgement_ends_at = null
    from before where escalations.org_id = before.org_id and escalations.alert_id = before.alert_id
    returning before.alert_id, before.status`.execute(trx)
  return rows.filter((row) => row.status !== 'stopped').map((row) => row.alertId)
}

/** The escalations of these alerts that are due at `now`, locked; those that others hold are left to them. */
export async function lockDue(trx: Trx, alertIds: readonly string[], now: Temporal.Instant): Promise<Escalation[]> {
  const rows = await escalationQuery(trx)
    .where('escalations.alertId', '=', anyOf(alertIds))
    .where('escalations.nextAt', '<=', now)
    .orderBy('escalations.nextAt')
    // Of those that are due at once the older alert has the first turn.
    .orderBy('escalations.alertId')
    .forUpdate('escalations')
    .skipLocked()
    .execute()
  return rows.map(asEscalation)
}

export async function lockEscalation(trx: Trx, alertId: string): Promise<Escalation | undefined> {
  const row = await escalationQuery(trx)
    .where('escalations.alertId', '=', alertId)
    .forUpdate('escalations')
    .executeTakeFirst()
  return row && asEscalation(row)
}

/** The escalations of these alerts, locked in the order of their ids. */
export async function lockEscalations(trx: Trx, alertIds: readonly string[]): Promise<Escalation[]> {
  if (alertIds.length === 0) return []
  const rows = await escalationQuery(trx)
    .where('escalations.alertId', '=', anyOf(alertIds))
    .orderBy('escalations.alertId')
    .forUpdate('escalations')
    .execute()
  return rows.map(asEscalation)
}

export async function getEscalations(trx: Trx, alertIds: readonly string[]): Promise<Map<string, Escalation>> {
  if (alertIds.length === 0) return new Map()
  const rows = await escalationQuery(trx).where('escalations.alertId', '=', anyOf(alertIds)).execute()
  return new Map(rows.map((row) => [row.alertId, asEscalation(row)]))
}

/** Escalations with what a decision needs to know of their alerts. */
export function escalationQuery(trx: Trx) {
  return trx
    .selectFrom('escalations')
    .innerJoin('alerts', (join) =>
      join.onRef('alerts.orgId', '=', 'escalations.orgId').onRef('alerts.id', '=', 'escalations.alertId'),
    )
    .select([
      'escalations.alertId',
      'escalations.epoch',
      'escalations.status',
      'escalations.policy',
      'escalations.round',
      'escalations.step',
      'escalations.nextAt',
      'escalations.failures',
      'escalations.informAt',
      'escalations.remindAt',
      'escalations.acknowledgementEndsAt',
      'alerts.number as alertNumber',
      'alerts.summary as alertSummary',
      'alerts.priority',
      'alerts.acknowledgedBy',
      sql<Temporal.Instant | null>`case when alerts.status = 'acknowledged' then alerts.snoozed_until end`.as(
        'snoozedUntil',
      ),
    ])
}

/** Writes back where locked escalations stand that run on; nothing of an acknowledgement is left. */
export async function saveProgress(
  trx: Trx,
  orgId: string,
  rows: readonly Pick<Escalation, 'alertId' | 'status' | 'round' | 'step' | 'nextAt'>[],
): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ alertId, status, round, step, nextAt }) => ({
    alert_id: alertId,
    status,
    round,
    step,
    next_at: nextAt,
  }))
  await sql`
    update escalations set status = row.status, round = row.round, step = row.step, next_at = row.next_at, failures = 0,
      last_error = null, inform_at = null, remind_at = null, acknowledgement_ends_at = null
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as row(alert_id uuid, status text, round integer, step integer, next_at timestamptz)
    where escalations.org_id = ${orgId}::uuid and escalations.alert_id = row.alert_id`.execute(trx)
}

/** Writes the chain along which a locked escalation runs from now on. */
export async function savePolicy(trx: Trx, alertId: string, policy: FrozenPolicy): Promise<void> {
  await trx
    .updateTable('escalations')
    .set({ policy: JSON.stringify(policy) })
    .where('alertId', '=', alertId)
    .execute()
}

/** Makes an active escalation due at once. */
export async function makeDue(trx: Trx, alertId: string, epoch: number, at: Temporal.Instant): Promise<boolean> {
  const result = await trx
    .updateTable('escalations')
    .set({ nextAt: at })
    .where('alertId', '=', alertId)
    .where('epoch', '=', epoch)
    .where('status', '=', 'active')
    .where((eb) => eb.or([eb('nextAt', 'is', null), eb('nextAt', '>', at)]))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Moves a failed row on, so that it neither blocks its neighbours nor is forgotten. */
export async function recordFailure(
  trx: Trx,
  alertId: string,
  error: string,
  nextAt: (failures: number) => Temporal.Instant,
): Promise<void> {
  const row = await trx.selectFrom('escalations').select('failures').where('alertId', '=', alertId).executeTakeFirst()
  if (!row) return
  await trx
    .updateTable('escalations')
    .set({ failures: row.failures + 1, lastError: error.slice(0, 1_000), nextAt: nextAt(row.failures) })
    .where('alertId', '=', alertId)
    .where('status', '=', 'active')
    .execute()
}
