import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'
import type { FoundAlert, Identifier, Query, SortField } from '../types.ts'
import { conditionOf, orderColumn } from './where.ts'

/** The alerts of one source: its key sees no others. */
function rows(trx: Trx, sourceId: string) {
  return trx
    .selectFrom('alerts')
    .leftJoin('opsgenieAlerts as attributes', (join) =>
      join.onRef('attributes.orgId', '=', 'alerts.orgId').onRef('attributes.alertId', '=', 'alerts.id'),
    )
    .leftJoin('users as acknowledgers', (join) =>
      join.onRef('acknowledgers.orgId', '=', 'alerts.orgId').onRef('acknowledgers.id', '=', 'alerts.acknowledgedBy'),
    )
    .leftJoin('users as resolvers', (join) =>
      join.onRef('resolvers.orgId', '=', 'alerts.orgId').onRef('resolvers.id', '=', 'alerts.resolvedBy'),
    )
    .where('alerts.sourceId', '=', sourceId)
}

function selected(trx: Trx, sourceId: string) {
  return rows(trx, sourceId)
    .select(['alerts.id', 'alerts.number', 'alerts.dedupKey', 'alerts.summary', 'alerts.status', 'alerts.severity'])
    .select(['alerts.count', 'alerts.createdAt', 'alerts.lastEventAt', 'alerts.fields'])
    .select([
      'alerts.acknowledgedAt',
      'alerts.acknowledgedVia',
      'alerts.snoozedUntil',
      'alerts.resolvedAt',
      'alerts.resolvedVia',
    ])
    .select(['acknowledgers.email as acknowledgedBy', 'resolvers.email as resolvedBy'])
    .select(['attributes.alias', 'attributes.priority', 'attributes.description', 'attributes.entity'])
    .select([
      'attributes.source',
      'attributes.tags',
      'attributes.details',
      'attributes.actions',
      'attributes.responders',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

function asFound(row: Row): FoundAlert {
  const { alias, priority, description, entity, source, tags, details, actions, responders, ...alert } = row
  const kept = { alias, priority, description, entity, source, tags, details, actions, responders }
  return {
    ...alert,
    fields: alert.fields as FoundAlert['fields'],
    attributes: alias === null ? null : (kept as FoundAlert['attributes']),
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The id of an alert of the source. By alias only an open one is found; `key` is the dedup key of the alias. */
export async function findAlertId(
  trx: Trx,
  sourceId: string,
  { type, value }: Identifier,
  key: string,
): Promise<string | undefined> {
  const query = rows(trx, sourceId).select('alerts.id')
  const open = query.where('alerts.status', '<>', 'resolved')
  const byKey = type === 'alias' && (await open.where('alerts.dedupKey', '=', key).executeTakeFirst())
  if (byKey) return byKey.id
  if (type === 'tiny') {
    if (!/^\d{1,15}$/.test(value)) return undefined
    return (await query.where('alerts.number', '=', Number(value)).executeTakeFirst())?.id
  }
  if (!uuid.test(value)) return undefined
  // An alert that was created without an alias has its id for one.
  const byId = await (type === 'alias' ? open : query).where('alerts.id', '=', value.toLowerCase()).executeTakeFirst()
  return byId?.id
}

export async function getAlert(trx: Trx, sourceId: string, id: string): Promise<FoundAlert | undefined> {
  const row = await selected(trx, sourceId).where('alerts.id', '=', id).executeTakeFirst()
  return row && asFound(row)
}

export interface Page {
  query: Query
  sort: SortField
  order: 'asc' | 'desc'
  offset: number
  limit: number
}

export async function listAlerts(trx: Trx, sourceId: string, page: Page): Promise<FoundAlert[]> {
  const found = await selected(trx, sourceId)
    .where(conditionOf(page.query))
    .orderBy(orderColumn(page.sort), page.order)
    .orderBy('alerts.number', page.order)
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  return found.map(asFound)
}

export async function countAlerts(trx: Trx, sourceId: string, query: Query): Promise<number> {
  const row = await rows(trx, sourceId)
    .where(conditionOf(query))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
