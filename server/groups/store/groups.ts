import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'
import { LostRace } from '../../kernel/db/work.ts'
import type { Group, Grouped, Standing } from '../types.ts'

/** An alert is compared with this many groups of its bucket, the latest: a storm of unlike alerts must not compare all with all. */
const mostCompared = 100

interface Asked {
  id: string
  sourceId: string
  customerId: string | null
}

/**
 * What is set up for these alerts on their sources and customers, and where they stand; only those with anything of it.
 * Alerts that people raise, and those of Pikett itself, are never grouped by themselves.
 */
export async function listStandings(trx: Trx, orgId: string, alerts: readonly Asked[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select asked.id, sources.grouping as source_grouping,
      case when sources.type not in ('manual', 'system') then customers.grouping end as customer_grouping,
      led.id as leads_group_id, member.group_id, member.left_at is not null as has_left
    from unnest(${alerts.map((one) => one.id)}::uuid[], ${alerts.map((one) => one.sourceId)}::uuid[],
      ${alerts.map((one) => one.customerId)}::uuid[]) as asked (id, source_id, customer_id)
    left join sources on sources.org_id = ${orgId}::uuid and sources.id = asked.source_id
    left join customers on customers.org_id = ${orgId}::uuid and customers.id = asked.customer_id
    left join alert_groups as led on led.org_id = ${orgId}::uuid and led.lead_id = asked.id
    left join alert_group_members as member on member.org_id = ${orgId}::uuid and member.alert_id = asked.id
    where num_nonnulls(sources.grouping, customers.grouping, led.id, member.group_id) > 0`.execute(trx)
  return rows
}

/**
 * Until the transaction ends nobody else opens or joins a group in these scopes (a source, a customer). Taken in the order
 * of the names and before any group; whoever answers alerts takes none of them.
 */
export async function lockScopes(trx: Trx, orgId: string, scopes: readonly string[]): Promise<void> {
  const names = [...new Set(scopes)].toSorted().map((scope) => `groups ${orgId} ${scope}`)
  await sql`
    select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${names}::text[]) as name`.execute(trx)
}

/** The latest groups of these buckets, locked in the order of their ids. */
export async function lockInBuckets(trx: Trx, orgId: string, buckets: readonly string[]): Promise<Group[]> {
  const { rows } = await sql<Group>`
    with wanted as materialized (
      select latest.id from unnest(${buckets}::text[]) as asked (bucket) cross join lateral (
        select id from alert_groups where org_id = ${orgId}::uuid and bucket = asked.bucket
        order by opened_at desc limit ${sql.lit(mostCompared)}) as latest)
    select alert_groups.id, lead_id, bucket, opened_at
    from wanted join alert_groups on alert_groups.org_id = ${orgId}::uuid and alert_groups.id = wanted.id
    where bucket is not null
    order by alert_groups.id for no key update of alert_groups`.execute(trx)
  return rows
}

/** The groups that these alerts lead, locked in the order of their ids. */
export async function lockLedBy(trx: Trx, leadIds: readonly string[]): Promise<Group[]> {
  return lockGroups(trx, 'leadId', leadIds)
}

export async function lockGroups(trx: Trx, by: 'id' | 'leadId', ids: readonly string[]): Promise<Group[]> {
  if (ids.length === 0) return []
  return trx
    .selectFrom('alertGroups')
    .select(['id', 'leadId', 'bucket', 'openedAt'])
    .where(by, 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** Opens groups. Throws LostRace when another transaction opened one of the buckets first. */
export async function insertGroups(
  trx: Trx,
  orgId: string,
  groups: readonly (Group & { byText: boolean })[],
): Promise<void> {
  if (groups.length === 0) return
  const values = groups.map(({ id, leadId, bucket, byText, openedAt }) => ({
    id,
    lead_id: leadId,
    bucket,
    by_text: byText,
    opened_at: openedAt,
  }))
  const result = await sql`
    insert into alert_groups (org_id, id, lead_id, bucket, by_text, opened_at)
    select ${orgId}::uuid, id, lead_id, bucket, by_text, opened_at
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as row(id uuid, lead_id uuid, bucket text, by_text boolean, opened_at timestamptz)
    on conflict do nothing`.execute(trx)
  if (Number(result.numAffectedRows) !== groups.length) throw new LostRace('another node opened the same group')
}

/** These groups take no more alerts by themselves. */
export async function closeGroups(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('alertGroups')
    .set({ bucket: null })
    .where('id', 'in', ids)
    .where('bucket', 'is not', null)
    .execute()
}

/** Gives groups another lead, which is one of their members; the one before becomes a member, as alike to the new one. */
export async function changeLeads(
  trx: Trx,
  orgId: string,
  changes: readonly { groupId: string; from: string; to: string; score: number | null }[],
  at: Temporal.Instant,
): Promise<void> {
  const groupIds = changes.map((one) => one.groupId)
  await trx
    .deleteFrom('alertGroupMembers')
    .where(
      'alertId',
      'in',
      changes.map((one) => one.to),
    )
    .execute()
  await sql`
    update alert_groups set lead_id = change.to_id
    from unnest(${groupIds}::uuid[], ${changes.map((one) => one.to)}::uuid[]) as change (group_id, to_id)
    where org_id = ${orgId}::uuid and id = change.group_id`.execute(trx)
  await sql`
    insert into alert_group_members (org_id, alert_id, group_id, score, joined_at)
    select ${orgId}::uuid, alert_id, group_id, score, ${at}
    from unnest(${changes.map((one) => one.from)}::uuid[], ${groupIds}::uuid[], ${changes.map((one) => one.score)}::real[])
      as change (alert_id, group_id, score)`.execute(trx)
}

/** Alerts as they stand now. Not locked. */
export async function listGrouped(trx: Trx, ids: readonly string[]): Promise<Map<string, Grouped>> {
  if (ids.length === 0) return new Map()
  const rows = await groupedRows(trx).where('alerts.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export function groupedRows(trx: Trx) {
  return trx
    .selectFrom('alerts')
    .leftJoin('alertHolds as hold', (join) =>
      join.onRef('hold.orgId', '=', 'alerts.orgId').onRef('hold.alertId', '=', 'alerts.id'),
    )
    .select([
      'alerts.id',
      'alerts.number',
      'alerts.summary',
      'alerts.status',
      'alerts.priority',
      'alerts.customerId',
      'hold.reason as heldFor',
    ])
}

/** A group without members is gone. */
export async function removeGroup(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('alertGroups').where('id', '=', id).execute()
}
