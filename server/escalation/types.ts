import type { Priority } from '../../contract/keys.ts'
import type { FrozenPolicy } from '../../rules/escalation/policy.ts'

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
