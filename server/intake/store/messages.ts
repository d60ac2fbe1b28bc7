import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'

export interface MessageName {
  sourceId: string
  /** SHA-256, in hexadecimal digits. */
  idHash: string
}

/**
 * Notes that these messages were received, each once; returns those that were not before. Whoever receives the same at this
 * moment waits for our commit. In one order, so that nobody waits in a circle.
 */
export async function claimMessages(
  trx: Trx,
  orgId: string,
  messages: readonly MessageName[],
  expiresAt: Temporal.Instant,
): Promise<MessageName[]> {
  if (messages.length === 0) return []
  const { rows } = await sql<MessageName>`
    insert into received_messages (org_id, source_id, id_hash, expires_at)
    select ${orgId}::uuid, source_id, decode(id_hash, 'hex'), ${expiresAt}
    from unnest(${messages.map((one) => one.sourceId)}::uuid[], ${messages.map((one) => one.idHash)}::text[])
      as message (source_id, id_hash)
    group by source_id, id_hash order by source_id, id_hash
    on conflict do nothing
    returning source_id, encode(id_hash, 'hex') as id_hash`.execute(trx)
  return rows
}

/** Deletes at most `limit` that nobody sends again. Returns how many. */
export async function deleteMessagesBefore(trx: Trx, now: Temporal.Instant, limit: number): Promise<number> {
  const result = await sql`
    delete from received_messages where ctid in (
      select ctid from received_messages where org_id = app_org() and expires_at <= ${now} limit ${limit})`.execute(trx)
  return Number(result.numAffectedRows)
}
