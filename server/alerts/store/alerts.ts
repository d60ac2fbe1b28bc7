import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Priority } from '../../../contract/keys.ts'
import type { Alerts } from '../../kernel/db/schema.generated.ts'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import { LostRace } from '../../kernel/db/work.ts'
import type { Alert, AlertStatus, Assignee } from '../types.ts'
import { asRecord, recordColumns } from './records.ts'

/** A key under which at most one alert is open. */
export interface OpenKey {
  sourceId: string
  dedupKey: string
}

// The open alert of one key, found by the index alerts_open. The limit keeps the planner from reading all open alerts of the
// organization instead, which costs more with each of them.
const openOfKey = (orgId: string) => sql`select id, priority, expires_at, content_hash from alerts
  where org_id = ${orgId} and source_id = key.source_id and dedup_key = key.dedup_key and status <> 'resolved' limit 1`

/**
 * The open alerts of these keys, locked until the transaction ends. Locked in the order of their ids, so that two
 * transactions over the same alerts wait for each other instead of deadlocking.
 */
export async function lockOpen(trx: Trx, orgId: string, keys: readonly OpenKey[]): Promise<Alert[]> {
  if (keys.length === 0) return []
  const rows = await sql<Selectable<Alerts>>`
    with wanted as materialized (
      select open.id from unnest(${keys.map((key) => key.sourceId)}::uuid[], ${keys.map((key) => key.dedupKey)}::text[])
        as key(source_id, dedup_key)
      cross join lateral (${openOfKey(orgId)}) as open)
    select alerts.* from wanted join alerts on alerts.org_id = ${orgId} and alerts.id = wanted.id
    where alerts.status <> 'resolved'
    order by alerts.id for no key update of alerts`.execute(trx)
  return rows.rows.map(asAlert)
}

export interface ContentKey extends OpenKey {
  contentHash: string
}

/** An open alert, and whether it has exactly the content that was asked for. */
interface OpenRow {
  position: number
  id: string
  priority: Priority
  expiresAt: Temporal.Instant | null
  same: boolean
}

/** The open alerts of these keys, with the position of their key. Not locked. */
export async function findOpen(engine: Connection, orgId: string, keys: readonly ContentKey[]): Promise<OpenRow[]> {
  const { rows } = await sql<OpenRow>`
    select key.position::integer - 1 as position, open.id, open.priority, open.expires_at as "expiresAt",
      open.content_hash is not distinct from key.content_hash as same
    from unnest(${keys.map((key) => key.sourceId)}::uuid[], ${keys.map((key) => key.dedupKey)}::text[],
      ${keys.map((key) => key.contentHash)}::uuid[]) with ordinality as key(source_id, dedup_key, content_hash, position)
    cross join lateral (${openOfKey(orgId)}) as open`.execute(engine.withoutPlugins())
  return rows
}

interface RepeatRow {
  alertId: string
  times: number
  lastEventAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
}

/**
 * Adds to the counts of alerts, open or not. What was written after these repeats stands: last-seen never goes back, and an
 * end that has been taken away stays away. Returns what the alerts say now, and when they were seen before.
 */
export async function addRepeats(trx: Trx, orgId: string, repeats: readonly RepeatRow[]) {
  const json = repeats.map(({ alertId, times, lastEventAt, expiresAt }) => ({
    id: alertId,
    times,
    last_event_at: lastEventAt,
    expires_at: expiresAt,
  }))
  const { rows } = await sql<{ id: string; count: number; lastEventBefore: Temporal.Instant }>`
    with row as materialized (
      select * from json_to_recordset(${JSON.stringify(json)}::json)
        as row(id uuid, times integer, last_event_at timestamptz, expires_at timestamptz)),
    before as materialized (
      select alerts.id, alerts.last_event_at from row join alerts on alerts.org_id = ${orgId} and alerts.id = row.id
      order by alerts.id for no key update of alerts)
    update alerts set count = count + row.times, last_event_at = greatest(alerts.last_event_at, row.last_event_at),
      expires_at = case when alerts.expires_at is null then null
        when row.last_event_at >= alerts.last_event_at then row.expires_at
        else greatest(alerts.expires_at, row.expires_at) end
    from row join before on before.id = row.id
    where alerts.org_id = ${orgId} and alerts.id = row.id
    returning alerts.id, alerts.count, before.last_event_at as last_event_before`.execute(trx)
  return rows
}

/** The alert, locked until the transaction ends; `undefined` when there is none. */
export async function lockAlert(trx: Trx, id: string): Promise<Alert | undefined> {
  const row = await trx.selectFrom('alerts').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && asAlert(row)
}

/** These alerts, locked in the order of their ids; those that others hold are left to them, unless it shall `wait`. */
export async function lockAlerts(trx: Trx, ids: readonly string[], { wait = false } = {}): Promise<Alert[]> {
  if (ids.length === 0) return []
  const rows = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .$if(!wait, (query) => query.skipLocked())
    .execute()
  return rows.map(asAlert)
}

/** Open alerts of these customers that wait to rise are due for it; whether there are any. */
export async function setRaiseNow(trx: Trx, customerIds: readonly string[], now: Temporal.Instant): Promise<boolean> {
  if (customerIds.length === 0) return false
  const result = await trx
    .updateTable('alerts')
    .set({ raiseAt: now })
    .where('customerId', 'in', customerIds)
    .where('status', '<>', 'resolved')
    .where('raiseAt', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Those of the alerts that nobody has answered, locked in the order of their ids; waits for whoever holds one. */
export async function lockTriggeredAlerts(trx: Trx, ids: readonly string[]): Promise<Alert[]> {
  const triggered = trx.selectFrom('alerts').selectAll().where('id', 'in', ids).where('status', '=', 'triggered')
  return (await triggered.orderBy('id').forNoKeyUpdate().execute()).map(asAlert)
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

/** What a new alert is found by of itself, before what its source and event rules say: whose it is, and on what terms (R024). */
const ownTags = sql`array_remove(array['customer:' || customers.key, 'tier:' || customers.tier], null)`

/**
 * Inserts new alerts and gives them their numbers, which are without gap within an organization and rise without end. Throws
 * LostRace when another transaction opened one of the keys first; run again, it is found.
 */
export async function insertAlerts(trx: Trx, orgId: string, alerts: readonly Alert[]): Promise<void> {
  const { length } = alerts
  const records = alerts.map((alert, index) => asRecord({ ...alert, number: index + 1 }))
  const { rows } = await sql<{ id: string; number: number }>`
    with taken as (
      update organizations set last_alert_number = last_alert_number + ${length}::integer where id = ${orgId}::uuid
      returning last_alert_number - ${length}::integer as before)
    insert into alerts (org_id, id, number, source_id, dedup_key, summary, status, priority, severity, customer_id, service_id,
      escalation_policy_id, fields, links, images, count, created_at, last_event_at, acknowledged_at, acknowledged_via,
      resolved_at, resolved_via, expires_at, content_hash, raise_at, raise_when, tags)
    select ${orgId}::uuid, row.id, taken.before + number, source_id, dedup_key, summary, status, priority, severity, customer_id, service_id,
      escalation_policy_id, fields, links, images, count, row.created_at, last_event_at, acknowledged_at, acknowledged_via,
      resolved_at, resolved_via, expires_at, content_hash, raise_at, raise_when, ${ownTags} || row.tags
    from taken, json_to_recordset(${JSON.stringify(records)}::json) as row(${sql.raw(recordColumns)})
    left join customers on customers.org_id = ${orgId}::uuid and customers.id = row.customer_id
    on conflict (org_id, source_id, dedup_key) where status <> 'resolved' do nothing
    returning id, number`.execute(trx)
  if (rows.length !== length) throw new LostRace('another node opened the same alert')
  const numberById = new Map(rows.map(({ id, number }) => [id, number]))
  for (const alert of alerts) alert.number = numberById.get(alert.id)!
}

/** Writes back alerts that were locked before. */
export async function updateAlerts(trx: Trx, orgId: string, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return
  await sql`
    update alerts set summary = row.summary, status = row.status, priority = row.priority, severity = row.severity,
      fields = row.fields, links = row.links, images = row.images, count = row.count, last_event_at = row.last_event_at,
      acknowledged_at = row.acknowledged_at, acknowledged_by = row.acknowledged_by, acknowledged_via = row.acknowledged_via,
      snoozed_until = row.snoozed_until, resolved_at = row.resolved_at, resolved_by = row.resolved_by, resolved_via = row.resolved_via,
      expires_at = row.expires_at,
      content_hash = row.content_hash, raise_at = row.raise_at, raise_when = row.raise_when, tags = row.tags
    from json_to_recordset(${JSON.stringify(alerts.map(asRecord))}::json) as row(${sql.raw(recordColumns)})
    where alerts.org_id = ${orgId}::uuid and alerts.id = row.id`.execute(trx)
}

export function asAlert(row: Selectable<Alerts>): Alert {
  const { orgId: _, ...alert } = row
  return {
    ...alert,
    status: row.status as AlertStatus,
    fields: row.fields as Alert['fields'],
    links: row.links as Alert['links'],
    images: row.images as Alert['images'],
    assignedTo: row.assignedTo as Alert['assignedTo'],
  }
}

export async function setAssignee(trx: Trx, id: string, assignedTo: Assignee): Promise<void> {
  await trx
    .updateTable('alerts')
    .set({ assignedTo: JSON.stringify(assignedTo) })
    .where('id', '=', id)
    .execute()
}
