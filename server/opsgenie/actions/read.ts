import { presentAlert, presentDetail } from '../present.ts'
import { parseQuery } from '../query/parse.ts'
import { wrongField } from '../refusal.ts'
import { countAlerts, listAlerts } from '../store/alerts.ts'
import type { Call, Reply, SortField } from '../types.ts'
import { existing } from './identify.ts'
import { inside } from './inside.ts'
import { numberIn, pagingOf } from './paging.ts'

export async function getAlert(call: Call): Promise<Reply> {
  const alert = await inside(call, ({ trx }) => existing(trx, call))
  return { status: 200, body: { data: presentDetail(alert, call.source) } }
}

const sortFields: readonly SortField[] = [
  'createdAt',
  'updatedAt',
  'lastOccurredAt',
  'tinyId',
  'alias',
  'message',
  'status',
  'acknowledged',
  'count',
  'source',
  'owner',
  'priority',
]
/** Sorted by as Opsgenie does; here they are all the same for one source, or never set. */
const evenFields = ['isSeen', 'snoozed', 'snoozedUntil', 'integration.name', 'integration.type']

/** Opsgenie reaches no further into a list. */
const deepest = 20_000

/** The alerts of this source. Throws 422 for a query, an order or a page that cannot be. */
export async function listAll(call: Call): Promise<Reply> {
  const limit = numberIn(call, 'limit', 20, 1, 100)
  const offset = numberIn(call, 'offset', 0, 0, deepest)
  if (offset + limit > deepest) throw wrongField('offset', `Offset and limit can not reach beyond ${deepest}.`)
  const query = queryOf(call)
  const page = { query, sort: sortOf(call), order: orderOf(call), offset, limit: limit + 1 }
  const { alerts, count } = await inside(call, async ({ trx }) => ({
    alerts: await listAlerts(trx, call.source.id, page),
    count: await countAlerts(trx, call.source.id, query),
  }))
  const data = alerts.slice(0, limit).map((alert) => presentAlert(alert, call.source))
  return { status: 200, body: { data, paging: pagingOf(call, { limit, offset, count: Math.min(count, deepest) }) } }
}

export async function countAll(call: Call): Promise<Reply> {
  const query = queryOf(call)
  const count = await inside(call, ({ trx }) => countAlerts(trx, call.source.id, query))
  return { status: 200, body: { data: { count } } }
}

function queryOf({ query }: Call) {
  if (query.searchIdentifier) throw wrongField('searchIdentifier', 'Pikett keeps no saved searches; send a query.')
  return parseQuery(query.query ?? '')
}

function sortOf({ query }: Call): SortField {
  const asked = query.sort ?? 'createdAt'
  if (evenFields.includes(asked) || asked.startsWith('report.')) return 'createdAt'
  const field = sortFields.find((one) => one === asked)
  if (field === undefined) throw wrongField('sort', `Alerts can not be sorted by ${asked.slice(0, 50)}.`)
  return field
}

export function orderOf({ query }: Call): 'asc' | 'desc' {
  const order = (query.order ?? 'desc').toLowerCase()
  if (order !== 'asc' && order !== 'desc') throw wrongField('order', 'order must be asc or desc.')
  return order
}
