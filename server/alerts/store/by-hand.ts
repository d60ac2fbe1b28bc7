import type { Trx } from '../../kernel/db/types.ts'
import type { Alert, Assignee } from '../types.ts'
import { asAlert } from './alerts.ts'

/** The alerts whose snooze is over, locked; others hold theirs. */
export async function lockSnoozeOver(trx: Trx, ids: readonly string[], now: Temporal.Instant): Promise<Alert[]> {
  const rows = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('id', 'in', ids)
    .where('status', '=', 'acknowledged')
    .where('snoozedUntil', '<=', now)
    .orderBy('id')
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  return rows.map(asAlert)
}

export async function setAssignee(trx: Trx, id: string, assignedTo: Assignee): Promise<void> {
  await trx
    .updateTable('alerts')
    .set({ assignedTo: JSON.stringify(assignedTo) })
    .where('id', '=', id)
    .execute()
}
