import type { AlertEvent } from '../../contract/intake/event.ts'
import type { Priority, Severity } from '../../contract/keys.ts'
import type { SourcePriorities } from '../../rules/intake/priority.ts'
import type { Actor } from '../timeline/index.ts'

/** What alerts need to know of the source of an event. */
export interface AlertSource {
  id: string
  name: string
  escalationPolicyId: string | null
  customerId: string | null
  serviceId: string | null
  /** Settings of the source that differ from the default mapping (rules/intake/priority.ts). */
  priorities: SourcePriorities
}

/** What an event rule asks for a new alert: that it pages nobody yet. Without `untilAt` somebody must release it. */
export interface AskedHold {
  reason: 'delay' | 'threshold' | 'suppressed'
  untilAt?: Temporal.Instant
  data?: Record<string, unknown>
}

export interface IncomingEvent {
  source: AlertSource
  event: AlertEvent
  /** Counts when the event opens an alert; the alert then waits in `alert_holds`. */
  hold?: AskedHold
  /** Somebody counts these events: a repeat must be applied in its own transaction and not within a second. */
  onTheSpot?: boolean
  /** `findQuietRepeats` met no open alert of this key. Only for the first attempt of a transaction: a lost race makes it untrue. */
  absent?: boolean
}

/** What became of one incoming event; in the order in which they were given. */
export interface EventOutcome {
  outcome: 'created' | 'repeated' | 'acknowledged' | 'resolved' | 'dropped' | 'change'
  reason?: string
  alertId?: string
}

export type AlertStatus = 'triggered' | 'acknowledged' | 'resolved'

/** An alert as its row stands. */
export interface Alert {
  id: string
  number: number
  sourceId: string
  dedupKey: string
  summary: string
  status: AlertStatus
  priority: Priority
  severity: Severity
  customerId: string | null
  serviceId: string | null
  escalationPolicyId: string | null
  fields: Record<string, string>
  links: { href: string; text?: string }[]
  images: { src: string; href?: string; alt?: string }[]
  count: number
  createdAt: Temporal.Instant
  lastEventAt: Temporal.Instant
  acknowledgedAt: Temporal.Instant | null
  acknowledgedBy: string | null
  acknowledgedVia: string | null
  /** Acknowledged until then only: it is triggered again and pages anew. Null unless it is acknowledged. */
  snoozedUntil: Temporal.Instant | null
  /** Whom somebody gave it to, as they were called then. */
  assignedTo: Assignee | null
  resolvedAt: Temporal.Instant | null
  resolvedBy: string | null
  resolvedVia: string | null
  expiresAt: Temporal.Instant | null
  /** Low because of its customer's support hours: rises to high then; null: it does not rise by itself. */
  raiseAt: Temporal.Instant | null
  raiseWhen: 'hours_begin' | 'hours_end' | null
  /** Of what the sender says about it (content.ts); null before the first event that was hashed. */
  contentHash: string | null
  /** Customer and tier as they were when it was opened are added by the store. */
  tags: string[]
}

/** A person, a team, the duty of a schedule or the people of a policy. */
export interface Assignee {
  kind: 'user' | 'team' | 'schedule' | 'policy'
  id: string
  key: string
  name: string
}

/** What is true of an alert that nobody has answered, or no more. */
export const unanswered = {
  status: 'triggered',
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedVia: null,
  snoozedUntil: null,
} as const satisfies Partial<Alert>

/** How an answer came in: console, api, link, sms, voice, source … a key of messages/timeline.json `via`. */
export interface Answerer {
  actor: Actor
  via: string
}

/** What an answer did; `already` when somebody was faster, and then nothing was changed. */
export interface AnswerResult {
  alert: Alert
  changed: boolean
}
