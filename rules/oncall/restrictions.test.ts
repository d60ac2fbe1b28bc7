import { describe, expect, test } from 'vitest'
import { meetsWindow, weeklyWindows, windowsWithin } from './restrictions.ts'
import { shifts } from './shifts.ts'
import { at, businessHours, layerOf, lines, scheduleWith, weekend } from './testing/samples.ts'
import { dayMs, hourMs, wallOfDate, wallOfDateTime, weekMs } from './wall.ts'
import type { Restriction } from './schedule.ts'

function restricted(restrictions: readonly Restriction[], from: string, to: string): string[] {
  const layers = [layerOf('1 week', 'Mon 09:00', { restrictions, userIds: ['ann'] })]
  return lines(shifts(scheduleWith({ layers }), at(from), at(to)))
}

describe('a restricted layer', () => {
  test('is active on its days between its times only', () => {
    expect(restricted([businessHours], '2026-01-09T00:00', '2026-01-13T00:00')).toEqual([
      'ann 01-09T08:00+01:00 to 01-09T18:00+01:00',
      'ann 01-12T08:00+01:00 to 01-12T18:00+01:00',
    ])
  })

  test('runs into the next day when it ends at or before its beginning, and the weekday belongs to the beginning', () => {
    expect(restricted([{ days: ['Sun'], from: '22:00', to: '06:00' }], '2026-01-08T00:00', '2026-01-15T00:00')).toEqual(
      ['ann 01-11T22:00+01:00 to 01-12T06:00+01:00'],
    )
    expect(restricted([{ days: ['Wed'], from: '12:00', to: '12:00' }], '2026-01-12T00:00', '2026-01-19T00:00')).toEqual(
      ['ann 01-14T12:00+01:00 to 01-15T12:00+01:00'],
    )
  })

  test('ends at the end of the day with 24:00, and joins what begins at 00:00', () => {
    expect(restricted(weekend, '2026-01-08T00:00', '2026-01-15T00:00')).toEqual([
      'ann 01-09T18:00+01:00 to 01-12T09:00+01:00',
    ])
  })

  test('is never interrupted when its times cover every day', () => {
    expect(restricted([{ from: '00:00', to: '24:00' }], '2026-01-08T00:00', '2026-03-31T00:00')).toEqual([
      'ann 01-08T00:00+01:00 to 03-31T00:00+02:00',
    ])
    expect(restricted([{ from: '00:00', to: '00:00' }], '2026-01-08T00:00', '2026-01-31T00:00')).toHaveLength(1)
  })

  test('does not begin before its first day, even if a window of the day before runs into it', () => {
    expect(restricted([{ from: '22:00', to: '06:00' }], '2026-01-01T00:00', '2026-01-06T12:00')).toEqual([
      'ann 01-05T00:00+01:00 to 01-05T06:00+01:00',
      'ann 01-05T22:00+01:00 to 01-06T06:00+01:00',
    ])
  })

  test('keeps one shift where restrictions overlap', () => {
    const evening: Restriction = { days: ['Fri'], from: '16:00', to: '20:00' }
    expect(restricted([evening, businessHours], '2026-01-09T00:00', '2026-01-10T00:00')).toEqual([
      'ann 01-09T08:00+01:00 to 01-09T20:00+01:00',
    ])
  })

  test('with an empty list of restrictions is not restricted', () => {
    expect(restricted([], '2026-01-09T00:00', '2026-01-10T00:00')).toHaveLength(1)
  })
})

describe('windows', () => {
  const weekly = weeklyWindows(weekend) ?? []

  test('of a week are merged, and the last reaches into the next week', () => {
    expect(weekly).toEqual([
      { from: 0, to: 9 * hourMs },
      { from: 4 * dayMs + 18 * hourMs, to: weekMs },
    ])
    expect(weeklyWindows([{ days: ['Sun'], from: '22:00', to: '06:00' }])?.[0]?.to).toBe(weekMs + 6 * hourMs)
  })

  test('are found in a range across weeks, cut to it', () => {
    const range = { from: wallOfDateTime('2026-01-11T12:00'), to: wallOfDate('2026-01-17') }
    expect(windowsWithin(weekly, range)).toEqual([
      { from: range.from, to: wallOfDateTime('2026-01-12T09:00') },
      { from: wallOfDateTime('2026-01-16T18:00'), to: range.to },
    ])
    expect(windowsWithin(weekly, { from: range.to, to: range.from })).toEqual([])
  })

  test('meet a range exactly when some of it lies within one of them', () => {
    const meets = (from: string, to: string) =>
      meetsWindow(weekly, { from: wallOfDateTime(from), to: wallOfDateTime(to) })
    expect(meets('2026-01-12T09:00', '2026-01-16T18:00')).toBe(false)
    expect(meets('2026-01-12T08:59', '2026-01-16T18:00')).toBe(true)
    expect(meets('2026-01-12T09:00', '2026-01-16T18:01')).toBe(true)
    expect(meets('2026-01-12T09:00', '2026-01-19T09:00')).toBe(true)
  })
})
