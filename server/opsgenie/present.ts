import { attributesOf } from './actions/attributes.ts'
import type { FoundAlert } from './types.ts'

type Source = { id: string; name: string }

const text = (at: Temporal.Instant) => at.toString({ smallestUnit: 'millisecond' })

/** What a list shows of an alert (wire A02, "Reads"). */
export function presentAlert(alert: FoundAlert, source: Source) {
  const attributes = attributesOf(alert)
  return {
    id: alert.id,
    tinyId: String(alert.number),
    alias: attributes.alias,
    message: alert.summary,
    status: alert.status === 'resolved' ? 'closed' : 'open',
    acknowledged: alert.acknowledgedAt !== null,
    isSeen: alert.acknowledgedAt !== null,
    tags: attributes.tags,
    ...snoozeOf(alert),
    count: alert.count,
    lastOccurredAt: text(alert.lastEventAt),
    createdAt: text(alert.createdAt),
    updatedAt: text(updatedAt(alert)),
    source: attributes.source,
    owner: alert.acknowledgedBy ?? '',
    priority: attributes.priority,
    teams: [],
    responders: attributes.responders.map(({ type, name }) => ({ type, id: name })),
    integration: { id: source.id, name: source.name, type: 'API' },
    report: reportOf(alert),
  }
}

/** One alert with everything. */
export function presentDetail(alert: FoundAlert, source: Source) {
  const { actions, entity, description, details } = attributesOf(alert)
  return { ...presentAlert(alert, source), actions, entity, description, details }
}

/** What is over is not snoozed any more. */
function snoozeOf({ status, snoozedUntil }: FoundAlert) {
  if (status !== 'acknowledged' || snoozedUntil === null) return { snoozed: false }
  return { snoozed: true, snoozedUntil: text(snoozedUntil) }
}

function updatedAt({ lastEventAt, acknowledgedAt, resolvedAt }: FoundAlert): Temporal.Instant {
  const times = [lastEventAt, acknowledgedAt, resolvedAt].filter((at) => at !== null)
  return times.reduce((latest, at) => (Temporal.Instant.compare(at, latest) > 0 ? at : latest))
}

/** Times in milliseconds since the alert began; absent as long as nothing happened. */
function reportOf({ createdAt, acknowledgedAt, acknowledgedBy, acknowledgedVia, ...alert }: FoundAlert) {
  const since = (at: Temporal.Instant) => at.epochMilliseconds - createdAt.epochMilliseconds
  const { resolvedAt, resolvedBy, resolvedVia } = alert
  return {
    ...(acknowledgedAt && { ackTime: since(acknowledgedAt), acknowledgedBy: acknowledgedBy ?? acknowledgedVia ?? '' }),
    ...(resolvedAt && { closeTime: since(resolvedAt), closedBy: resolvedBy ?? resolvedVia ?? '' }),
  }
}
