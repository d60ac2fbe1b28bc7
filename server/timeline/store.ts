import type { Trx } from '../kernel/db/types.ts'
import type { Actor, Entry } from './types.ts'

/** PostgreSQL takes 65535 parameters a statement; 7 a row. */
const rowsPerInsert = 5_000

export async function insertEntries(
  trx: Trx,
  entries: readonly (Entry & { orgId: string; id: string; at: Temporal.Instant })[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += rowsPerInsert) {
    const rows = entries.slice(start, start + rowsPerInsert).map((entry) => ({
      orgId: entry.orgId,
      id: entry.id,
      alertId: entry.alertId,
      at: entry.at,
      kind: entry.kind,
      actor: entry.actor ? JSON.stringify(entry.actor) : null,
      data: JSON.stringify(entry.data ?? {}),
    }))
    await trx.insertInto('timelineEntries').values(rows).execute()
  }
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
