import { expect, test } from 'vitest'
import { differenceText } from './difference-words.ts'

const viewer = { language: 'en' as const, timezone: 'Europe/Berlin' }
const span = { from: Temporal.Instant.from('2026-10-24T22:00Z'), to: Temporal.Instant.from('2026-10-26T08:00Z') }
const say = (before: string | undefined, after: string | undefined) =>
  differenceText({ ...span, before, after }, (key) => key.toUpperCase(), viewer, 'Europe/Berlin')

test.each([
  ['ann', 'bob', 'schedule:difference.replaced', { after: 'BOB', before: 'ANN' }],
  [undefined, 'bob', 'schedule:difference.filled', { after: 'BOB' }],
  ['ann', undefined, 'schedule:difference.emptied', { before: 'ANN' }],
])('from %s to %s reads %s', (before, after, key, values) => {
  expect(say(before, after)).toEqual([key, { when: 'Sun 25 Oct, 00:00 – Mon 26 Oct, 09:00', ...values }])
})
