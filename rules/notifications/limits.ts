import type { MessageLimits } from '../../contract/config/organization.ts'
import type { Channel } from '../../contract/config/person.ts'

/** Messages to one contact are counted over this time. */
export const windowSeconds = 600

/** Messages of a whole organization are counted over this time. */
export const organizationSeconds = 60

/** What a contact can bear, and what the account at the provider can. */
export interface Limits {
  /** Messages to one contact in ten minutes; undefined: any number. */
  contact: number | undefined
  /** Messages of the organization in a minute; undefined: any number. */
  organization: number | undefined
  /** So many messages of the window follow each other without a pause. */
  free: number
  /** After those a message waits so long for others that it can take along. */
  pauseSeconds: number
}

/**
 * A phone that rings six times in ten minutes is heard; one that never stops is switched off (field 3.4: GoAlert calls 3
 * times in 15 minutes, ilert about once a minute). A call rings for about half a minute, and whoever calls meanwhile gets the
 * engaged tone or the mailbox: so that is how long the call for another alert waits. Webhooks lead to programs, which want each alert by itself: they have
 * limits only where an organization sets some.
 */
const defaults: Record<Channel, Limits> = {
  sms: { contact: 10, organization: 60, free: 2, pauseSeconds: 15 },
  voice: { contact: 6, organization: 30, free: 1, pauseSeconds: 30 },
  email: { contact: 30, organization: 200, free: 5, pauseSeconds: 10 },
  push: { contact: 60, organization: 600, free: 10, pauseSeconds: 5 },
  webhook: { contact: undefined, organization: undefined, free: 10, pauseSeconds: 5 },
}

/** The limits of a channel; undefined where there are none: every page then goes out by itself, at once. */
export function limitsOf(channel: Channel, configured: MessageLimits): Limits | undefined {
  const limits = { ...defaults[channel], ...configured[channel] }
  return limits.contact === undefined && limits.organization === undefined ? undefined : limits
}

/**
 * When the next message to a contact may go. `sent` are the instants of its messages, oldest first; older ones than the
 * window do not count. The first few go at once; up to half of the limit a message pauses for others to join it; from then
 * on messages are spread, until the limit is reached. The first page of a service (`first`) waits behind none of this until
 * half the limit is used, and may use half as much again beyond the limit: that is the hard cap.
 */
export function contactFreeAt(
  limits: Limits,
  sent: readonly Temporal.Instant[],
  now: Temporal.Instant,
  first: boolean,
): Temporal.Instant {
  const { contact } = limits
  if (contact === undefined) return now
  const counted = within(sent, now, windowSeconds)
  const half = Math.ceil(contact / 2)
  const used = counted.length
  if (used < (first ? half : Math.min(limits.free, half))) return now
  const gapSeconds = first || used < half ? limits.pauseSeconds : Math.ceil(windowSeconds / contact)
  const rested = counted.at(-1)!.add({ seconds: Math.min(gapSeconds, windowSeconds) })
  return latest(now, rested, roomAt(counted, first ? contact + half : contact, windowSeconds))
}

/** When the organization may send on a channel again; first pages of a service may use half as much again. */
export function organizationFreeAt(
  limits: Limits,
  sent: readonly Temporal.Instant[],
  now: Temporal.Instant,
  first: boolean,
): Temporal.Instant {
  const { organization } = limits
  if (organization === undefined) return now
  const counted = within(sent, now, organizationSeconds)
  return latest(now, roomAt(counted, first ? Math.ceil(organization * 1.5) : organization, organizationSeconds))
}

function within(sent: readonly Temporal.Instant[], now: Temporal.Instant, seconds: number): Temporal.Instant[] {
  const since = now.subtract({ seconds })
  return sent.filter((at) => Temporal.Instant.compare(at, since) > 0)
}

/** When one of the last `limit` messages leaves the time over which they are counted; undefined when there is room. */
function roomAt(counted: readonly Temporal.Instant[], limit: number, seconds: number): Temporal.Instant | undefined {
  return counted.length < limit ? undefined : counted.at(-limit)!.add({ seconds })
}

function latest(now: Temporal.Instant, ...others: (Temporal.Instant | undefined)[]): Temporal.Instant {
  return others.reduce<Temporal.Instant>(
    (late, one) => (one !== undefined && Temporal.Instant.compare(one, late) > 0 ? one : late),
    now,
  )
}
