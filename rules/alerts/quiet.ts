import type { AlertEvent } from '../../contract/intake/event.ts'
import type { Priority } from '../../contract/keys.ts'

/** What is known of an open alert that has the very content of an event. */
export interface SameContent {
  priority: Priority
  expiresAt?: Temporal.Instant
}

/** Counts may follow this much later; an end that is nearer than that must be moved on at once. */
const nearSeconds = 5

/**
 * Whether a trigger that finds its alert open with the same content needs no write on the spot: nothing but count, last-seen
 * and the end by itself change, and they may follow within a second. What a crash loses of them must do no harm: an end is
 * moved on later only if at least half of the time that the sender gave is still left, so that a sender who repeats in
 * time meets an open alert again.
 */
export function isQuietRepeat(
  open: SameContent,
  event: Pick<AlertEvent, 'expiresAt'>,
  priority: Priority,
  now: Temporal.Instant,
): boolean {
  if (open.priority === 'low' && priority === 'high') return false
  if (event.expiresAt === undefined || open.expiresAt === undefined) {
    return event.expiresAt === undefined && open.expiresAt === undefined
  }
  const nowMs = now.epochMilliseconds
  const leftMs = open.expiresAt.epochMilliseconds - nowMs
  const givenMs = Temporal.Instant.from(event.expiresAt).epochMilliseconds - nowMs
  const nearMs = nearSeconds * 1_000
  return leftMs > nearMs && givenMs > nearMs && leftMs >= givenMs / 2
}
