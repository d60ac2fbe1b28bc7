import { nextOccurrences, problemOfRule, type WindowTimes } from '../../../rules/maintenance/index.ts'

export interface ShownOccurrence {
  from: string
  to: string
}

/**
 * The next times of a window as the server will see them, by the same rules; empty when there are none, or when the times are
 * not complete yet. `now` in milliseconds since the epoch.
 */
export function occurrencesOf(times: WindowTimes, now: number, count: number): ShownOccurrence[] {
  const { start, end, rrule, recurrence, timeZone } = times
  if (!recurrence && (!start || !end || start >= end)) return []
  if (rrule !== undefined && problemOfRule(rrule, start ?? '', timeZone) !== undefined) return []
  return nextOccurrences(times, Temporal.Instant.fromEpochMilliseconds(now), count).map(({ from, to }) => ({
    from: from.toString(),
    to: to.toString(),
  }))
}
