import type { HoldReason } from '../../contract/alerts.ts'
import type { OpenedAlert } from '../alerts/index.ts'

/** What ended a hold; a key of messages/timeline.json `release`. */
export type ReleaseWhy =
  | 'over'
  | 'ended'
  | 'removed'
  | 'changed'
  | 'escalated'
  | 'cause_resolved'
  | 'limit'
  | 'left'
  | 'enough'
  | 'rules'
  | 'leads'

/** What people see of the reason. */
export interface HoldData {
  /** What holds it, such as a maintenance window or an event rule. */
  by?: { key: string; name: string }
  /** The alert that it waits for. */
  cause?: { id: string; number: number; summary: string }
  /** Why it is released at `untilAt`; without it because the time is over. */
  endsBecause?: ReleaseWhy
  [more: string]: unknown
}

export interface HoldRequest {
  alertId: string
  reason: HoldReason
  data: HoldData
  /** When it is released by itself; without it somebody must do that. */
  untilAt?: Temporal.Instant | undefined
  /** When it began, for one that goes on; now if absent. */
  since?: Temporal.Instant | undefined
}

export interface Hold {
  alertId: string
  reason: HoldReason
  data: HoldData
  untilAt: Temporal.Instant | null
  since: Temporal.Instant
}

/** An alert that is about to page; `held` when it was released a moment ago. */
export interface ScreenedAlert extends OpenedAlert {
  held?: { reason: HoldReason; since: Temporal.Instant }
}
