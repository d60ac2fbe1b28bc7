import { anyOf } from '../../kernel/db/among.ts'
import type { Trx } from '../../kernel/db/types.ts'

/** What a message says about alerts, with the names of what they refer to: fewer columns and joins than a list has. */
export async function listFacts(trx: Trx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await trx
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
    .leftJoin('users as acknowledgers', (join) =>
      join.onRef('acknowledgers.orgId', '=', 'alerts.orgId').onRef('acknowledgers.id', '=', 'alerts.acknowledgedBy'),
    )
    .select(['alerts.id', 'alerts.number', 'alerts.summary', 'alerts.status', 'alerts.priority', 'alerts.severity'])
    .select(['alerts.dedupKey', 'alerts.fields', 'alerts.count', 'alerts.createdAt', 'alerts.acknowledgedAt'])
    .select(['sources.key as source', 'sources.name as sourceName'])
    .select(['customers.key as customer', 'customers.name as customerName'])
    .select(['services.key as service', 'services.name as serviceName', 'acknowledgers.name as acknowledgedBy'])
    .where('alerts.id', '=', anyOf(ids))
    .execute()
  return rows.map((row) => ({ ...row, fields: row.fields as Record<string, string> }))
}
