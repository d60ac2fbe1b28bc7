import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Heartbeat } from '../../../rules/heartbeats/heartbeat.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { FoundHeartbeat, HeartbeatRow } from '../types.ts'

/** Those of the heartbeats whose deadline has come, locked; the ones that others hold are left to them. */
export async function lockDue(trx: Trx, ids: readonly string[], now: Temporal.Instant): Promise<HeartbeatRow[]> {
  const rows = await withSource(trx)
    .where('heartbeats.id', 'in', ids)
    .where('heartbeats.nextAt', '<=', now)
    .orderBy('heartbeats.id')
    .forNoKeyUpdate('heartbeats')
    .skipLocked()
    .execute()
  return rows.map(asHeartbeat)
}

/** The heartbeat, locked until the transaction ends; undefined when it is no longer set up. */
export async function lockHeartbeat(trx: Trx, id: string): Promise<HeartbeatRow | undefined> {
  const row = await withSource(trx)
    .where('heartbeats.id', '=', id)
    .where('heartbeats.archivedAt', 'is', null)
    .forNoKeyUpdate('heartbeats')
    .executeTakeFirst()
  return row && asHeartbeat(row)
}

/** By key or id. */
export async function findHeartbeat(trx: Trx, name: string): Promise<FoundHeartbeat | undefined> {
  const row = await withAlert(trx)
    .where(sql<SqlBool>`${name} in (heartbeats.key, heartbeats.id::text)`)
    .executeTakeFirst()
  return row && asListed(row)
}

export interface HeartbeatFilter {
  status?: Heartbeat['status'] | undefined
  /** Key or id. */
  source?: string | undefined
  /** The last key of the page before. */
  after?: string | undefined
  limit?: number
}

/** The heartbeats that are set up now, by key. */
export async function listHeartbeats(trx: Trx, filter: HeartbeatFilter = {}): Promise<FoundHeartbeat[]> {
  const rows = await withAlert(trx)
    .$if(filter.status !== undefined, (query) => query.where('heartbeats.status', '=', filter.status!))
    .$if(filter.source !== undefined, (query) =>
      query.where(sql<SqlBool>`${filter.source} in (sources.key, sources.id::text)`),
    )
    .$if(filter.after !== undefined, (query) => query.where('heartbeats.key', '>', filter.after!))
    .$if(filter.limit !== undefined, (query) => query.limit(filter.limit!))
    .orderBy('heartbeats.key')
    .execute()
  return rows.map(asListed)
}

function withSource(trx: Trx) {
  return trx
    .selectFrom('heartbeats')
    .innerJoin('sources', (join) =>
      join.onRef('sources.orgId', '=', 'heartbeats.orgId').onRef('sources.id', '=', 'heartbeats.sourceId'),
    )
    .selectAll('heartbeats')
    .select(['sources.key as sourceKey', 'sources.name as sourceName', 'sources.archivedAt as sourceArchivedAt'])
    .select(['sources.escalationPolicyId', 'sources.customerId', 'sources.serviceId', 'sources.priorities'])
    .select('sources.integrationKeySealed')
}

/** With the open alert, which is found by what it is about, as the alerts do. */
function withAlert(trx: Trx) {
  return withSource(trx)
    .leftJoin('alerts', (join) =>
      join
        .onRef('alerts.orgId', '=', 'heartbeats.orgId')
        .onRef('alerts.sourceId', '=', 'heartbeats.sourceId')
        .on('alerts.dedupKey', '=', sql<string>`'heartbeat:' || heartbeats.key`)
        .on('alerts.status', '<>', 'resolved'),
    )
    .select(['alerts.id as alertId', 'alerts.number as alertNumber'])
    .select(
      sql<
        FoundHeartbeat['recent']
      >`(select coalesce(json_agg(json_build_object('at', at, 'kind', kind) order by id), '[]')
        from (select id, at, kind from heartbeat_pings as pings where pings.org_id = heartbeats.org_id
          and pings.heartbeat_id = heartbeats.id and pings.kind in ('success', 'fail') order by id desc limit 20) as last)`.as(
        'recent',
      ),
    )
    .where('heartbeats.archivedAt', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof withSource>['execute']>>[number]
type ListedRow = Awaited<ReturnType<ReturnType<typeof withAlert>['execute']>>[number]

function asListed(row: ListedRow): FoundHeartbeat {
  const { alertId: id, alertNumber: number, recent } = row
  return { ...asHeartbeat(row), recent, ...(id !== null && number !== null && { alert: { id, number } }) }
}

function asHeartbeat(row: Row): HeartbeatRow {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    managed: row.managed,
    pingKeySealed: row.pingKeySealed,
    // A pause is a person's decision; a job that happens to report must not end it.
    plan: { everySeconds: row.everySeconds, graceSeconds: row.graceSeconds, manualResume: true },
    state: {
      status: row.status,
      lastPingAt: row.lastPingAt,
      startedAt: row.lastStartAt,
      startedRunId: row.lastRunId,
      lastDurationSeconds: null,
      dueAt: row.nextAt,
    },
    source: {
      id: row.sourceId,
      key: row.sourceKey,
      name: row.sourceName,
      removed: row.sourceArchivedAt !== null,
      escalationPolicyId: row.escalationPolicyId,
      customerId: row.customerId,
      serviceId: row.serviceId,
      priorities: row.priorities as HeartbeatRow['source']['priorities'],
      integrationKeySealed: row.integrationKeySealed,
    },
  }
}
