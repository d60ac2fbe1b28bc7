import type { Priority, Severity } from '../../contract/keys.ts'
import { defineEvent } from '../kernel/event-kind.ts'
import type { Trx } from '../kernel/db/types.ts'
import { listTriggered } from './store/alerts.ts'
import type { Actor } from '../timeline/index.ts'
import type { Alert, Answerer, AskedHold } from './types.ts'

/** What those who hear of a new alert decide on: whether it pages, whom, and with which others it belongs together. */
export interface OpenedAlert {
  id: string
  number: number
  summary: string
  priority: Priority
  severity: Severity
  sourceId: string
  customerId: string | null
  serviceId: string | null
  escalationPolicyId: string | null
  fields: Record<string, string>
  createdAt: Temporal.Instant
  /** An event rule asked that the new alert pages nobody yet. */
  hold?: AskedHold
}

export function openedAlert(alert: Alert): OpenedAlert {
  const { id, number, summary, priority, severity, sourceId, customerId, serviceId, escalationPolicyId } = alert
  const { fields, createdAt } = alert
  return {
    id,
    number,
    summary,
    priority,
    severity,
    sourceId,
    customerId,
    serviceId,
    escalationPolicyId,
    fields,
    createdAt,
  }
}

/** Those of the alerts that nobody has answered, as a new alert is told. */
export async function triggeredAmong(trx: Trx, ids: readonly string[]): Promise<OpenedAlert[]> {
  return (await listTriggered(trx, ids)).map(openedAlert)
}

/** New alerts, in the transaction that stores them: their escalations begin. */
export const alertsOpened = defineEvent<OpenedAlert[]>('alerts.opened')

/** Alerts that rose from low to high priority before anybody acknowledged: their escalations begin anew. */
export const alertsRaised = defineEvent<OpenedAlert[]>('alerts.raised')

/**
 * Alerts that were acknowledged, snoozed or resolved: everything stops for everybody, in the same transaction. `by`: not of a
 * source. `snoozed`: those that were snoozed until now.
 */
export const alertsAnswered = defineEvent<{
  ids: string[]
  reason: 'acknowledged' | 'snoozed' | 'resolved'
  snoozed?: string[]
  by?: Answerer
}>('alerts.answered')

/** Somebody asked that an alert goes to the next step now. */
export const alertEscalationRequested = defineEvent<OpenedAlert>('alerts.escalation_requested')

/** Why an acknowledged alert is triggered again; keys of messages/timeline.json `reason`. */
export type ReopenReason = 'acknowledge_timeout' | 'snooze_ended' | 'unsnoozed'

/** Acknowledged alerts that are triggered again, nobody having resolved them: their escalations begin anew. */
export const alertsReopened = defineEvent<{ alerts: OpenedAlert[]; reason: ReopenReason }>('alerts.reopened')

/** Somebody acknowledged what is acknowledged already: they are still on it. */
export const alertAcknowledgedAgain = defineEvent<{ alertId: string; actor: Actor; via: string }>(
  'alerts.acknowledged_again',
)

/** The ids of those that are snoozed. */
export const snoozedAmong = (alerts: readonly Pick<Alert, 'id' | 'snoozedUntil'>[]): string[] =>
  alerts.filter((alert) => alert.snoozedUntil !== null).map((alert) => alert.id)
