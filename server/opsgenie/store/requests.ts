import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { RequestStatus } from '../types.ts'

export async function insertRequest(
  trx: Trx,
  row: RequestStatus & { orgId: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await trx.insertInto('opsgenieRequests').values(row).execute()
}

/** What became of a request that was sent with the key of this source. */
export async function findRequest(trx: Trx, sourceId: string, id: string): Promise<RequestStatus | undefined> {
  return trx
    .selectFrom('opsgenieRequests')
    .select(['id', 'sourceId', 'action', 'success', 'status', 'alertId', 'alias', 'processedAt'])
    .where('id', '=', id)
    .where('sourceId', '=', sourceId)
    .executeTakeFirst()
}

/** Across organizations: requests whose time is over. */
export async function findExpired(engine: Connection, now: Temporal.Instant, limit: number) {
  return engine
    .selectFrom('opsgenieRequests')
    .select(['orgId', 'id'])
    .where('expiresAt', '<=', now)
    .orderBy('expiresAt')
    .limit(limit)
    .execute()
}

export async function nextExpiry(engine: Connection): Promise<Temporal.Instant | undefined> {
  const row = await engine
    .selectFrom('opsgenieRequests')
    .select('expiresAt')
    .orderBy('expiresAt')
    .limit(1)
    .executeTakeFirst()
  return row?.expiresAt
}

export async function deleteExpired(trx: Trx, ids: readonly string[], now: Temporal.Instant): Promise<number> {
  const result = await trx
    .deleteFrom('opsgenieRequests')
    .where('id', 'in', ids)
    .where('expiresAt', '<=', now)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function postponeExpiry(trx: Trx, id: string, expiresAt: Temporal.Instant): Promise<void> {
  await trx.updateTable('opsgenieRequests').set({ expiresAt }).where('id', '=', id).execute()
}
