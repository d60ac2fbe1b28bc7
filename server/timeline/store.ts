import { sql } from 'kysely'
import type { Trx } from '../kernel/db/types.ts'
import type { Actor, Entry } from './types.ts'

/** Writes entries in one statement whose text is always the same, however many they are. */
export async function insertEntries(
  trx: Trx,
  orgId: string,
  entries: readonly (Entry & { id: string; at: Temporal.Instant })[],
): Promise<void> {
  const rows = entries.map(({ id, alertId, at, kind, actor = null, data = {} }) => {
    return { id, alert_id: alertId, at, kind, actor, data }
  })
  await sql`
    insert into timeline_entries (org_id, id, alert_id, at, kind, actor, data)
    select ${orgId}::uuid, id, alert_id, at, kind, nullif(actor, 'null'), data
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as row(id uuid, alert_id uuid, at timestamptz, kind text, actor jsonb, data jsonb)`.execute(trx)
}

/** How people call these alerts. Reads two columns of another slice's table: the audit log must name what an id means. */
export async function listAlertNames(trx: Trx, ids: readonly string[]) {
  return trx
    .selectFrom('alerts')
    .select(['id', 'number', 'summary'])
    .where('id', 'in', [...ids])
    .execute()
}

export interface StoredEntry {
  id: string
  at: Temporal.Instant
  kind: string
  actor: Actor | null
  data: Record<string, unknown>
}

/** The entries of an alert, oldest first. */
export async function listEntries(trx: Trx, alertId: string, limit = 1_000, after?: string): Promise<StoredEntry[]> {
  const rows = await trx
    .selectFrom('timelineEntries')
    .select(['id', 'at', 'kind', 'actor', 'data'])
    .where('alertId', '=', alertId)
    .$if(after !== undefined, (query) => query.where('id', '>', after!))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...row,
    actor: row.actor as Actor | null,
    data: row.data as Record<string, unknown>,
  }))
}
