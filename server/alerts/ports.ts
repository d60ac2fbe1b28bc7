import type { AlertContext } from '../../contract/alert-context.ts'
import type { GroupView, HeldView } from '../../contract/alerts.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Alert } from './types.ts'

/** Where the escalation of an alert stands, for people. Steps and rounds count from 1. */
export interface Progress {
  /** `waiting`: paged, and nothing more happens by itself (low priority). */
  state: 'active' | 'waiting' | 'stopped' | 'ended'
  step: number
  steps: number
  round: number
  rounds: number
  nextAt: Temporal.Instant | null
  /** When the acknowledgement ends by itself. */
  acknowledgedUntil: Temporal.Instant | null
  /** What happens at `nextAt`, and who is paged then, as things stand now. */
  next: { kind: 'step' | 'fallback' | 'end' | 'inform' | 'reopen'; names: string[] }
  /** The people of `next`. */
  nextPeople: { key: string; name: string }[]
}

/** What the alert pages show of the slices above; wired in app.ts. */
export interface AlertPorts {
  progress(trx: Trx, alertIds: readonly string[], now: Temporal.Instant): Promise<Map<string, Progress>>
  /** Why alerts page nobody for now; only those that are held. */
  held(trx: Trx, alertIds: readonly string[]): Promise<Map<string, HeldView>>
  /** The group that alerts belong to; only those that share one. */
  groups(trx: Trx, alertIds: readonly string[]): Promise<Map<string, GroupView>>
  /** The open alerts that wait behind this one. */
  membersBehind(trx: Trx, alertId: string): Promise<string[]>
  /** What a service stands on, directly or not, and has an open alert of high priority. */
  dependenciesDown(work: Work, serviceId: string): Promise<AlertContext['dependenciesDown']>
  /** The maintenance windows in force that speak of an alert. */
  maintenance(
    work: Work,
    alert: Pick<Alert, 'sourceId' | 'serviceId' | 'customerId'>,
  ): Promise<AlertContext['maintenance']>
  /** Ids of a policy, a customer and a service named by key or id; throws a fault that names the unknown one. */
  resolveReferences(
    trx: Trx,
    names: { escalationPolicy?: string | undefined; customer?: string | undefined; service?: string | undefined },
  ): Promise<{ escalationPolicyId: string | null; customerId: string | null; serviceId: string | null }>
}
