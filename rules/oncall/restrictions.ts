import type { Restriction } from './schedule.ts'
import { dayMs, timeOfDayMs, weekMs, weekStart, weekdayMs } from './wall.ts'
import type { Wall } from './wall.ts'
import type { Weekday } from '../../contract/config/schedule.ts'

/** A half-open stretch of wall-clock time. */
export interface Window {
  readonly from: Wall
  readonly to: Wall
}

const everyDay: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/**
 * The windows of one week, from Monday 00:00, merged and in order; the last may reach into the next week. A window whose end
 * is not after its beginning runs into the next day; the weekday belongs to the beginning. `undefined`: not restricted.
 */
export function weeklyWindows(restrictions: readonly Restriction[] | undefined): Window[] | undefined {
  if (!restrictions?.length) return undefined
  const windows = restrictions.flatMap(({ days = everyDay, from, to }) => {
    const start = timeOfDayMs(from)
    const end = timeOfDayMs(to)
    return days.map((day) => ({
      from: weekdayMs(day) + start,
      to: weekdayMs(day) + (end > start ? end : end + dayMs),
    }))
  })
  return merged(windows.toSorted((a, b) => a.from - b.from))
}

/** The windows of every week within `range`, cut to it; touching windows are one. */
export function windowsWithin(weekly: readonly Window[] | undefined, range: Window): Window[] {
  if (range.from >= range.to) return []
  if (!weekly) return [range]
  const found: Window[] = []
  for (let week = weekStart(range.from) - weekMs; week < range.to; week += weekMs) {
    for (const window of weekly) {
      const from = Math.max(range.from, week + window.from)
      const to = Math.min(range.to, week + window.to)
      if (from < to) found.push({ from, to })
    }
  }
  return merged(found)
}

/** Whether any window of any week meets `range`. Costs the windows of a week, not the length of the range. */
export function meetsWindow(weekly: readonly Window[], range: Window): boolean {
  if (range.to - range.from >= weekMs) return weekly.length > 0
  const week = weekStart(range.from)
  return [week - weekMs, week, week + weekMs].some((start) =>
    weekly.some((window) => start + window.from < range.to && start + window.to > range.from),
  )
}

/** Windows in order of their beginning, with those that touch or overlap made one. */
function merged(windows: readonly Window[]): Window[] {
  const result: Window[] = []
  for (const window of windows) {
    const last = result.at(-1)
    if (last && window.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, window.to) }
    else result.push(window)
  }
  return result
}
