import { describe, expect, test } from 'vitest'
import { turnAt, turnEnd, turnsOf } from './rotation.ts'
import { shifts } from './shifts.ts'
import { at, layerOf, lines, scheduleWith } from './testing/samples.ts'
import { wallOfDate, wallOfDateTime } from './wall.ts'

/** The first days of a layer that starts on the given day. */
function beginning(every: string, handover: string, start: string, until: string): string[] {
  const schedule = scheduleWith({ layers: [layerOf(every, handover, { start })] })
  return lines(shifts(schedule, at('2025-12-01T00:00'), at(until)))
}

describe('the first turn belongs to the first user from 00:00 of the start day', () => {
  test('weekly, starting on the weekday of the hand-over: a whole week from its time, and the hours before it', () => {
    expect(beginning('1 week', 'Mon 09:00', '2026-01-05', '2026-01-20T00:00')).toEqual([
      'ann 01-05T00:00+01:00 to 01-12T09:00+01:00',
      'bob 01-12T09:00+01:00 to 01-19T09:00+01:00',
      'ann 01-19T09:00+01:00 to 01-20T00:00+01:00',
    ])
  })

  test('weekly, starting in the middle of a week: the rest of that week', () => {
    expect(beginning('1 week', 'Mon 09:00', '2026-01-07', '2026-01-20T00:00')).toEqual([
      'ann 01-07T00:00+01:00 to 01-12T09:00+01:00',
      'bob 01-12T09:00+01:00 to 01-19T09:00+01:00',
      'ann 01-19T09:00+01:00 to 01-20T00:00+01:00',
    ])
  })

  test('every two weeks, starting in the middle: the rest of the two weeks that the start day falls into', () => {
    expect(beginning('2 weeks', 'Mon 09:00', '2026-01-07', '2026-01-21T00:00')).toEqual([
      'ann 01-07T00:00+01:00 to 01-19T09:00+01:00',
      'bob 01-19T09:00+01:00 to 01-21T00:00+01:00',
    ])
  })

  test('weekly without a weekday: hands over on the weekday of the start day', () => {
    expect(beginning('1 week', '09:00', '2026-01-07', '2026-01-15T00:00')).toEqual([
      'ann 01-07T00:00+01:00 to 01-14T09:00+01:00',
      'bob 01-14T09:00+01:00 to 01-15T00:00+01:00',
    ])
  })

  test('daily: until the hand-over time of the next day', () => {
    expect(beginning('1 day', '09:00', '2026-01-05', '2026-01-07T12:00')).toEqual([
      'ann 01-05T00:00+01:00 to 01-06T09:00+01:00',
      'bob 01-06T09:00+01:00 to 01-07T09:00+01:00',
      'ann 01-07T09:00+01:00 to 01-07T12:00+01:00',
    ])
  })

  test('every twelve hours: the hours since midnight and a whole turn from the hand-over time', () => {
    expect(beginning('12 hours', '08:00', '2026-01-05', '2026-01-06T12:00')).toEqual([
      'ann 01-05T00:00+01:00 to 01-05T20:00+01:00',
      'bob 01-05T20:00+01:00 to 01-06T08:00+01:00',
      'ann 01-06T08:00+01:00 to 01-06T12:00+01:00',
    ])
  })
})

describe('turns', () => {
  test('contain exactly the time from the end of the one before to their own end', () => {
    const turns = turnsOf({ every: '3 days', handover: '09:00', skipExcluded: true }, wallOfDate('2026-01-05'))
    const end = wallOfDateTime('2026-01-08T09:00')
    expect(turnEnd(turns, 0)).toBe(end)
    expect(turnAt(turns, turns.start)).toBe(0)
    expect(turnAt(turns, end - 1)).toBe(0)
    expect(turnAt(turns, end)).toBe(1)
  })

  test('are numbered without counting: an hourly rotation after a thousand years', () => {
    const turns = turnsOf({ every: '1 hour', handover: '00:00', skipExcluded: true }, wallOfDate('2026-01-05'))
    expect(turnAt(turns, wallOfDate('3026-01-05'))).toBe(365_242 * 24)
  })

  test('of no length or unknown unit are refused', () => {
    const turnsWith = (every: string, handover: string) => () =>
      turnsOf({ every, handover, skipExcluded: true }, wallOfDate('2026-01-05'))
    expect(turnsWith('0 hours', '00:00')).toThrow(RangeError)
    expect(turnsWith('1 month', '00:00')).toThrow(RangeError)
    expect(turnsWith('1 week', 'Monday')).toThrow(RangeError)
  })
})
