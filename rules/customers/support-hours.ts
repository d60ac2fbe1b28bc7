import type { RestrictionConfig } from '../../contract/config/schedule.ts'
import { cutTo } from '../oncall/intervals.ts'
import type { Interval } from '../oncall/intervals.ts'
import { weeklyWindows, windowsWithin } from '../oncall/restrictions.ts'
import type { Window } from '../oncall/restrictions.ts'
import { dayMs, wallOfDate } from '../oncall/wall.ts'
import { zoneBetween } from '../oncall/zone.ts'

/** When a customer is served, as the contract with it says: wall-clock times of its zone. */
export interface SupportHours {
  /** An IANA name. */
  timeZone: string
  /** On these days (default all) from - to; `to` at or before `from` ends on the next day. */
  hours: readonly RestrictionConfig[]
  /** Dates, `YYYY-MM-DD`, on which nobody is served from 00:00 to 24:00. */
  holidays: readonly string[]
}

/** How far the rules look for the next change: nobody closes for longer without changing the contract. */
const horizonDays = 400

/**
 * When the hours hold within `from` to `to`, half open, in order, touching ones made one. Where clocks are set back hours
 * begin at the first and end at the second occurrence of their times: rather too long than too short.
 */
export function supportTimes(
  { timeZone, hours, holidays }: SupportHours,
  from: Temporal.Instant,
  to: Temporal.Instant,
): { from: Temporal.Instant; to: Temporal.Instant }[] {
  const frame: Interval = { from: from.epochMilliseconds, to: to.epochMilliseconds }
  const zone = zoneBetween(timeZone, frame.from, frame.to)
  // A day more on both sides: clocks may jump within it.
  const range: Window = { from: zone.wallAt(frame.from) - dayMs, to: zone.wallAt(frame.to) + dayMs }
  const closed = holidays.map((date) => wallOfDate(date)).toSorted((a, b) => a - b)
  const open = windowsWithin(weeklyWindows(hours), range).flatMap((window) => without(window, closed))
  const times = open.map((window) => ({ from: zone.first(window.from), to: zone.last(window.to) }))
  return cutTo(merged(times), frame).map((one) => ({
    from: Temporal.Instant.fromEpochMilliseconds(one.from),
    to: Temporal.Instant.fromEpochMilliseconds(one.to),
  }))
}

/** Whether an instant lies within the hours. */
export function isWithinHours(hours: SupportHours, at: Temporal.Instant): boolean {
  return supportTimes(hours, at, at.add({ milliseconds: 1 })).length > 0
}

/** The first instant after `at` at which the hours begin, or end; `undefined`: not within 400 days. */
export function hoursTurnAfter(
  hours: SupportHours,
  turn: 'hours_begin' | 'hours_end',
  at: Temporal.Instant,
): Temporal.Instant | undefined {
  for (let days = 8; ; days = Math.min(horizonDays, days * 8)) {
    const end = at.add({ hours: days * 24 })
    const times = supportTimes(hours, at, end)
    const found = times
      .map((one) => (turn === 'hours_begin' ? one.from : one.to))
      .find((one) => Temporal.Instant.compare(one, at) > 0 && Temporal.Instant.compare(one, end) < 0)
    if (found !== undefined || days === horizonDays) return found
  }
}

/** A window without the days of 24 hours that begin at these times. */
function without(window: Window, days: readonly number[]): Window[] {
  const left: Window[] = []
  let { from } = window
  for (const day of days) {
    if (day + dayMs <= from || day >= window.to) continue
    if (day > from) left.push({ from, to: day })
    from = day + dayMs
  }
  return from < window.to ? [...left, { from, to: window.to }] : left
}

function merged(times: readonly Interval[]): Interval[] {
  const result: Interval[] = []
  for (const time of times) {
    if (time.from >= time.to) continue
    const last = result.at(-1)
    if (last && time.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, time.to) }
    else result.push(time)
  }
  return result
}
