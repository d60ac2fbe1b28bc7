import { describe, expect, test } from 'vitest'
import { formatCountdown, formatDurationExact, formatLength, formatMoment, formatNames } from './format.ts'

const berlin = { language: 'en', timezone: 'Europe/Berlin' } as const
const now = Date.parse('2026-11-20T12:00:00Z')

describe('lengths of time', () => {
  test('name at most two units and round down, so that nothing looks older than it is', () => {
    expect(formatLength(42.9, 'en')).toBe('42 s')
    expect(formatLength(299, 'en')).toBe('4 min')
    expect(formatLength(5_400, 'en')).toBe('1 h 30 min')
    expect(formatLength(5_400, 'de')).toBe('1 Std. 30 Min.')
    expect(formatLength(86_400, 'de')).toBe('1 T.')
    expect(formatLength(3 * 86_400 + 7_200, 'en')).toBe('3 d 2 h')
  })

  test('a configured duration loses nothing', () => {
    expect(formatDurationExact(90, 'en')).toBe('1 min 30 s')
    expect(formatDurationExact(86_400 + 1, 'de')).toBe('1 T. 1 Sek.')
    expect(formatDurationExact(0, 'en')).toBe('0 s')
  })

  test('a countdown shows 0:00 only when nothing is left', () => {
    expect(formatCountdown(0.2)).toBe('0:01')
    expect(formatCountdown(0)).toBe('0:00')
    expect(formatCountdown(-5)).toBe('0:00')
    expect(formatCountdown(258)).toBe('4:18')
    expect(formatCountdown(3_723)).toBe('1:02:03')
  })
})

describe('moments', () => {
  test('carry as much date as the distance makes necessary, in the zone of the viewer', () => {
    expect(formatMoment('2026-11-20T13:05:00Z', now, berlin)).toBe('14:05')
    expect(formatMoment('2026-11-20T23:30:00Z', now, berlin)).toBe('Sat 00:30')
    expect(formatMoment('2026-12-24T17:00:00Z', now, berlin)).toBe('24 Dec, 18:00')
    expect(formatMoment('2027-01-04T08:00:00Z', now, berlin)).toBe('4 Jan 2027, 09:00')
  })

  test('follow the daylight saving time of their own date', () => {
    expect(formatMoment('2026-07-01T07:00:00Z', now, berlin)).toBe('1 Jul, 09:00')
  })
})

test('names are joined as the language joins them', () => {
  expect(formatNames(['Ann', 'Bob', 'Cleo'], 'de')).toBe('Ann, Bob und Cleo')
  expect(formatNames(['Ann', 'Bob'], 'en')).toBe('Ann and Bob')
})
