import type { Priority } from '../../contract/keys.ts'
import { thawed } from '../../rules/escalation/policy.ts'
import type { FrozenPolicy, StoredPolicy } from '../../rules/escalation/policy.ts'

/** An escalation as its row stands, with what a decision needs to know of its alert. */
export interface Escalation {
  alertId: string
  alertNumber: number
  alertSummary: string
  priority: Priority
  epoch: number
  status: 'active' | 'stopped' | 'ended'
  policy: FrozenPolicy
  round: number
  step: number
  nextAt: Temporal.Instant | null
  failures: number
}

/** A row as this release reads it: its policy may have been frozen by an earlier one. */
export function asEscalation(row: Omit<Escalation, 'policy'> & { policy: unknown }): Escalation {
  return { ...row, policy: thawed(row.policy as StoredPolicy) }
}
