import type { Priority } from '../../contract/keys.ts'
import { defineEvent } from '../kernel/event-kind.ts'

export interface OpenedAlert {
  id: string
  priority: Priority
  escalationPolicyId: string | null
}

/** New alerts, in the transaction that stores them: their escalations begin. */
export const alertsOpened = defineEvent<OpenedAlert[]>('alerts.opened')

/** Alerts that rose from low to high priority before anybody acknowledged: their escalations begin anew. */
export const alertsRaised = defineEvent<OpenedAlert[]>('alerts.raised')

/** Alerts that were acknowledged or resolved: everything stops for everybody, in the same transaction. */
export const alertsAnswered = defineEvent<{ ids: string[]; reason: 'acknowledged' | 'resolved' }>('alerts.answered')

/** Somebody asked that an alert goes to the next step now. */
export const alertEscalationRequested = defineEvent<{
  id: string
  priority: Priority
  escalationPolicyId: string | null
}>('alerts.escalation_requested')
