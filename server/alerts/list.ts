import { sql } from 'kysely'
import type { AlertQuery } from '../../contract/alerts.ts'
import type { Trx } from '../kernel/db/types.ts'
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

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text can be the id of a row; asking PostgreSQL for anything else as a UUID would be an error. */
export const isUuid = (text: string) => uuid.test(text)

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

/** A page of alerts, newest first. The cursor is the number of the last alert of the page before. */
export async function listAlerts(trx: Trx, query: AlertQuery): Promise<AlertRow[]> {
  let select = rows(trx)
    // The self-test is nobody's alert; whoever knows its number can read it.
    .where('sources.type', '<>', 'selftest')
    .orderBy('alerts.number', 'desc')
    .limit(query.limit + 1)
  if (query.status === 'open') select = select.where('alerts.status', '<>', 'resolved')
  else if (query.status !== 'all') select = select.where('alerts.status', '=', query.status)
  if (query.priority) select = select.where('alerts.priority', '=', query.priority)
  if (query.tag !== undefined) select = select.where(hasTag(query.tag))
  if (query.dedupKey !== undefined) select = select.where('alerts.dedupKey', '=', query.dedupKey)
  if (query.cursor !== undefined) select = select.where('alerts.number', '<', Number(query.cursor))
  if (query.held !== undefined) select = select.where(isHeld(query.held === 'true'))
  if (query.group === 'leads') select = select.where(belongsToNone)
  for (const noun of ['customer', 'service', 'source'] as const) {
    const value = query[noun]
    if (value === undefined) continue
    select = isUuid(value) ? select.where(`${noun}s.id`, '=', value) : select.where(`${noun}s.key`, '=', value)
  }
  const found = await (query.q ? select.where(matches(query.q)) : select).execute()
  return found.map(present)
}

/** The priority of an alert may rise: it is a column of its own and a tag only to those who ask. */
function hasTag(tag: string) {
  const priority = /^priority:(.*)$/.exec(tag)?.[1]
  if (priority !== undefined) return sql<boolean>`alerts.priority = ${priority}`
  return sql<boolean>`alerts.tags @> array[${tag}]::text[]`
}

function isHeld(wanted: boolean) {
  const exists = sql<boolean>`exists (
    select from alert_holds where alert_holds.org_id = alerts.org_id and alert_holds.alert_id = alerts.id)`
  return wanted ? exists : sql<boolean>`not ${exists}`
}

const belongsToNone = sql<boolean>`not exists (
  select from alert_group_members as member where member.org_id = alerts.org_id and member.alert_id = alerts.id
    and member.left_at is null)`

function matches(text: string) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const number = /^#?(\d{1,15})$/.exec(text.trim())?.[1]
  return sql<boolean>`(alerts.summary ilike ${pattern} or alerts.dedup_key ilike ${pattern}
    or alerts.number = ${number === undefined ? null : Number(number)})`
}

/** One alert by its id or its number. */
export async function findAlert(trx: Trx, idOrNumber: string): Promise<AlertRow | undefined> {
  const select = rows(trx)
  if (isUuid(idOrNumber)) return presentFirst(await select.where('alerts.id', '=', idOrNumber).executeTakeFirst())
  if (!/^\d{1,15}$/.test(idOrNumber)) return undefined
  return presentFirst(await select.where('alerts.number', '=', Number(idOrNumber)).executeTakeFirst())
}

const presentFirst = (row: Row | undefined) => row && present(row)
