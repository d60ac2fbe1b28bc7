import type { Work } from '../kernel/db/work.ts'
import { writeEntry } from '../timeline/index.ts'
import type { Entry } from '../timeline/index.ts'
import { lockOpenAlert } from './lock.ts'
import { updateAlerts } from './store/alerts.ts'
import { setAssignee } from './store/alerts.ts'
import { unanswered } from './types.ts'
import type { Alert, Answerer, Assignee } from './types.ts'

/**
 * Somebody asks for people: whatever was acknowledged or snoozed is over, and the alert is triggered. `alert` is locked. It is
 * high from now on unless `keepsPriority`; whom to page is up to the caller.
 */
export async function rouse(
  work: Work,
  alert: Alert,
  by: Answerer,
  { keepsPriority = false, ...entry }: Pick<Entry, 'kind' | 'data'> & { keepsPriority?: boolean },
): Promise<Alert> {
  const after: Alert = { ...alert, ...unanswered, priority: keepsPriority ? alert.priority : 'high' }
  await updateAlerts(work.trx, work.orgId, [after])
  await writeEntry(work, { alertId: alert.id, ...entry, actor: by.actor, data: { ...entry.data, via: by.via } })
  work.changed('alerts', alert.id)
  return after
}

/** Notes whose business the alert is from now on. Throws not_found and already_resolved. */
export async function assign(work: Work, id: string, to: Assignee): Promise<void> {
  await lockOpenAlert(work, id)
  await setAssignee(work.trx, id, to)
}
