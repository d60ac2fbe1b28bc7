import type { Weekday } from '../../contract/config/schedule.ts'

/**
 * Wall-clock time as a number: milliseconds from 1970-01-01T00:00 to what the clock on the wall reads, as if every day had
 * 24 hours. Rotations and restrictions are exact arithmetic on it; `zone.ts` turns it into instants. Comparing and merging
 * numbers is two orders of magnitude cheaper than Temporal objects.
 */
export type Wall = number

const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
export const weekMs = 7 * dayMs

/** 1970-01-05 was the first Monday. */
const firstMonday: Wall = 4 * dayMs

const dayIndexByName: Readonly<Record<Weekday, number>> = { Mon: 0, Tue: 1, Wed: 2, Thu: 3, Fri: 4, Sat: 5, Sun: 6 }

/** 00:00 of a date, `YYYY-MM-DD`. Throws a RangeError when there is no such day. */
export function wallOfDate(date: string): Wall {
  return wallOfDateTime(`${date}T00:00`)
}

/** A local date-time, `YYYY-MM-DDTHH:MM`. Throws a RangeError when there is no such day or time. */
export function wallOfDateTime(dateTime: string): Wall {
  return Temporal.Instant.from(`${dateTime}Z`).epochMilliseconds
}

/** The date, `YYYY-MM-DD`, that holds a wall-clock time. Dates as text compare like the dates. */
export function dateOfWall(wall: Wall): string {
  return Temporal.Instant.fromEpochMilliseconds(wall).toString().slice(0, 'YYYY-MM-DD'.length)
}

/** Milliseconds from 00:00 to a time of day, `HH:MM`; 24:00 is the end of the day. */
export function timeOfDayMs(time: string): number {
  const match = /^(\d\d):(\d\d)$/.exec(time)
  if (!match) throw new RangeError(`"${time}" is not a time of day`)
  return Number(match[1]) * hourMs + Number(match[2]) * minuteMs
}

/** Milliseconds from Monday 00:00 to 00:00 of a weekday. */
export function weekdayMs(day: Weekday): number {
  return dayIndexByName[day] * dayMs
}

/** Monday 00:00 of the week that holds a wall-clock time. */
export function weekStart(wall: Wall): Wall {
  return wall - modulo(wall - firstMonday, weekMs)
}

/** The remainder that is never negative. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
