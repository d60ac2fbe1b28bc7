import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'
import type { StoredEvent } from '../types.ts'

/**
 * Writes raw events in one statement whose text is always the same. `ids` rise, so that events read back in their order.
 */
export async function insertEvents(
  trx: Trx,
  orgId: string,
  ids: readonly string[],
  events: readonly StoredEvent[],
): Promise<void> {
  if (events.length === 0) return
  await sql`
    insert into events (org_id, id, source_id, received_at, outcome, reason, detail, dedup_key, alert_id, raw)
    select ${orgId}::uuid, * from unnest(
      ${ids}::uuid[],
      ${events.map((event) => event.sourceId)}::uuid[],
      ${events.map((event) => event.receivedAt.toString())}::timestamptz[],
      ${events.map((event) => event.outcome)}::text[],
      ${events.map((event) => event.reason)}::text[],
      ${events.map((event) => event.detail)}::text[],
      ${events.map((event) => event.dedupKey)}::text[],
      ${events.map((event) => event.alertId)}::uuid[],
      ${events.map((event) => event.raw)}::text[])`.execute(trx)
}
