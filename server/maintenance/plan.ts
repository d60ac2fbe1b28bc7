import { currentOrNext } from '../../rules/maintenance/index.ts'
import type { Occurrence, WindowTimes } from '../../rules/maintenance/index.ts'
import type { MaintenanceWindow, WindowPlan, WindowValues } from './types.ts'

/** The times of a window as the rules read them. */
export function timesOf(window: WindowValues & { endedAt: Temporal.Instant | null }): WindowTimes {
  return {
    timeZone: window.timeZone,
    start: window.starts ?? undefined,
    end: window.ends ?? undefined,
    rrule: window.rrule ?? undefined,
    recurrence: window.recurrence ?? undefined,
    endedAt: window.endedAt ?? undefined,
  }
}

/** The columns that follow from the times, at `now`. */
export function planOf(times: WindowTimes, now: Temporal.Instant): WindowPlan {
  const found = currentOrNext(times, now)
  if (!found) return { occurrenceFrom: null, occurrenceTo: null, nextAt: null }
  const hasBegun = Temporal.Instant.compare(found.from, now) <= 0
  return { occurrenceFrom: found.from, occurrenceTo: found.to, nextAt: hasBegun ? found.to : found.from }
}

/** The occurrence in force or the next one, also when the columns are behind: the loop may be late, the answer may not. */
export function occurrenceOf(window: MaintenanceWindow, now: Temporal.Instant): Occurrence | undefined {
  const { occurrenceFrom: from, occurrenceTo: to } = window
  if (from === null || to === null) return undefined
  return Temporal.Instant.compare(to, now) > 0 ? { from, to } : currentOrNext(timesOf(window), now)
}

/** The end of the occurrence in force; undefined when none is. */
export function endInForce(window: MaintenanceWindow, now: Temporal.Instant): Temporal.Instant | undefined {
  const found = occurrenceOf(window, now)
  return found && Temporal.Instant.compare(found.from, now) <= 0 ? found.to : undefined
}
