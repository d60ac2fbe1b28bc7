import { sql } from 'kysely'
import type { FrozenPolicy } from '../../../rules/escalation/policy.ts'
import { anyOf } from '../../kernel/db/among.ts'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import { asEscalation } from '../types.ts'
import type { AcknowledgedDeadlines, Escalation } from '../types.ts'
import { escalationQuery } from './escalations.ts'

/** The earliest deadline of an acknowledged alert; the index escalations_acknowledged_due is on it. */
const dueAt = sql<Temporal.Instant | null>`least(inform_at, remind_at, acknowledgement_ends_at)`

/** The acknowledged alerts of which something is due, oldest first. */
export async function findAcknowledgedDue(engine: Connection, now: Temporal.Instant, limit: number) {
  return engine
    .selectFrom('escalations')
    .select(['orgId', 'alertId as id'])
    .where(dueAt, '<=', now)
    .orderBy(dueAt)
    .limit(limit)
    .execute()
}

export async function nextAcknowledgedDue(engine: Connection): Promise<Temporal.Instant | undefined> {
  const row = await engine
    .selectFrom('escalations')
    .select(dueAt.as('at'))
    .where(dueAt, 'is not', null)
    .orderBy(dueAt)
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** Those of these escalations of which something is due, locked. The alerts are locked before, as everywhere. */
export async function lockAcknowledgedDue(
  trx: Trx,
  alertIds: readonly string[],
  now: Temporal.Instant,
): Promise<Escalation[]> {
  if (alertIds.length === 0) return []
  const rows = await escalationQuery(trx)
    .where('escalations.alertId', 'in', alertIds)
    .where(dueAt, '<=', now)
    .orderBy('escalations.alertId')
    .forUpdate('escalations')
    .skipLocked()
    .execute()
  return rows.map(asEscalation)
}

interface Acknowledged extends AcknowledgedDeadlines {
  alertId: string
}

/** Stops locked escalations because somebody has acknowledged: only what follows an acknowledgement is due any more. */
export async function saveAcknowledged(trx: Trx, orgId: string, rows: readonly Acknowledged[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update escalations set status = 'stopped', next_at = null, epoch = epoch + 1,
      inform_at = row.inform_at, remind_at = row.remind_at, acknowledgement_ends_at = row.acknowledgement_ends_at
    from ${recordset(rows)} where escalations.org_id = ${orgId}::uuid and escalations.alert_id = row.alert_id`.execute(
    trx,
  )
}

/** Those of these alerts that are acknowledged only because the lead of their group was. */
export async function listSharing(trx: Trx, alertIds: readonly string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('alerts')
    .select('id')
    .where('id', 'in', alertIds)
    .where('status', '=', 'acknowledged')
    .where('acknowledgedVia', '=', 'group')
    .where('snoozedUntil', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}

/** The policies along which those of these alerts would escalate that are acknowledged. */
export async function listPoliciesOfAcknowledged(trx: Trx, alertIds: readonly string[]) {
  if (alertIds.length === 0) return []
  const rows = await trx
    .selectFrom('alerts')
    .select(['id as alertId', 'escalationPolicyId'])
    .where('id', 'in', alertIds)
    .where('status', '=', 'acknowledged')
    .where('escalationPolicyId', 'is not', null)
    .execute()
  return rows.map(({ alertId, escalationPolicyId }) => ({ alertId, policyId: escalationPolicyId! }))
}

/** Writes escalations that have never begun: nothing of them is due but what follows an acknowledgement. */
export async function insertStopped(
  trx: Trx,
  orgId: string,
  rows: readonly { alertId: string; policy: FrozenPolicy }[],
  at: Temporal.Instant,
): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ alertId, policy }) => ({ alert_id: alertId, policy }))
  await sql`
    insert into escalations (org_id, alert_id, status, policy, started_at)
    select ${orgId}::uuid, alert_id, 'stopped', policy, ${at}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row(alert_id uuid, policy jsonb)
    on conflict (org_id, alert_id) do nothing`.execute(trx)
}

/** Writes back the deadlines of locked escalations, and the step that informed last. */
export async function saveDeadlines(
  trx: Trx,
  orgId: string,
  rows: readonly (Acknowledged & { step: number })[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update escalations set step = row.step, failures = 0, last_error = null,
      inform_at = row.inform_at, remind_at = row.remind_at, acknowledgement_ends_at = row.acknowledgement_ends_at
    from ${recordset(rows)} where escalations.org_id = ${orgId}::uuid and escalations.alert_id = row.alert_id`.execute(
    trx,
  )
}

function recordset(rows: readonly (Acknowledged & { step?: number })[]) {
  const values = rows.map(({ alertId, step, informAt, remindAt, acknowledgementEndsAt }) => ({
    alert_id: alertId,
    step,
    inform_at: informAt,
    remind_at: remindAt,
    acknowledgement_ends_at: acknowledgementEndsAt,
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row(alert_id uuid, step integer, inform_at timestamptz,
    remind_at timestamptz, acknowledgement_ends_at timestamptz)`
}

/** Moves what is due of a failed row on, so that it neither blocks its neighbours nor is forgotten. */
export async function postponeAcknowledged(
  trx: Trx,
  alertId: string,
  error: string,
  at: (failures: number) => Temporal.Instant,
): Promise<void> {
  const row = await trx.selectFrom('escalations').select('failures').where('alertId', '=', alertId).executeTakeFirst()
  if (!row) return
  const next = at(row.failures)
  await sql`
    update escalations set failures = failures + 1, last_error = ${error.slice(0, 1_000)},
      inform_at = case when inform_at is not null then greatest(inform_at, ${next}::timestamptz) end,
      remind_at = case when remind_at is not null then greatest(remind_at, ${next}::timestamptz) end,
      acknowledgement_ends_at = case when acknowledgement_ends_at is not null
        then greatest(acknowledgement_ends_at, ${next}::timestamptz) end
    where alert_id = ${alertId}`.execute(trx)
}

/** When the acknowledgements of these alerts end by themselves; those that never do are not in it. */
export async function acknowledgementEnds(
  trx: Trx,
  alertIds: readonly string[],
): Promise<Map<string, Temporal.Instant>> {
  if (alertIds.length === 0) return new Map()
  const rows = await trx
    .selectFrom('escalations')
    .select(['alertId', 'acknowledgementEndsAt'])
    .where('alertId', '=', anyOf(alertIds))
    .execute()
  return new Map(rows.flatMap((row) => (row.acknowledgementEndsAt ? [[row.alertId, row.acknowledgementEndsAt]] : [])))
}
