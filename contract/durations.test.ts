import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationText, formatDuration, parseDuration } from './durations.ts'

test('durations read as people write them', () => {
  expect(['90s', '5m', '1h30m', '1d', '0s', '1d2h3m4s'].map(parseDuration)).toEqual([90, 300, 5_400, 86_400, 0, 93_784])
})

test('what is not a duration is none: no unit, wrong order, fractions, signs, blanks', () => {
  for (const text of ['', '5', 'm', '30m1h', '1.5h', '-5m', '5 m', '5M', '1h1h'])
    expect(parseDuration(text)).toBeUndefined()
})

test('what is written reads back as the same time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8_000_000 }),
      (seconds) => parseDuration(formatDuration(seconds)) === seconds,
    ),
  )
})

test('a duration outside its bounds is refused in words that name them', () => {
  expect(durationText(30, 3_600).safeParse('2h').error?.issues[0]?.message).toBe(
    'the duration must lie between 30s and 1h',
  )
})
