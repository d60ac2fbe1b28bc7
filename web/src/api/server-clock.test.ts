import { expect, test } from 'vitest'
import { clockFromHeader, serverNow } from './server-clock.ts'

const local = Date.parse('2026-11-20T12:00:00Z')

test('a device whose clock is wrong counts by the clock of the server', () => {
  clockFromHeader('Fri, 20 Nov 2026 12:04:00 GMT', local)
  expect(serverNow(local)).toBe(local + 240_000)
})

test('the rounding of the header to whole seconds is no difference', () => {
  clockFromHeader('Fri, 20 Nov 2026 11:59:59 GMT', local)
  expect(serverNow(local)).toBe(local)
})

test('an answer without a date changes nothing', () => {
  clockFromHeader('Fri, 20 Nov 2026 12:04:00 GMT', local)
  clockFromHeader(null, local)
  expect(serverNow(local)).toBe(local + 240_000)
})
