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
  const rows = events.map((event, index) => ({
    id: ids[index],
    source_id: event.sourceId,
    received_at: event.receivedAt,
    outcome: event.outcome,
    reason: event.reason,
    detail: event.detail,
    dedup_key: event.dedupKey,
    alert_id: event.alertId,
    times: event.times ?? 1,
    raw: event.raw,
  }))
  await sql`
    insert into events (org_id, id, source_id, received_at, outcome, reason, detail, dedup_key, alert_id, times, raw)
    select ${orgId}::uuid, id, source_id, received_at, outcome, reason, detail, dedup_key, alert_id, times, raw
    from json_to_recordset(${JSON.stringify(rows)}::json) as row(id uuid, source_id uuid, received_at timestamptz, outcome text,
      reason text, detail text, dedup_key text, alert_id uuid, times integer, raw text)`.execute(trx)
}

/** The least id that an event can have which was stored at this instant or later: ids begin with their time. */
export function firstIdAt(at: Temporal.Instant): string {
  const time = Math.max(0, at.epochMilliseconds).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}

function rows(trx: Trx) {
  return trx
    .selectFrom('events')
    .innerJoin('sources', (join) =>
      join.onRef('sources.orgId', '=', 'events.orgId').onRef('sources.id', '=', 'events.sourceId'),
    )
    .leftJoin('alerts', (join) =>
      join.onRef('alerts.orgId', '=', 'events.orgId').onRef('alerts.id', '=', 'events.alertId'),
    )
    .selectAll('events')
    .select(['sources.key as source', 'alerts.number as alertNumber'])
}

export type EventRow = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

export interface EventPage {
  limit: number
  /** The id of the last event of the page before. */
  before: string | undefined
  outcome: StoredEvent['outcome'] | undefined
  dedupKey: string | undefined
  /** Part of what was sent. */
  text: string | undefined
  /** Half open, by the time that the ids begin with. */
  from: Temporal.Instant | undefined
  to: Temporal.Instant | undefined
}

/** Newest first. */
export async function listEvents(
  trx: Trx,
  filter: { sourceId: string } | { alertId: string },
  page: EventPage,
): Promise<EventRow[]> {
  const { before, outcome, dedupKey, text, from, to } = page
  return (
    'sourceId' in filter
      ? rows(trx).where('events.sourceId', '=', filter.sourceId)
      : rows(trx).where('events.alertId', '=', filter.alertId)
  )
    .$if(before !== undefined, (query) => query.where('events.id', '<', before!))
    .$if(outcome !== undefined, (query) => query.where('events.outcome', '=', outcome!))
    .$if(dedupKey !== undefined, (query) => query.where('events.dedupKey', '=', dedupKey!))
    .$if(text !== undefined, (query) => query.where(sql<boolean>`position(lower(${text}) in lower(events.raw)) > 0`))
    .$if(from !== undefined, (query) => query.where('events.id', '>=', firstIdAt(from!)))
    .$if(to !== undefined, (query) => query.where('events.id', '<', firstIdAt(to!)))
    .orderBy('events.id', 'desc')
    .limit(page.limit)
    .execute()
}

export async function findEvent(trx: Trx, id: string): Promise<EventRow | undefined> {
  return rows(trx).where('events.id', '=', id).executeTakeFirst()
}
