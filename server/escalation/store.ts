import { sql } from 'kysely'
import type { FrozenPolicy } from '../../rules/escalation/policy.ts'
import type { Trx } from '../kernel/db/types.ts'
import { asEscalation } from './types.ts'
import type { Escalation } from './types.ts'

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
      round = 0, step = -1, started_at = excluded.started_at, next_at = excluded.next_at, failures = 0, last_error = null`.execute(
    trx,
  )
}

/** Stops escalations for good: nothing is due any more, and whatever an earlier epoch still sends is recognised as late. */
export async function stopEscalations(trx: Trx, alertIds: readonly string[]): Promise<string[]> {
  const rows = await trx
    .updateTable('escalations')
    .set((eb) => ({ status: 'stopped', nextAt: null, epoch: eb('epoch', '+', 1) }))
    .where('alertId', 'in', alertIds)
    .where('status', '<>', 'stopped')
    .returning('alertId')
    .execute()
  return rows.map((row) => row.alertId)
}

/** The escalations of these alerts that are due at `now`, locked; those that others hold are left to them. */
export async function lockDue(trx: Trx, alertIds: readonly string[], now: Temporal.Instant): Promise<Escalation[]> {
  const rows = await escalationQuery(trx)
    .where('escalations.alertId', 'in', alertIds)
    .where('escalations.nextAt', '<=', now)
    .orderBy('escalations.nextAt')
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

export async function getEscalations(trx: Trx, alertIds: readonly string[]): Promise<Map<string, Escalation>> {
  if (alertIds.length === 0) return new Map()
  const rows = await escalationQuery(trx).where('escalations.alertId', 'in', alertIds).execute()
  return new Map(rows.map((row) => [row.alertId, asEscalation(row)]))
}

function escalationQuery(trx: Trx) {
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
      'alerts.number as alertNumber',
      'alerts.summary as alertSummary',
      'alerts.priority',
    ])
}

/** Writes back where locked escalations stand after a step. */
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
    update escalations set status = row.status, round = row.round, step = row.step, next_at = row.next_at, failures = 0, last_error = null
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as row(alert_id uuid, status text, round integer, step integer, next_at timestamptz)
    where escalations.org_id = ${orgId}::uuid and escalations.alert_id = row.alert_id`.execute(trx)
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

/** The policies of these ids as they stand now, ready to be frozen. */
export async function getPolicies(trx: Trx, ids: readonly string[]): Promise<Map<string, FrozenPolicy>> {
  if (ids.length === 0) return new Map()
  const rows = await trx.selectFrom('escalationPolicies').selectAll().where('id', 'in', ids).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        key: row.key,
        name: row.name,
        delaySeconds: row.delaySeconds,
        steps: row.steps as FrozenPolicy['steps'],
        allAtOnce: row.allAtOnce,
        repeatCount: row.repeatCount,
        stepEnds: row.stepEnds,
        attempts: row.attempts,
        repeatEverySeconds: row.repeatEverySeconds,
      },
    ]),
  )
}
