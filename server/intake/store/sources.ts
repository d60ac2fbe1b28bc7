import { sql } from 'kysely'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import { firstIdAt } from './events.ts'

/** A source that an integration key leads to. */
export interface Owner {
  orgId: string
  id: string
  keyHash: Buffer
  /** Of a key that was replaced; null for the present one. */
  formerId: string | null
  /** When the former key ends; null when somebody has to end it. */
  endsAt: Temporal.Instant | null
  /** Whether the source has former keys at all: most have none, and nothing more is read for them. */
  hasFormer: boolean
}

/**
 * Which source each of these integration keys belongs to, also the replaced ones, through the engine's narrow path across
 * organizations. Former keys that are still taken come last, so that they win over whoever calls one their own meanwhile.
 */
export async function findOwners(
  engine: Connection,
  hashes: readonly Buffer[],
  now: Temporal.Instant,
): Promise<Owner[]> {
  const { rows } = await sql<Owner>`
    select org_id as "orgId", id, integration_key_hash as "keyHash", null::uuid as "formerId",
      null::timestamptz as "endsAt", exists (select from former_keys where holder_id = sources.id) as "hasFormer", 1 as rank
    from sources where integration_key_hash = any(${hashes}::bytea[]) and archived_at is null
    union all
    select org_id, holder_id, key_hash, id, ends_at, true,
      case when ends_at is null or ends_at > ${now} then 2 else 0 end
    from former_keys where key_hash = any(${hashes}::bytea[]) and kind = 'integration_key'
    order by rank, "formerId"`.execute(engine)
  return rows
}

/** The sources of these ids that take events now. */
export async function listOpenSources(trx: Trx, ids: readonly string[]) {
  return trx
    .selectFrom('sources')
    .selectAll()
    .where('id', 'in', ids)
    .where('archivedAt', 'is', null)
    .where('enabled', '=', true)
    .execute()
}

/** The keys of what these sources name. */
export async function listReferenceKeys(trx: Trx, ids: readonly string[]) {
  return trx
    .selectFrom('sources')
    .leftJoin('escalationPolicies as policies', (join) =>
      join.onRef('policies.orgId', '=', 'sources.orgId').onRef('policies.id', '=', 'sources.escalationPolicyId'),
    )
    .leftJoin('customers', (join) =>
      join.onRef('customers.orgId', '=', 'sources.orgId').onRef('customers.id', '=', 'sources.customerId'),
    )
    .leftJoin('services', (join) =>
      join.onRef('services.orgId', '=', 'sources.orgId').onRef('services.id', '=', 'sources.serviceId'),
    )
    .where('sources.id', 'in', ids)
    .select(['sources.id', 'policies.key as escalationPolicy', 'customers.key as customer', 'services.key as service'])
    .execute()
}

/** Counting stops here: more than this is "very many" to every reader, and takes time to count. */
const mostCounted = 100_000

function rows(trx: Trx, now: Temporal.Instant) {
  const aDayAgo = now.subtract({ hours: 24 })
  const since = firstIdAt(aDayAgo)
  return trx
    .selectFrom('sources')
    .leftJoin('escalationPolicies as policies', (join) =>
      join.onRef('policies.orgId', '=', 'sources.orgId').onRef('policies.id', '=', 'sources.escalationPolicyId'),
    )
    .leftJoin('customers', (join) =>
      join.onRef('customers.orgId', '=', 'sources.orgId').onRef('customers.id', '=', 'sources.customerId'),
    )
    .leftJoin('services', (join) =>
      join.onRef('services.orgId', '=', 'sources.orgId').onRef('services.id', '=', 'sources.serviceId'),
    )
    .where('sources.archivedAt', 'is', null)
    .where('sources.type', '<>', 'selftest')
    .selectAll('sources')
    .select(['policies.key as escalationPolicy', 'customers.key as customer', 'services.key as service'])
    .select([
      sql<Temporal.Instant | null>`(select received_at from events where events.org_id = sources.org_id
        and events.source_id = sources.id order by events.id desc limit 1)`.as('lastEventAt'),
      sql<number[]>`(select json_agg(coalesce(counted.events, 0) order by hours.hour desc)
        from generate_series(0, 23) as hours (hour) left join (
          select least(23, greatest(0, floor(extract(epoch from ${now}::timestamptz - received_at) / 3600)))::integer as hour,
            sum(times)::integer as events
          from (select received_at, times from events where events.org_id = sources.org_id
            and events.source_id = sources.id and events.id >= ${since} limit ${sql.lit(mostCounted)}) as recent
          group by 1) as counted using (hour))`.as('eventsByHour'),
      sql<number>`(select count(*) from event_rule_counts as counts where counts.org_id = sources.org_id
        and counts.source_id = sources.id and counts.last_failure_at >= ${aDayAgo}
        and exists (select from jsonb_array_elements(sources.rules) as list (item) where item ->> 'name' = counts.rule))`.as(
        'failingRules',
      ),
      sql<number>`(select count(*) from alerts where alerts.org_id = sources.org_id and alerts.source_id = sources.id
        and alerts.status <> 'resolved')`.as('openAlerts'),
    ])
}

export type SourceRow = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

/** A page of sources by key, with what arrived within the 24 hours before `now`. */
export async function listSources(
  trx: Trx,
  now: Temporal.Instant,
  page: { limit: number; after: string | undefined },
): Promise<SourceRow[]> {
  return rows(trx, now)
    .$if(page.after !== undefined, (query) => query.where('sources.key', '>', page.after!))
    .orderBy('sources.key')
    .limit(page.limit)
    .execute()
}

/** One source by its key or its id. */
export async function findSource(trx: Trx, now: Temporal.Instant, name: string): Promise<SourceRow | undefined> {
  return rows(trx, now)
    .where(sql<boolean>`${name} in (sources.key, sources.id::text)`)
    .executeTakeFirst()
}

export interface SourceValues {
  name: string
  type: string
  escalationPolicyId: string | null
  customerId: string | null
  serviceId: string | null
  enabled: boolean
  secretSealed: string | null
  options: object
  priorities: object
  rules: readonly object[]
  grouping: object | null
}

export interface KeyValues {
  integrationKeyHash: Buffer
  integrationKeySealed: string
}

/** Everything that is set up, for the configuration. The built-in sources are nobody's to configure. */
export async function listForConfiguration(trx: Trx, only?: string) {
  return trx
    .selectFrom('sources')
    .selectAll()
    .where('archivedAt', 'is', null)
    .where('type', 'not in', ['manual', 'system', 'selftest'])
    .$if(only !== undefined, (query) => query.where('key', '=', only!))
    .orderBy('key')
    .execute()
}

export async function insertSource(
  trx: Trx,
  values: SourceValues &
    KeyValues & { orgId: string; id: string; key: string; managed: boolean; createdAt: Temporal.Instant },
): Promise<void> {
  await trx.insertInto('sources').values(asJson(values)).execute()
}

export async function updateSource(
  trx: Trx,
  id: string,
  values: SourceValues & Partial<KeyValues> & { managed: boolean },
): Promise<void> {
  await trx.updateTable('sources').set(asJson(values)).where('id', '=', id).execute()
}

function asJson<Values extends SourceValues>(values: Values) {
  const { options, priorities, rules, grouping } = values
  return {
    ...values,
    options: JSON.stringify(options),
    priorities: JSON.stringify(priorities),
    rules: JSON.stringify(rules),
    grouping: grouping && JSON.stringify(grouping),
  }
}

export async function updateKey(trx: Trx, id: string, values: KeyValues): Promise<void> {
  await trx.updateTable('sources').set(values).where('id', '=', id).execute()
}

export async function updateSecret(trx: Trx, id: string, secretSealed: string): Promise<void> {
  await trx.updateTable('sources').set({ secretSealed }).where('id', '=', id).execute()
}

/** Frees the keys of these sources, so that they can be given to others in the same transaction. */
export async function clearKeys(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('sources')
    .set({ integrationKeyHash: null, integrationKeySealed: null })
    .where('id', 'in', ids)
    .execute()
}

/** A removed source stays for its alerts; its key opens nothing any more and may be used again. */
export async function archiveSource(trx: Trx, id: string, at: Temporal.Instant): Promise<void> {
  await clearKeys(trx, [id])
  await trx.updateTable('sources').set({ archivedAt: at }).where('id', '=', id).execute()
}
