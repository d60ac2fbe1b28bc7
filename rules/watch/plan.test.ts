import { expect, test } from 'vitest'
import { nextAtTime } from './plan.ts'

const next = (now: string) => nextAtTime('10:00', 'Europe/Berlin', Temporal.Instant.from(now)).toString()

test('the next time is today or tomorrow on the wall clock of the zone, also over a change of the clocks', () => {
  expect(next('2026-01-05T08:59:59Z')).toBe('2026-01-05T09:00:00Z')
  expect(next('2026-01-05T09:00:00Z')).toBe('2026-01-06T09:00:00Z')
  expect(next('2026-03-28T12:00:00Z')).toBe('2026-03-29T08:00:00Z')
})
