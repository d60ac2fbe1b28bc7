import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Alerts } from '../kernel/db/schema.generated.ts'
import type { Trx } from '../kernel/db/types.ts'
import { LostRace } from '../kernel/db/work.ts'
import type { Alert, AlertStatus } from './types.ts'

/** A key under which at most one alert is open. */
export interface OpenKey {
  sourceId: string
  dedupKey: string
}

/**
 * The open alerts of these keys, locked until the transaction ends. Locked in the order of their ids, so that two
 * transactions over the same alerts wait for each other instead of deadlocking.
 */
export async function lockOpen(trx: Trx, orgId: string, keys: readonly OpenKey[]): Promise<Alert[]> {
  const rows = await sql<Selectable<Alerts>>`
    select alerts.* from alerts
    where org_id = ${orgId} and status <> 'resolved'
      and (source_id, dedup_key) in (
        select * from unnest(${keys.map((key) => key.sourceId)}::uuid[], ${keys.map((key) => key.dedupKey)}::text[]))
    order by id for no key update`.execute(trx)
  return rows.rows.map(asAlert)
}

/** The alert, locked until the transaction ends; `undefined` when there is none. */
export async function lockAlert(trx: Trx, id: string): Promise<Alert | undefined> {
  const row = await trx.selectFrom('alerts').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && asAlert(row)
}

/** These alerts, locked in the order of their ids; those that others hold are left to them. */
export async function lockAlerts(trx: Trx, ids: readonly string[]): Promise<Alert[]> {
  if (ids.length === 0) return []
  const rows = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  return rows.map(asAlert)
}

/** The alerts whose time has run out and that are still open, locked; those that others hold are left to them. */
export async function lockExpired(trx: Trx, ids: readonly string[], now: Temporal.Instant): Promise<Alert[]> {
  const rows = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('id', 'in', ids)
    .where('status', '<>', 'resolved')
    .where('expiresAt', '<=', now)
    .orderBy('id')
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  return rows.map(asAlert)
}

/** The ids of those alerts that nobody has answered, locked until the transaction ends. */
export async function lockTriggered(trx: Trx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('alerts')
    .select('id')
    .where('id', 'in', ids)
    .where('status', '=', 'triggered')
    .orderBy('id')
    .forShare()
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Those of the alerts that nobody has answered, by number. */
export async function listTriggered(trx: Trx, ids: readonly string[]): Promise<Alert[]> {
  const rows = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('id', 'in', ids)
    .where('status', '=', 'triggered')
    .orderBy('number')
    .execute()
  return rows.map(asAlert)
}

/** Reserves numbers for new alerts; returns the first. The numbers of an organization rise without end. */
export async function takeNumbers(trx: Trx, orgId: string, amount: number): Promise<number> {
  const row = await trx
    .updateTable('organizations')
    .set((eb) => ({ lastAlertNumber: eb('lastAlertNumber', '+', amount) }))
    .where('id', '=', orgId)
    .returning('lastAlertNumber')
    .executeTakeFirstOrThrow()
  return row.lastAlertNumber - amount + 1
}

/** Inserts new alerts. Throws LostRace when another transaction opened one of the keys first; run again, it is found. */
export async function insertAlerts(trx: Trx, orgId: string, alerts: readonly Alert[]): Promise<void> {
  const result = await sql`
    insert into alerts (org_id, id, number, source_id, dedup_key, summary, status, priority, severity, customer_id, service_id,
      escalation_policy_id, fields, links, images, count, created_at, last_event_at, acknowledged_at, acknowledged_via,
      resolved_at, resolved_via, expires_at)
    select ${orgId}::uuid, id, number, source_id, dedup_key, summary, status, priority, severity, customer_id, service_id,
      escalation_policy_id, fields, links, images, count, created_at, last_event_at, acknowledged_at, acknowledged_via,
      resolved_at, resolved_via, expires_at
    from jsonb_to_recordset(${JSON.stringify(alerts.map(asRow))}::jsonb) as row(${sql.raw(recordColumns)})
    on conflict (org_id, source_id, dedup_key) where status <> 'resolved' do nothing`.execute(trx)
  if (Number(result.numAffectedRows) !== alerts.length) throw new LostRace('another node opened the same alert')
}

/** Writes back alerts that were locked before. */
export async function updateAlerts(trx: Trx, orgId: string, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return
  await sql`
    update alerts set summary = row.summary, status = row.status, priority = row.priority, severity = row.severity,
      fields = row.fields, links = row.links, images = row.images, count = row.count, last_event_at = row.last_event_at,
      acknowledged_at = row.acknowledged_at, acknowledged_by = row.acknowledged_by, acknowledged_via = row.acknowledged_via,
      resolved_at = row.resolved_at, resolved_by = row.resolved_by, resolved_via = row.resolved_via, expires_at = row.expires_at
    from jsonb_to_recordset(${JSON.stringify(alerts.map(asRow))}::jsonb) as row(${sql.raw(recordColumns)})
    where alerts.org_id = ${orgId}::uuid and alerts.id = row.id`.execute(trx)
}

const recordColumns = `id uuid, number bigint, source_id uuid, dedup_key text, summary text, status text, priority text,
  severity text, customer_id uuid, service_id uuid, escalation_policy_id uuid, fields jsonb, links jsonb, images jsonb,
  count integer, created_at timestamptz, last_event_at timestamptz, acknowledged_at timestamptz, acknowledged_by uuid,
  acknowledged_via text, resolved_at timestamptz, resolved_by uuid, resolved_via text, expires_at timestamptz`

function asRow(alert: Alert): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(alert).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
}

export function asAlert(row: Selectable<Alerts>): Alert {
  const { orgId: _, ...alert } = row
  return {
    ...alert,
    status: row.status as AlertStatus,
    fields: row.fields as Alert['fields'],
    links: row.links as Alert['links'],
    images: row.images as Alert['images'],
  }
}
