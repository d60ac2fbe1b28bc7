import type { Channel } from '../../../contract/config/person.ts'
import type { Receipt } from '../../../rules/notifications/receipt.ts'
import type { Failure, OrganizationSetup, Recipient } from '../types.ts'

/**
 * How a provider is added: a folder beside this file that makes a Provider, and one line in registry.ts. The loop that
 * claims, retries and records stays the same for all of them.
 */
export interface Provider {
  /** Stands in deliveries, metrics and the console. */
  readonly name: string
  readonly carries: readonly Channel[]
  /** Nobody's real phone rings; shown wherever the delivery is. */
  readonly simulated: boolean
  /** Also used for organizations that only try Pikett out. */
  readonly inDemo: boolean
  /**
   * How many messages are on their way at once per lane. Each lane fills on its own, so that a hanging mail server of one
   * organization delays neither webhooks nor the mails of another.
   */
  readonly inFlight: number
  /** How many of those one contact has at first; more while it answers quickly. Undefined: all of them. */
  readonly perDestination?: number
  /** After this the outcome is unknown and the message is tried again; must be shorter than the lease of a claim. */
  readonly timeoutMs: number
  /** The lane of this organization's messages; undefined when the provider is not set up for it. */
  lane(setup: OrganizationSetup): string | undefined
  /**
   * Hands the message over. `message.deliveryId` is the idempotency key: the same id may come again after a crash and must
   * not reach the person twice where the other side can tell. Throwing means a defect and is retried like a failure.
   */
  send(message: Message, context: SendContext): Promise<Outcome>
  /** What the other side says later, for providers that report by calling us. */
  readonly inbound?: Inbound
}

export interface Message {
  deliveryId: string
  recipient: Recipient
  address: string
  /** Key of the contact; undefined for messages without one, such as an invitation. */
  contactKey: string | undefined
  /** Sealed secret of the contact (webhooks), or the sealed keys of the device (push). */
  contactSecretSealed: string | null
  organization: OrganizationSetup
  content: Content
}

export interface SendContext {
  /** The instant of this attempt. */
  now: Temporal.Instant
  /** Aborted at the provider's timeout. */
  signal: AbortSignal
}

/** `sent`: taken by the other side, `receipt` when it is known to have arrived. `refused`: the same again changes nothing. */
export type Outcome =
  | { kind: 'sent'; providerMessageId?: string; receipt?: 'delivered' }
  | { kind: 'retry'; afterSeconds?: number; reason: Failure; detail: string }
  | { kind: 'refused'; reason: Failure; detail: string }

/** Reads a provider's call about messages: receipts and replies. Signatures are verified before anything is parsed. */
export interface Inbound {
  read(request: Request): Promise<InboundMessage[]>
}

export type InboundMessage =
  | { kind: 'receipt'; providerMessageId: string; receipt: Receipt }
  | { kind: 'reply'; from: string; text: string }

/** A message in the words of its channel. A new channel adds its shape here and its words in content/. */
export type Content = MailContent | SmsContent | VoiceContent | WebhookContent | PushContent

export interface MailContent {
  channel: 'email'
  subject: string
  text: string
  html: string
  links: { href: string; text: string }[]
  /** Mails with the same thread belong together: the alert's id. */
  thread: string | undefined
  urgent: boolean
}

export interface SmsContent {
  channel: 'sms'
  text: string
}

export interface VoiceContent {
  channel: 'voice'
  lines: string[]
  keys: { digit: string; label: string }[]
}

export interface WebhookContent {
  channel: 'webhook'
  body: Record<string, unknown>
}

export interface PushContent {
  channel: 'push'
  urgency: 'high' | 'low'
  /** How long the push service keeps it for a device that is away. */
  ttlSeconds: number
  /** A later message with the same topic takes the place of one that still waits. */
  topic: string
  /** What the service worker shows; below 3 kB as JSON. */
  payload: Record<string, unknown>
}
