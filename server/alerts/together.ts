import type { Work } from '../kernel/db/work.ts'
import { writeEntries } from '../timeline/index.ts'
import { alertsAnswered, alertsRaised, openedAlert, snoozedAmong } from './events.ts'
import { lockAlerts, updateAlerts } from './store/alerts.ts'
import { expiry, lockDue } from './store/due.ts'
import { unanswered } from './types.ts'
import type { Alert, Answerer } from './types.ts'

/** What happens to several alerts at once, because they belong together. In a constant number of statements. */

/** More than this many alerts are not named to open consoles one by one; they read the list again. */
const mostAnnounced = 50

/** Values of the timeline entry of one alert. */
type DataOf = (alertId: string) => Record<string, unknown>

/**
 * Answers alerts as a person answers one. Acknowledges what nobody has answered, resolves what is open; the rest is left
 * alone. Waits for whoever works on them. Returns the ids of those that were answered.
 */
export async function answerTogether(
  work: Work,
  ids: readonly string[],
  reason: 'acknowledged' | 'resolved',
  by: Answerer,
  dataOf: DataOf,
): Promise<string[]> {
  const locked = await lockAlerts(work.trx, ids, { wait: true })
  const open = locked.filter(({ status }) =>
    reason === 'acknowledged' ? status === 'triggered' : status !== 'resolved',
  )
  if (open.length === 0) return []
  await updateAlerts(
    work.trx,
    work.orgId,
    open.map((alert) => answered(work, alert, reason, by)),
  )
  await tell(work, open, (id) => ({
    kind: `alert.${reason}` as const,
    actor: by.actor,
    data: { via: by.via, ...dataOf(id) },
  }))
  const answeredIds = open.map((alert) => alert.id)
  await work.emit(alertsAnswered, { ids: answeredIds, reason, snoozed: snoozedAmong(open), by })
  return answeredIds
}

/** Resolves alerts that no sender renewed in time (Prometheus' endsAt). Returns how many. */
export async function expire(work: Work, ids: readonly string[]): Promise<number> {
  const alerts = await lockDue(work.trx, expiry, ids, work.now)
  if (alerts.length === 0) return 0
  const by: Answerer = { actor: { kind: 'system', name: 'Pikett' }, via: 'expiry' }
  await updateAlerts(
    work.trx,
    work.orgId,
    alerts.map((alert) => answered(work, alert, 'resolved', by)),
  )
  await tell(work, alerts, () => ({ kind: 'alert.expired' as const, actor: by.actor, data: { via: by.via } }))
  const expired = alerts.map((alert) => alert.id)
  await work.emit(alertsAnswered, { ids: expired, reason: 'resolved', snoozed: snoozedAmong(alerts), by })
  return alerts.length
}

/**
 * Takes acknowledgements back that came `via` this way. Escalates nobody: whoever asks for it says what follows. Returns
 * the ids of the alerts that are triggered again.
 */
export async function takeBackTogether(work: Work, ids: readonly string[], via: string, dataOf: DataOf) {
  const locked = await lockAlerts(work.trx, ids, { wait: true })
  const taken = locked.filter((alert) => alert.status === 'acknowledged' && alert.acknowledgedVia === via)
  if (taken.length === 0) return []
  await updateAlerts(
    work.trx,
    work.orgId,
    taken.map((alert): Alert => ({ ...alert, ...unanswered })),
  )
  await tell(work, taken, (id) => ({
    kind: 'alert.unacknowledged' as const,
    actor: { kind: 'system' as const, name: 'Pikett' },
    data: { via, ...dataOf(id) },
  }))
  return taken.map((alert) => alert.id)
}

/**
 * Raises alerts that nobody has answered to high priority, their escalations begin anew. Those that another transaction works
 * on are left to it. Returns the ids of those that are high now.
 */
export async function raiseTogether(work: Work, ids: readonly string[], dataOf: DataOf): Promise<Set<string>> {
  const locked = (await lockAlerts(work.trx, ids)).filter((alert) => alert.status === 'triggered')
  const rising = locked
    .filter((alert) => alert.priority === 'low')
    .map((alert): Alert => ({ ...alert, priority: 'high', raiseAt: null, raiseWhen: null }))
  await updateAlerts(work.trx, work.orgId, rising)
  await tell(work, rising, (id) => ({ kind: 'alert.raised' as const, data: dataOf(id) }))
  if (rising.length > 0) await work.emit(alertsRaised, rising.map(openedAlert))
  return new Set(locked.map((alert) => alert.id))
}

function answered(work: Work, alert: Alert, reason: 'acknowledged' | 'resolved', { actor, via }: Answerer): Alert {
  const by = actor.kind === 'user' ? (actor.id ?? null) : null
  if (reason === 'resolved') {
    const over = { expiresAt: null, snoozedUntil: null }
    return { ...alert, ...over, status: 'resolved', resolvedAt: work.now, resolvedBy: by, resolvedVia: via }
  }
  return { ...alert, status: 'acknowledged', acknowledgedAt: work.now, acknowledgedBy: by, acknowledgedVia: via }
}

type Told = Omit<Parameters<typeof writeEntries>[1][number], 'alertId'>

async function tell(work: Work, alerts: readonly Alert[], entryOf: (id: string) => Told): Promise<void> {
  await writeEntries(
    work,
    alerts.map(({ id }) => ({ alertId: id, ...entryOf(id) })),
  )
  if (alerts.length > mostAnnounced) return work.changed('alerts')
  for (const { id } of alerts) work.changed('alerts', id)
}
