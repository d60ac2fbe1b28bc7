import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import { writeEntry } from '../timeline/index.ts'
import {
  alertAcknowledgedAgain,
  alertEscalationRequested,
  alertsAnswered,
  openedAlert,
  snoozedAmong,
} from './events.ts'
import { updateAlerts } from './store/alerts.ts'
import { rouse } from './rouse.ts'
import { unanswered } from './types.ts'
import { answerTogether } from './together.ts'
import type { Alert, Answerer, AnswerResult } from './types.ts'
import { lockOpenAlert, lockOrFail } from './lock.ts'

/**
 * Acknowledges: everything stops for everybody, in this transaction (R086). Acknowledging what is acknowledged or resolved
 * changes nothing, so retries and two people at once are safe; an acknowledgement that would end by itself is renewed by it,
 * and a snooze ends: somebody has it now. Throws not_found.
 */
export async function acknowledge(work: Work, id: string, by: Answerer): Promise<AnswerResult> {
  const alert = await lockOrFail(work, id)
  if (alert.status === 'resolved') return { alert, changed: false }
  if (alert.status === 'acknowledged' && alert.snoozedUntil === null) {
    await work.emit(alertAcknowledgedAgain, { alertId: id, actor: by.actor, via: by.via })
    return { alert, changed: false }
  }
  const after: Alert = {
    ...alert,
    status: 'acknowledged',
    // Of a snoozed alert the first answer counts for every clock; from now on it is whoever says "I have it".
    acknowledgedAt: alert.acknowledgedAt ?? work.now,
    acknowledgedBy: userOf(by),
    acknowledgedVia: by.via,
    snoozedUntil: null,
  }
  await finish(work, alert, after, 'acknowledged', by)
  return { alert: after, changed: true }
}

/** Resolves: final, a later trigger opens a new alert. Resolving what is resolved changes nothing. Throws not_found. */
export async function resolve(work: Work, id: string, by: Answerer): Promise<AnswerResult> {
  const alert = await lockOrFail(work, id)
  if (alert.status === 'resolved') return { alert, changed: false }
  const after = resolved(work, alert, by)
  await finish(work, alert, after, 'resolved', by)
  return { alert: after, changed: true }
}

/**
 * Resolves the alerts that wait behind this one, which itself is resolved next: it is locked first, as with every answer
 * that reaches from an alert to its group. Throws not_found.
 */
export async function resolveMembers(
  work: Work,
  id: string,
  members: () => Promise<string[]>,
  by: Answerer,
): Promise<void> {
  const { number } = await lockOrFail(work, id)
  await answerTogether(work, await members(), 'resolved', by, () => ({ lead: number }))
}

/**
 * Asks for the next step now. An acknowledged alert becomes triggered again: whoever took it gives it on. Throws not_found,
 * already_resolved, and conflict when the alert has no policy to escalate along.
 */
export async function escalate(work: Work, id: string, by: Answerer): Promise<AnswerResult> {
  const alert = await lockOpenAlert(work, id)
  if (alert.escalationPolicyId === null && alert.assignedTo === null) {
    throw new Fault('conflict', 'The alert has no escalation policy, so there is nobody to escalate to.')
  }
  const after = await rouse(work, alert, by, { kind: 'escalation.requested' })
  await work.emit(alertEscalationRequested, openedAlert(after))
  return { alert: after, changed: true }
}

/**
 * Takes an acknowledgement back: nobody has the alert any more, so the escalation goes on behind the step that was answered.
 * Changes nothing on an alert that is not acknowledged. Throws not_found.
 */
export async function unacknowledge(work: Work, id: string, by: Answerer): Promise<AnswerResult> {
  const alert = await lockOrFail(work, id)
  if (alert.status !== 'acknowledged') return { alert, changed: false }
  const after: Alert = { ...alert, ...unanswered }
  await updateAlerts(work.trx, work.orgId, [after])
  await writeEntry(work, { alertId: id, kind: 'alert.unacknowledged', actor: by.actor, data: { via: by.via } })
  await work.emit(alertEscalationRequested, openedAlert(after))
  work.changed('alerts', id)
  return { alert: after, changed: true }
}

export async function addNote(work: Work, id: string, by: Answerer, text: string): Promise<void> {
  await lockOrFail(work, id)
  await writeEntry(work, { alertId: id, kind: 'note.added', actor: by.actor, data: { text } })
  work.changed('alerts', id)
}

function resolved(work: Work, alert: Alert, by: Answerer): Alert {
  return {
    ...alert,
    status: 'resolved',
    resolvedAt: work.now,
    resolvedBy: userOf(by),
    resolvedVia: by.via,
    expiresAt: null,
    snoozedUntil: null,
  }
}

export const userOf = (by: Answerer) => (by.actor.kind === 'user' ? (by.actor.id ?? null) : null)

async function finish(
  work: Work,
  before: Alert,
  alert: Alert,
  reason: 'acknowledged' | 'resolved',
  by: Answerer,
): Promise<void> {
  await updateAlerts(work.trx, work.orgId, [alert])
  await writeEntry(work, { alertId: alert.id, kind: `alert.${reason}`, actor: by.actor, data: { via: by.via } })
  await work.emit(alertsAnswered, { ids: [alert.id], reason, snoozed: snoozedAmong([before]), by })
  work.changed('alerts', alert.id)
}
