import { describe, expect, test } from 'vitest'
import { parseDuration } from '../../../contract/durations.ts'
import { durationKey, readDuration } from './duration-text.ts'
import { formatDurationExact } from './format.ts'

describe('a length of time that is typed', () => {
  test('is read in both languages, short and long, with and without spaces', () => {
    for (const text of [
      '1h30m',
      '1 h 30 min',
      '1 Std. 30 Min.',
      '90m',
      '90',
      '1:30',
      '1,5 Std.',
      '1.5 hours',
      '1 Stunde und 30 Minuten',
    ])
      expect([text, readDuration(text)]).toEqual([text, 5_400])
    expect(readDuration('90s')).toBe(90)
    expect(readDuration('2 Tage')).toBe(172_800)
    expect(readDuration('1w')).toBe(604_800)
  })

  test('is refused when any of it is not a length', () => {
    for (const text of ['', 'soon', '5x', '5m later', '-5m', '1:75', '0.0001 h'])
      expect([text, readDuration(text)]).toEqual([text, undefined])
  })

  test('is read back from what is shown, and written as the configuration reads it', () => {
    for (const seconds of [1, 45, 60, 90, 3_600, 5_400, 86_400, 93_784]) {
      for (const language of ['en', 'de'] as const)
        expect(readDuration(formatDurationExact(seconds, language))).toBe(seconds)
      expect(parseDuration(durationKey(seconds))).toBe(seconds)
    }
    expect(durationKey(0)).toBe('0s')
  })
})
