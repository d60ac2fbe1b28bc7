import type { Rotation } from './schedule.ts'
import { dayMs, hourMs, modulo, timeOfDayMs, weekMs, weekStart, weekdayMs } from './wall.ts'
import type { Wall } from './wall.ts'
import type { Weekday } from '../../contract/config/schedule.ts'

/**
 * The turns of a rotation on the wall clock. Turn k ends at `anchor + (k + 1) x length`, where turn k + 1 begins; only turn 0
 * begins elsewhere, at 00:00 of the layer's first day. So the turn of any time is one division, however old the rotation is.
 */
export interface Turns {
  /** 00:00 of the layer's first day. */
  readonly start: Wall
  readonly anchor: Wall
  readonly length: number
}

const lengthMsByUnit = { hour: hourMs, day: dayMs, week: weekMs } as const

/**
 * The first turn is the one that the start day falls into, and it belongs to the first user from 00:00 of that day:
 * - weeks: its hand-over is the given weekday on or before the start day. With `start: 2026-01-05` (a Monday) and
 *   `Mon 09:00` the first user is on call from Monday 00:00 until Monday the 12th at 09:00; with a start on Wednesday the
 *   7th, from Wednesday 00:00 until the same hand-over. Without a weekday it is the weekday of the start day.
 * - days and hours: it begins with the hand-over time on the start day, and takes the hours since 00:00 with it.
 * A first turn that is a little longer, and never a layer that begins with nobody: where one layer ends on the day on which
 * the next one starts, no hour may be without a person.
 */
export function turnsOf(rotation: Rotation, start: Wall): Turns {
  const every = /^([1-9]\d*) (hour|day|week)s?$/.exec(rotation.every)
  const handover = /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(\d\d:\d\d)$/.exec(rotation.handover)
  if (!every || !handover) throw new RangeError(`no rotation: every "${rotation.every}" at "${rotation.handover}"`)
  const unit = every[2] as keyof typeof lengthMsByUnit
  const weekday = handover[1] as Weekday | undefined
  const daysBack = unit === 'week' && weekday ? modulo(start - weekStart(start) - weekdayMs(weekday), weekMs) : 0
  return {
    start,
    anchor: start - daysBack + timeOfDayMs(handover[2] ?? ''),
    length: Number(every[1]) * lengthMsByUnit[unit],
  }
}

/** The turn that holds a wall-clock time at or after the start. */
export function turnAt(turns: Turns, wall: Wall): number {
  return Math.max(0, Math.floor((wall - turns.anchor) / turns.length))
}

/** Where a turn ends and the next one begins. */
export function turnEnd(turns: Turns, turn: number): Wall {
  return turns.anchor + (turn + 1) * turns.length
}
