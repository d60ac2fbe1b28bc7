import type { Channel } from '../../contract/config/person.ts'
import type { Language, Priority, Severity } from '../../contract/keys.ts'
import type { DeliveryStatus } from '../../rules/notifications/receipt.ts'
import type { ReplyAction } from '../../rules/notifications/reply.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Trx } from '../kernel/db/types.ts'

/**
 * `page` calls for an answer. `inform` tells of an alert that somebody else has acknowledged, `reminder` asks whoever
 * acknowledged whether they are still on it: one message each, where the person is reached first.
 */
export type PageKind = 'page' | 'inform' | 'reminder'

/** Asks for one person's attention for one alert: the notification rules decide which contacts and when. */
export interface PageRequest {
  /** A `page` when left out. */
  kind?: PageKind
  alertId: string
  userId: string
  priority: Priority
  epoch: number
  /** Counted from 0. */
  round: number
  /** Counted from 0; -1 for the organization's fallback. */
  step: number
  /** Why this person, as data for the timeline: {kind: 'schedule', id, name} or {kind: 'user'} or {kind: 'fallback'}. */
  reason: object
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
  /** Who acknowledged (null: not a person) and when, and when that ends by itself (null: never); null unless acknowledged. */
  acknowledgement: { by: string | null; at: Temporal.Instant; endsAt: Temporal.Instant | null } | null
  /** The console's page of the alert. */
  url: string
}

export type AnswerAction = ReplyAction

/** What came of an answer: carried out, or not needed any more (`by` and `at` say who was faster). */
export type AnswerOutcome =
  | { kind: 'done'; status: AlertFacts['status'] }
  /** An acknowledgement that would have ended holds until `endsAt`. */
  | { kind: 'renewed'; status: AlertFacts['status']; endsAt: Temporal.Instant }
  | { kind: 'already'; status: AlertFacts['status']; by: string | null; at: Temporal.Instant | null }

/** On which way an answer came. */
export type AnswerVia = 'link' | 'sms' | 'voice'

/** What notifications needs from the slices above it; wired in app.ts. */
export interface NotificationPorts {
  alertFacts(trx: Trx, alertId: string): Promise<AlertFacts | undefined>
  /** The same of several alerts in a constant number of statements, by their ids. */
  factsOfAlerts(trx: Trx, alertIds: readonly string[]): Promise<Map<string, AlertFacts>>
  answer(
    work: Work,
    answer: { alertId: string; action: AnswerAction; userId: string; userName: string; via: string },
  ): Promise<AnswerOutcome>
  /** Acknowledges those of the alerts that nobody has answered; `together` is how many one message told of. */
  acknowledgeMany(
    work: Work,
    answer: { alertIds: readonly string[]; userId: string; userName: string; via: string; together: number },
  ): Promise<number>
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

/** A `bundle` is one message for several pages of one contact. */
export type DeliveryKind =
  | 'page'
  | 'bundle'
  | 'test'
  | 'verification'
  | 'invitation'
  | 'password_reset'
  | 'sign_in_reset'

/** What a message without an alert says; kept sealed, because some of it opens doors. */
export type DirectContent =
  | { kind: 'test' }
  | { kind: 'verification'; code: string }
  | { kind: 'invitation'; url: string; expiresAt: string }
  | { kind: 'password_reset'; url: string; expiresAt: string }
  /** An administrator has removed passkeys and second factor; `by` is the administrator. */
  | { kind: 'sign_in_reset'; by: string; url: string }

/** What decides which provider carries a channel of an organization. */
export interface OrganizationSetup {
  id: string
  name: string
  demo: boolean
  smtpSealed: string | null
  webhookSecretSealed: string
}

/** A delivery that this process holds for sending. `tries` tells this claim from a later one of the same delivery. */
export interface Claim {
  orgId: string
  id: string
  kind: DeliveryKind
  tries: number
  leaseUntil: Temporal.Instant
  /** Name of the provider that was chosen. */
  provider: string
  contactId: string | null
}

/** A claimed delivery with everything that its message needs, as it stands right before sending. */
export interface Sending {
  id: string
  kind: DeliveryKind
  status: DeliveryStatus
  tries: number
  attempt: number
  channel: Channel
  address: string
  createdAt: Temporal.Instant
  contentSealed: string | null
  recipient: Recipient
  organization: OrganizationSetup
  contact: { id: string; key: string; secretSealed: string | null; usable: boolean } | null
  page: { id: string; kind: PageKind; alertId: string; epoch: number; step: number; round: number } | null
}

/**
 * Why a message did not arrive, or what disabled a contact. Keys of messages/notifications.json (`failure`); `detail` beside
 * them holds what the other side said.
 */
export const failures = [
  'timeout',
  'network',
  'server_error',
  'throttled',
  'refused',
  'redirected',
  'address_unknown',
  'endpoint_gone',
  'subscription_refused',
  'address_not_allowed',
  'sign_in_refused',
  'encryption_refused',
  'sender_refused',
  'mailbox_refused',
  'contact_unusable',
  'alert_gone',
  'gave_up',
  'internal',
] as const
export type Failure = (typeof failures)[number]
