import type { Priority, Severity } from '../../contract/keys.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { writeEntry } from '../timeline/index.ts'
import { alertsRaised, openedAlert } from './events.ts'
import { lockAlert, updateAlerts } from './store/alerts.ts'
import { unanswered } from './types.ts'
import type { Alert, Answerer } from './types.ts'

/** What a sender changes of an alert without reporting it again. */
export interface AlertChange {
  summary?: string
  fields?: Record<string, string>
  /** Together with the priority that it means at this source. */
  severity?: { severity: Severity; priority: Priority }
  /** Only these; what the alert has of itself and of event rules stays. */
  tags?: { added: readonly string[]; removed: readonly string[] }
}

const unchanged = { added: [], removed: [] }

/**
 * Changes what an alert shows. The priority only rises: lowering it would silently stop an escalation; when it rises before
 * anybody acknowledged, or while it is snoozed, the escalation begins anew. Throws not_found.
 */
export async function changeAlert(work: Work, id: string, change: AlertChange, by: Answerer): Promise<Alert> {
  const before = await lockAlert(work.trx, id)
  if (!before) throw new Fault('not_found', 'There is no such alert.')
  const { summary = before.summary, fields = before.fields, severity, tags = unchanged } = change
  const rises = before.priority === 'low' && severity?.priority === 'high' && before.status !== 'resolved'
  const wakes = rises && before.snoozedUntil !== null
  const after: Alert = {
    ...before,
    ...(wakes && unanswered),
    summary,
    fields,
    tags: [...new Set([...before.tags.filter((tag) => !tags.removed.includes(tag)), ...tags.added])],
    severity: severity?.severity ?? before.severity,
    priority: rises ? 'high' : before.priority,
    // The next report says something else than what is shown now, whatever it says.
    contentHash: null,
  }
  await updateAlerts(work.trx, work.orgId, [after])
  const data = { summary: after.summary, severity: after.severity, count: after.count }
  await writeEntry(work, { alertId: id, kind: 'alert.changed', actor: by.actor, data })
  if (wakes) {
    await writeEntry(work, { alertId: id, kind: 'alert.snoozeEnded', data: { reason: 'priority_raised' } })
  }
  if (rises && after.status === 'triggered') await work.emit(alertsRaised, [openedAlert(after)])
  work.changed('alerts', id)
  return after
}
