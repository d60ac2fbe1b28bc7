import type { Weekday } from '../../contract/config/schedule.ts'
import { dateOfWall, dayMs, timeOfDayMs, wallOfDate, wallOfDateTime, weekdayMs, weekStart } from '../oncall/wall.ts'
import type { Wall } from '../oncall/wall.ts'
import { jumpMs, zoneBetween } from '../oncall/zone.ts'
import { startsFrom } from './rrule.ts'
import type { Occurrence, WindowTimes } from './times.ts'

/** Further than this nobody looks for the next time of a window (a rule for 29 February comes every 4 or 8 years). */
const horizonMs = 9 * 366 * dayMs

/**
 * The times of a window that end after `at`, in the order in which they begin. The wall clock wins: a window begins at the
 * first occurrence of its time and ends at the last, as duties do (rules/oncall/layer.ts); a time that the clocks leave out
 * stands for the first instant after the gap.
 */
function* occurrencesAfter(times: WindowTimes, at: Temporal.Instant): Generator<Occurrence> {
  const length = lengthOf(times)
  if (length <= 0) return
  const now = at.epochMilliseconds
  for (const wall of wallStarts(times, now - length - 2 * jumpMs)) {
    if (wall > now + horizonMs) return
    const zone = zoneBetween(times.timeZone, wall - jumpMs, wall + length + jumpMs)
    const [from, to] = [zone.first(wall), zone.last(wall + length)]
    if (from >= to || to <= now) continue
    if (times.endedAt && from <= times.endedAt.epochMilliseconds) continue
    yield { from: Temporal.Instant.fromEpochMilliseconds(from), to: Temporal.Instant.fromEpochMilliseconds(to) }
  }
}

/** The time that is in force at `at`; of several that overlap one that reaches from the first to the latest end. */
export function inForce(times: WindowTimes, at: Temporal.Instant): Occurrence | undefined {
  let found: Occurrence | undefined
  for (const one of occurrencesAfter(times, at)) {
    if (Temporal.Instant.compare(one.from, at) > 0) break
    const isLater = !found || Temporal.Instant.compare(one.to, found.to) > 0
    if (isLater) found = { from: found?.from ?? one.from, to: one.to }
  }
  return found
}

/** The time that is in force at `at`, or else the next one; undefined when there is none any more. */
export function currentOrNext(times: WindowTimes, at: Temporal.Instant): Occurrence | undefined {
  return inForce(times, at) ?? nextOccurrences(times, at, 1)[0]
}

/** When the window begins or ends next; undefined when it does neither any more. */
export function nextChange(times: WindowTimes, at: Temporal.Instant): Temporal.Instant | undefined {
  const current = inForce(times, at)
  return current ? current.to : nextOccurrences(times, at, 1)[0]?.from
}

/** The times that are in force at `at` or begin later, at most `count`. */
export function nextOccurrences(times: WindowTimes, at: Temporal.Instant, count: number): Occurrence[] {
  const found: Occurrence[] = []
  for (const one of occurrencesAfter(times, at)) {
    if (found.push(one) >= count) break
  }
  return found
}

/** How long it lasts on the clock of the wall, in milliseconds. */
function lengthOf({ start, end, recurrence }: WindowTimes): number {
  if (recurrence) {
    const length = timeOfDayMs(recurrence.to) - timeOfDayMs(recurrence.from)
    return length > 0 ? length : length + dayMs
  }
  return start === undefined || end === undefined ? 0 : wallOfDateTime(end) - wallOfDateTime(start)
}

/** The wall-clock times at which it begins, from `from` on. */
function wallStarts(times: WindowTimes, from: Wall): Iterable<Wall> {
  const { start, rrule, recurrence, timeZone } = times
  if (recurrence) return dailyStarts(recurrence, from)
  if (start === undefined) return []
  if (rrule !== undefined) return startsFrom(rrule, start, timeZone, from)
  return [wallOfDateTime(start)]
}

function* dailyStarts(recurrence: NonNullable<WindowTimes['recurrence']>, from: Wall): Generator<Wall> {
  const { days, first, last } = recurrence
  const earliest = wallOfDate(dateOfWall(first === undefined ? from : Math.max(from, wallOfDate(first))))
  const latest = last === undefined ? Infinity : wallOfDate(last)
  const begins = timeOfDayMs(recurrence.from)
  for (let day = earliest; day <= latest; day += dayMs) if (!days || isOneOf(days, day)) yield day + begins
}

function isOneOf(days: readonly Weekday[], day: Wall): boolean {
  const week = weekStart(day)
  return days.some((name) => week + weekdayMs(name) === day)
}
