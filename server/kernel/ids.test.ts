import { expect, test } from 'vitest'
import { createIds } from './ids.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')

test('identifiers are UUIDs of version 7 that carry their millisecond', () => {
  const id = createIds().next(now)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now.epochMilliseconds)
})

test('they rise within a millisecond, past the counter, and when the clock steps back', () => {
  const ids = createIds()
  const made = Array.from({ length: 10_000 }, () => ids.next(now))
  made.push(ids.next(now.subtract({ minutes: 10 })))
  expect(made).toEqual(made.toSorted())
  expect(new Set(made).size).toBe(made.length)
})

test('what is left to chance is another in each, also when it was drawn for many at once', () => {
  const ids = createIds()
  const made = Array.from({ length: 2_000 }, () => ids.next(now).slice(19))
  expect(new Set(made).size).toBe(made.length)
})
