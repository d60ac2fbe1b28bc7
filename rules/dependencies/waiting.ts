/**
 * How long an alert waits behind the one that explains it, at most, whatever becomes of that one: a dependency is an
 * assumption, and a problem of its own must not hide behind it for a whole night. An hour is longer than most repairs and
 * short enough that nobody learns of it from the customer.
 */
const limitMinutes = 60

/** After the cause is resolved, what stood on it gets this long to recover by itself: checks run once a minute or so. */
const settleMinutes = 2

/** Until when an alert that has waited since `since` waits at most; undefined when that time is over at `now`. */
export function waitsUntil(since: Temporal.Instant, now: Temporal.Instant): Temporal.Instant | undefined {
  const limit = since.add({ minutes: limitMinutes })
  return Temporal.Instant.compare(limit, now) > 0 ? limit : undefined
}

/** When an alert pages whose cause was resolved at `now`, if it is still open: never later than its limit. */
export function settlesAt(limit: Temporal.Instant | null, now: Temporal.Instant): Temporal.Instant {
  const settled = now.add({ minutes: settleMinutes })
  return limit !== null && Temporal.Instant.compare(limit, settled) < 0 ? limit : settled
}
