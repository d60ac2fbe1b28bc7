import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'
import type { PingRow } from '../types.ts'

export async function insertPing(trx: Trx, orgId: string, heartbeatId: string, ping: PingRow): Promise<void> {
  await trx
    .insertInto('heartbeatPings')
    .values({ orgId, heartbeatId, ...ping })
    .execute()
}

/** Keeps the newest `most` pings of a heartbeat that came after `since`. */
export async function prunePings(trx: Trx, heartbeatId: string, most: number, since: Temporal.Instant): Promise<void> {
  await trx
    .deleteFrom('heartbeatPings')
    .where('heartbeatId', '=', heartbeatId)
    .where(
      sql<SqlBool>`(at < ${since} or id <= (
        select id from heartbeat_pings where heartbeat_id = ${heartbeatId} order by id desc offset ${most} limit 1))`,
    )
    .execute()
}

/** Newest first; `before` is the last id of the page before. */
export async function listPings(trx: Trx, heartbeatId: string, limit: number, before?: string): Promise<PingRow[]> {
  return trx
    .selectFrom('heartbeatPings')
    .select(['id', 'at', 'kind', 'exitStatus', 'runId', 'durationMs', 'body', 'userAgent'])
    .where('heartbeatId', '=', heartbeatId)
    .$if(before !== undefined, (query) => query.where(sql<SqlBool>`id::text < ${before!}`))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
