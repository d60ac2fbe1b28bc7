import { z } from 'zod'
import { priority, severity } from '../keys.ts'
import { intakeReason } from './reason.ts'

/** A link or picture that the sender attached. Only http(s) addresses are kept. */
export const eventLink = z.object({ href: z.string(), text: z.string().optional() })
export const eventImage = z.object({ src: z.string(), href: z.string().optional(), alt: z.string().optional() })

/** A condition of a webhook source that failed, with what the evaluator said (in English, for the person who wrote it). */
export const failedCondition = z.object({
  condition: z.enum(['trigger', 'acknowledge', 'resolve', 'ignore']),
  message: z.string().max(500),
})
export type FailedCondition = z.output<typeof failedCondition>

/**
 * What every adapter turns a request into. Pure data: no ids, no receive time.
 * `trigger` opens or repeats, `acknowledge` and `resolve` answer, `change` is recorded and never notifies,
 * `ignore` is recorded with its reason (for instance: a condition of the source did not hold).
 */
export const alertEvent = z.object({
  action: z.enum(['trigger', 'acknowledge', 'resolve', 'change', 'ignore']),
  /** At most 255 characters; longer keys are replaced by the adapter with a SHA-256 of themselves. */
  dedupKey: z.string().min(1).max(255),
  /** One line, at most 1024 characters, already cut with "…". */
  summary: z.string().max(1024),
  severity,
  /** Readable fields of the event, shown first; at most 100 pairs of strings. */
  fields: z.record(z.string(), z.string()),
  links: z.array(eventLink).max(20),
  images: z.array(eventImage).max(20),
  /** The part of the request that this event came from, kept as the raw event. */
  raw: z.unknown(),
  /** Display only: when the sender says it happened (ISO 8601 instant). Never used for decisions. */
  occurredAt: z.string().optional(),
  /** The alert resolves by itself at this instant unless a repeat moves it on (Prometheus' endsAt). ISO 8601 instant. */
  expiresAt: z.string().optional(),
  /** A repeat counts and leaves what the alert shows: Opsgenie changes content only where it is asked to (wire A02). */
  keepsContent: z.boolean().optional(),
  /**
   * SHA-256 (hexadecimal) of what the sender calls this message, where a sender says so: one that comes again is not a second
   * event. Of the message, not of the alert: that is `dedupKey`.
   */
  messageId: z.string().length(64).optional(),
  /** Instead of what the severity means at this source: an event rule said so. */
  priority: priority.optional(),
  /** Words of the sender and of event rules by which alerts are found. */
  tags: z.array(z.string().max(100)).max(50).optional(),
  /** For `ignore`: why. */
  reason: intakeReason.optional(),
  /** Conditions of the source that could not be evaluated for this event; each counted as false. */
  failedConditions: z.array(failedCondition).max(4).optional(),
})
export type AlertEvent = z.output<typeof alertEvent>
export type EventLink = z.output<typeof eventLink>
export type EventImage = z.output<typeof eventImage>
