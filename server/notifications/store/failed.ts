import type { Trx } from '../../kernel/db/types.ts'
import { deliveryRows } from './pages.ts'

/** Messages of pages that did not arrive and are not tried again, planned since then, newest first. */
export async function listFailed(trx: Trx, since: Temporal.Instant, limit: number) {
  return deliveryRows(trx)
    .innerJoin('users', (join) =>
      join.onRef('users.orgId', '=', 'deliveries.orgId').onRef('users.id', '=', 'deliveries.userId'),
    )
    .leftJoin('alerts', (join) =>
      join.onRef('alerts.orgId', '=', 'deliveries.orgId').onRef('alerts.id', '=', 'deliveries.alertId'),
    )
    .select(['users.key as userKey', 'users.name as userName'])
    .select(['alerts.id as alertId', 'alerts.number as alertNumber', 'alerts.summary as alertSummary'])
    .where('deliveries.status', '=', 'failed')
    .where('deliveries.kind', 'in', ['page', 'bundle'])
    .where('users.kind', '=', 'person')
    .where('deliveries.createdAt', '>=', since)
    .orderBy('deliveries.createdAt', 'desc')
    .orderBy('deliveries.id', 'desc')
    .limit(limit)
    .execute()
}
