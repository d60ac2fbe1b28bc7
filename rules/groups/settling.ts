/**
 * When the lead of a group is resolved, the others have often recovered as well and their sources say so within the minute.
 * So the next lead waits that long before it pages; checks run once a minute or so.
 */
const settleSeconds = 60

/** Where leads are resolved one after another, somebody is paged after this time at the latest. */
const longestSeconds = 300

/** A group whose lead was resolved: since when nobody is paged for it, and until when. */
export interface Settling {
  since: Temporal.Instant
  until: Temporal.Instant
}

/** How a group settles whose lead is resolved at `now`. `before`: it settled already, and that lead has not paged. */
export function settlingAfter(before: Settling | undefined, now: Temporal.Instant): Settling {
  const since = before && Temporal.Instant.compare(now, before.until) < 0 ? before.since : now
  const [settled, latest] = [now.add({ seconds: settleSeconds }), since.add({ seconds: longestSeconds })]
  return { since, until: Temporal.Instant.compare(settled, latest) < 0 ? settled : latest }
}
