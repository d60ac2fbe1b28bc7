import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { writeEntries, writeEntry } from '../timeline/index.ts'
import { userOf } from './answer.ts'
import { alertsAnswered, alertsReopened, openedAlert } from './events.ts'
import { lockOpenAlert, lockOrFail } from './lock.ts'
import { updateAlerts } from './store/alerts.ts'
import { lockDue, snoozeEnd } from './store/due.ts'
import { unanswered } from './types.ts'
import type { Alert, Answerer, AnswerResult } from './types.ts'

export const snoozeLoopName = 'snooze'

/** Longer than this an alert is not snoozed: what may wait longer is resolved, or has a maintenance window. */
const longestSnooze = { hours: 7 * 24 }

/**
 * Quiet until `until`: an acknowledgement that ends then (docs/decisions/0027). Everything stops for everybody, in this
 * transaction; at `until` the alert is triggered and pages anew, unless somebody acknowledges or resolves it before.
 * Snoozing again moves the end. Throws not_found, already_resolved, and invalid_request for a time that cannot be.
 */
export async function snooze(work: Work, id: string, until: Temporal.Instant, by: Answerer): Promise<AnswerResult> {
  const alert = await lockOpenAlert(work, id)
  if (alert.snoozedUntil?.equals(until)) return { alert, changed: false }
  checkTime(until, work.now)
  const isFirstAnswer = alert.status === 'triggered'
  const after: Alert = {
    ...alert,
    status: 'acknowledged',
    snoozedUntil: until,
    ...(isFirstAnswer && { acknowledgedAt: work.now, acknowledgedBy: userOf(by), acknowledgedVia: by.via }),
  }
  await updateAlerts(work.trx, work.orgId, [after])
  const data = { via: by.via, until: until.toString() }
  await writeEntry(work, { alertId: id, kind: 'alert.snoozed', actor: by.actor, data })
  await work.emit(alertsAnswered, { ids: [id], reason: 'snoozed', by })
  work.wake(snoozeLoopName)
  work.changed('alerts', id)
  return { alert: after, changed: true }
}

function checkTime(until: Temporal.Instant, now: Temporal.Instant): void {
  const message =
    Temporal.Instant.compare(until, now) <= 0
      ? 'The time lies in the past.'
      : Temporal.Instant.compare(until, now.add(longestSnooze)) > 0
        ? 'An alert can be snoozed for 7 days at most.'
        : undefined
  if (message !== undefined) throw new Fault('invalid_request', message, [{ path: 'until', message }])
}

/** Ends a snooze early: the alert is triggered and pages anew. Changes nothing on one that is not snoozed. Throws not_found. */
export async function unsnooze(work: Work, id: string, by: Answerer): Promise<AnswerResult> {
  const alert = await lockOrFail(work, id)
  if (alert.status !== 'acknowledged' || alert.snoozedUntil === null) return { alert, changed: false }
  const after: Alert = { ...alert, ...unanswered }
  await updateAlerts(work.trx, work.orgId, [after])
  await writeEntry(work, { alertId: id, kind: 'alert.unsnoozed', actor: by.actor, data: { via: by.via } })
  await work.emit(alertsReopened, { alerts: [openedAlert(after)], reason: 'unsnoozed' })
  work.changed('alerts', id)
  return { alert: after, changed: true }
}

/** Snoozes that are over: the alerts are triggered and page anew. Returns how many were handled. */
export async function endSnoozes(work: Work, ids: readonly string[]): Promise<number> {
  const after = (await lockDue(work.trx, snoozeEnd, ids, work.now)).map((alert): Alert => ({ ...alert, ...unanswered }))
  if (after.length === 0) return 0
  await updateAlerts(work.trx, work.orgId, after)
  await writeEntries(
    work,
    after.map(({ id }) => ({ alertId: id, kind: 'alert.snoozeEnded' as const, data: { reason: 'snooze_ended' } })),
  )
  await work.emit(alertsReopened, { alerts: after.map(openedAlert), reason: 'snooze_ended' })
  for (const { id } of after.slice(0, 50)) work.changed('alerts', id)
  return after.length
}
