import type { Channel } from '../../contract/config/person.ts'
import type { Language, Priority, Severity } from '../../contract/keys.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Trx } from '../kernel/db/types.ts'

/** Asks for one person's attention for one alert: the notification rules decide which contacts and when. */
export interface PageRequest {
  alertId: string
  userId: string
  priority: Priority
  epoch: number
  /** Counted from 0. */
  round: number
  /** Counted from 0; -1 for the organization's fallback. */
  step: number
  /** Why this person, as data for the timeline: {schedule: 'primary'} or {team: …} or {user: …} or {fallback: true}. */
  reason: Record<string, unknown>
  /** Rounds of messages, `repeatEverySeconds` apart, until the step ends; 1 for low priority. */
  attempts: number
  repeatEverySeconds: number
  /** When the step that asks ends; repeats are planned before it only, first messages also after it. */
  stepEndsAt: Temporal.Instant
}

/** What became of a request. `deliveries` 0: the person cannot be reached, the timeline says why. */
export interface PlannedPage {
  pageId: string
  userId: string
  deliveries: number
  /** When the first message goes out. */
  firstAt?: Temporal.Instant
}

/** The words about an alert that a message needs, read right before sending, so that it tells the newest state. */
export interface AlertFacts {
  id: string
  number: number
  summary: string
  status: 'triggered' | 'acknowledged' | 'resolved'
  priority: Priority
  severity: Severity
  dedupKey: string
  source: { key: string; name: string } | null
  customer: { key: string; name: string } | null
  service: { key: string; name: string } | null
  fields: Record<string, string>
  count: number
  createdAt: Temporal.Instant
  /** The console's page of the alert. */
  url: string
}

export type AnswerAction = 'acknowledge' | 'resolve' | 'escalate'

/** What came of an answer: carried out, or not needed any more (`by` and `at` say who was faster). */
export type AnswerOutcome =
  | { kind: 'done'; status: AlertFacts['status'] }
  | { kind: 'already'; status: AlertFacts['status']; by: string | null; at: Temporal.Instant | null }

/** What notifications needs from the slices above it; wired in app.ts. */
export interface NotificationPorts {
  alertFacts(trx: Trx, orgId: string, alertId: string): Promise<AlertFacts | undefined>
  answer(
    work: Work,
    answer: { alertId: string; action: AnswerAction; userId: string; userName: string; via: string },
  ): Promise<AnswerOutcome>
}

/** Emitted when no delivery of a page can reach its person any more. */
export interface PageFailed {
  alertId: string
  pageId: string
  userId: string
  epoch: number
}

/** The person a message is for. */
export interface Recipient {
  userId: string
  key: string
  name: string
  language: Language
  timeZone: string
}

export interface ContactAddress {
  id: string
  key: string
  channel: Channel
  address: string
  secret?: string
}
