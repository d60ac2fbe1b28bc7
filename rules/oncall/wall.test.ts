import { describe, expect, test } from 'vitest'
import {
  dateOfWall,
  dayMs,
  hourMs,
  modulo,
  timeOfDayMs,
  wallOfDate,
  wallOfDateTime,
  weekMs,
  weekStart,
  weekdayMs,
} from './wall.ts'

describe('wall-clock numbers', () => {
  test('count every day as 24 hours, also the days on which clocks change', () => {
    expect(wallOfDate('2026-03-30') - wallOfDate('2026-03-29')).toBe(dayMs)
    expect(wallOfDateTime('2026-10-25T09:30') - wallOfDate('2026-10-25')).toBe(9.5 * hourMs)
  })

  test('find the Monday of their week, also before 1970', () => {
    expect(weekStart(wallOfDateTime('2026-01-11T23:59'))).toBe(wallOfDate('2026-01-05'))
    expect(weekStart(wallOfDate('2026-01-05'))).toBe(wallOfDate('2026-01-05'))
    expect(weekStart(wallOfDate('1969-12-31'))).toBe(wallOfDate('1969-12-29'))
    expect(weekStart(wallOfDate('2026-01-11')) + weekdayMs('Sun')).toBe(wallOfDate('2026-01-11'))
  })

  test('name their date', () => {
    expect(dateOfWall(wallOfDateTime('2026-12-24T23:59'))).toBe('2026-12-24')
  })

  test('read times of day up to the end of the day', () => {
    expect(timeOfDayMs('00:00')).toBe(0)
    expect(timeOfDayMs('24:00')).toBe(dayMs)
    expect(timeOfDayMs('09:30')).toBe(9.5 * hourMs)
  })

  test('refuse what is no date and no time', () => {
    expect(() => wallOfDate('2026-02-30')).toThrow(RangeError)
    expect(() => wallOfDateTime('2026-01-05T25:00')).toThrow(RangeError)
    expect(() => timeOfDayMs('9:30')).toThrow(RangeError)
  })

  test('have remainders that are never negative', () => {
    expect(modulo(-1, weekMs)).toBe(weekMs - 1)
    expect(modulo(-weekMs, weekMs)).toBeCloseTo(0)
  })
})
