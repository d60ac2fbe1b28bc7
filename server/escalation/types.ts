import type { Priority } from '../../contract/keys.ts'
import { thawed } from '../../rules/escalation/policy.ts'
import type { FrozenPolicy, StoredPolicy } from '../../rules/escalation/policy.ts'

/** What is due after an acknowledgement; each null when nothing of the kind follows. */
export interface AcknowledgedDeadlines {
  /** The next step that runs although somebody has acknowledged. */
  informAt: Temporal.Instant | null
  /** Whoever acknowledged is asked whether they are still on it. */
  remindAt: Temporal.Instant | null
  /** The alert goes back to triggered. */
  acknowledgementEndsAt: Temporal.Instant | null
}

/** An escalation as its row stands, with what a decision needs to know of its alert. */
export interface Escalation extends AcknowledgedDeadlines {
  alertId: string
  alertNumber: number
  alertSummary: string
  priority: Priority
  /** The person who acknowledged; null also when the source did. */
  acknowledgedBy: string | null
  epoch: number
  status: 'active' | 'stopped' | 'ended'
  policy: FrozenPolicy
  round: number
  step: number
  nextAt: Temporal.Instant | null
  failures: number
  /** Acknowledged until then only. */
  snoozedUntil: Temporal.Instant | null
}

/** A row as this release reads it: its policy may have been frozen by an earlier one. */
export function asEscalation(row: Omit<Escalation, 'policy'> & { policy: unknown }): Escalation {
  return { ...row, policy: thawed(row.policy as StoredPolicy) }
}
