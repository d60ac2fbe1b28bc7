import { expect, test } from 'vitest'
import { outcomeOfAnswer } from './answer.ts'

const now = Temporal.Instant.from('2026-01-05T10:00:00Z')
const of = (status: number, headers = {}, body = '') => outcomeOfAnswer({ status, headers, body }, now)

test.each([200, 201, 202, 204, 299])('%i is taken', (status) => {
  expect(of(status)).toEqual({ kind: 'sent' })
})

test.each([408, 425, 429, 500, 502, 503, 504])('%i passes and is tried again', (status) => {
  expect(of(status)).toMatchObject({ kind: 'retry', detail: `HTTP ${status}` })
})

test.each([
  [410, 'endpoint_gone'],
  [400, 'refused'],
  [401, 'refused'],
  [404, 'refused'],
  [301, 'redirected'],
  [307, 'redirected'],
])('%i stays: %s', (status, reason) => {
  expect(of(status)).toMatchObject({ kind: 'refused', reason })
})

test('Retry-After counts in seconds or as a date; what is past or unreadable does not count', () => {
  expect(of(429, { 'retry-after': '120' })).toMatchObject({ reason: 'throttled', afterSeconds: 120 })
  expect(of(503, { 'retry-after': 'Mon, 05 Jan 2026 10:02:00 GMT' })).toMatchObject({ afterSeconds: 120 })
  for (const text of ['soon', '-5', 'Mon, 05 Jan 2026 09:00:00 GMT', '']) {
    expect(of(503, { 'retry-after': text })).not.toHaveProperty('afterSeconds')
  }
})

test('what the other side said is kept, shortened', () => {
  expect(of(500, {}, ` ${'x'.repeat(5_000)}`)).toMatchObject({ detail: `HTTP 500: ${'x'.repeat(300)}` })
})
