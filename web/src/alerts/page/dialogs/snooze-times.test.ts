import { expect, test } from 'vitest'
import { presetsAt } from './snooze-times.ts'

const berlin = 'Europe/Berlin'
const untilOf = (at: string, id: string) => {
  const found = presetsAt(Date.parse(at), berlin).find((preset) => preset.id === id)
  return found && new Date(found.until).toISOString()
}

test('a while is counted from now', () => {
  expect(untilOf('2026-11-22T02:07:00Z', 'hour')).toBe('2026-11-22T03:07:00.000Z')
})

test('the morning is the next eight o’clock on the clock of the reader: today before it, tomorrow after it', () => {
  expect(untilOf('2026-11-22T02:07:00Z', 'morning')).toBe('2026-11-22T07:00:00.000Z')
  expect(untilOf('2026-11-22T07:00:00Z', 'morning')).toBe('2026-11-23T07:00:00.000Z')
})

test('eight o’clock stays eight o’clock when clocks change in the night', () => {
  expect(untilOf('2026-03-28T21:00:00Z', 'morning')).toBe('2026-03-29T06:00:00.000Z')
})

test('Monday is not offered where it is the next morning anyway', () => {
  expect(untilOf('2026-11-20T12:00:00Z', 'monday')).toBe('2026-11-23T07:00:00.000Z')
  expect(untilOf('2026-11-22T12:00:00Z', 'monday')).toBeUndefined()
})

test('nothing that is offered is longer than a week', () => {
  const now = Date.parse('2026-11-23T07:00:00Z')
  for (const { until } of presetsAt(now, berlin)) expect(until - now).toBeLessThanOrEqual(7 * 86_400_000)
})
