import { sql } from 'kysely'
import type { AlertQuery } from '../../contract/alert-list.ts'
import type { Trx } from '../kernel/db/types.ts'
import { isUuid, matching, rankOf } from './filter.ts'
import { asAlert } from './store/alerts.ts'
import type { Alert } from './types.ts'

/** An alert with the names of what it refers to: read for people, never for decisions. */
export interface AlertRow extends Alert {
  source: string
  sourceName: string
  sourceType: string
  customer: string | null
  customerName: string | null
  service: string | null
  serviceName: string | null
  policyKey: string | null
  policyName: string | null
  acknowledgedByPerson: { key: string; name: string } | null
  resolvedByPerson: { key: string; name: string } | null
}

function rows(trx: Trx) {
  return trx
    .selectFrom('alerts')
    .innerJoin('sources', (join) =>
      join.onRef('sources.orgId', '=', 'alerts.orgId').onRef('sources.id', '=', 'alerts.sourceId'),
    )
    .leftJoin('customers', (join) =>
      join.onRef('customers.orgId', '=', 'alerts.orgId').onRef('customers.id', '=', 'alerts.customerId'),
    )
    .leftJoin('services', (join) =>
      join.onRef('services.orgId', '=', 'alerts.orgId').onRef('services.id', '=', 'alerts.serviceId'),
    )
    .leftJoin('escalationPolicies as policies', (join) =>
      join.onRef('policies.orgId', '=', 'alerts.orgId').onRef('policies.id', '=', 'alerts.escalationPolicyId'),
    )
    .leftJoin('users as acknowledgers', (join) =>
      join.onRef('acknowledgers.orgId', '=', 'alerts.orgId').onRef('acknowledgers.id', '=', 'alerts.acknowledgedBy'),
    )
    .leftJoin('users as resolvers', (join) =>
      join.onRef('resolvers.orgId', '=', 'alerts.orgId').onRef('resolvers.id', '=', 'alerts.resolvedBy'),
    )
    .selectAll('alerts')
    .select([
      'sources.key as source',
      'sources.name as sourceName',
      'sources.type as sourceType',
      'customers.key as customer',
      'customers.name as customerName',
      'services.key as service',
      'services.name as serviceName',
      'policies.key as policyKey',
      'policies.name as policyName',
      'acknowledgers.key as acknowledgerKey',
      'acknowledgers.name as acknowledgerName',
      'resolvers.key as resolverKey',
      'resolvers.name as resolverName',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

function present(row: Row): AlertRow {
  const { acknowledgerKey, acknowledgerName, resolverKey, resolverName, ...alert } = row
  return {
    ...alert,
    ...asAlert(alert),
    acknowledgedByPerson: acknowledgerKey === null ? null : { key: acknowledgerKey, name: acknowledgerName! },
    resolvedByPerson: resolverKey === null ? null : { key: resolverKey, name: resolverName! },
  }
}

/** An alert of a list, and by what it stands where it stands. */
export interface ListedRow extends AlertRow {
  rank: string
}

/** A page of alerts in the order that is asked for, and one more when there is another page. */
export async function listAlerts(trx: Trx, query: AlertQuery, me: string | undefined): Promise<ListedRow[]> {
  const direction = query.sort === 'oldest' ? 'asc' : 'desc'
  const rank = rankOf(query.sort)
  let page = matching(trx, query, me).select(['alerts.orgId', 'alerts.id', 'alerts.number', rank.as('rank')])
  if (query.cursor !== undefined) page = page.where(isBehind(query.cursor, rank, query.sort === 'oldest'))
  if (query.numbers !== undefined) page = page.where('alerts.number', 'in', query.numbers.split(',').map(Number))
  const isRanked = query.sort !== 'newest' && query.sort !== 'oldest'
  if (isRanked) page = page.orderBy('rank')
  const shown = page
    .orderBy('alerts.number', direction)
    .limit(query.limit + 1)
    .as('page')
  const found = await rows(trx)
    .innerJoin(shown, (join) => join.onRef('page.orgId', '=', 'alerts.orgId').onRef('page.id', '=', 'alerts.id'))
    .select('page.rank')
    .$if(isRanked, (select) => select.orderBy(sql`page.rank collate "C"`))
    .orderBy('alerts.number', direction)
    .execute()
  return found.map(({ rank: at, ...row }) => ({ ...present(row), rank: at }))
}

/**
 * Where the next page begins: the number of the last alert, behind what it is ordered by. That may be a name with anything in
 * it, so it is written in letters that every address carries unchanged.
 */
export function cursorAt(row: ListedRow): string {
  return row.rank === '' ? String(row.number) : `${Buffer.from(row.rank).toString('base64url')}~${row.number}`
}

function isBehind(cursor: string, rank: ReturnType<typeof rankOf>, isOldestFirst: boolean) {
  const at = cursor.lastIndexOf('~')
  const number = Number(cursor.slice(at + 1))
  if (isOldestFirst) return sql<boolean>`alerts.number > ${number}`
  if (at < 0) return sql<boolean>`alerts.number < ${number}`
  const last = Buffer.from(cursor.slice(0, at), 'base64url').toString()
  return sql<boolean>`(${rank} > ${last} or (${rank} = ${last} and alerts.number < ${number}))`
}

/** One alert by its id or its number. */
export async function findAlert(trx: Trx, idOrNumber: string): Promise<AlertRow | undefined> {
  const select = rows(trx)
  if (isUuid(idOrNumber)) return presentFirst(await select.where('alerts.id', '=', idOrNumber).executeTakeFirst())
  if (!/^\d{1,15}$/.test(idOrNumber)) return undefined
  return presentFirst(await select.where('alerts.number', '=', Number(idOrNumber)).executeTakeFirst())
}

const presentFirst = (row: Row | undefined) => row && present(row)
