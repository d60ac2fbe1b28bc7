import { expect, test } from 'vitest'
import { settlesAt, waitsUntil } from './waiting.ts'

const at = (time: string) => Temporal.Instant.from(`2026-01-05T${time}:00Z`)

test('an alert waits an hour from the beginning, however often its cause changes', () => {
  expect(waitsUntil(at('02:00'), at('02:00'))).toEqual(at('03:00'))
  expect(waitsUntil(at('02:00'), at('02:59'))).toEqual(at('03:00'))
  expect(waitsUntil(at('02:00'), at('03:00'))).toBeUndefined()
})

test('what stood on a cause that is resolved gets two minutes, and never beyond its limit', () => {
  expect(settlesAt(at('03:00'), at('02:10'))).toEqual(at('02:12'))
  expect(settlesAt(at('03:00'), at('02:59'))).toEqual(at('03:00'))
  expect(settlesAt(null, at('02:10'))).toEqual(at('02:12'))
})
