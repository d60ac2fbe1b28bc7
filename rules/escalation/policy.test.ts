import { describe, expect, test } from 'vitest'
import { attemptsOf, stepEndsAt } from './policy.ts'
import type { FrozenPolicy } from './policy.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const policy: FrozenPolicy = {
  id: 'p',
  key: 'default',
  name: 'Default',
  steps: [],
  repeatCount: 0,
  stepEnds: 'attempts',
  attempts: 3,
  repeatEverySeconds: 60,
}
const strict: FrozenPolicy = { ...policy, stepEnds: 'timeout' }

describe('when a step ends without an answer (R087, ruling Z7)', () => {
  test('with the defaults after three unanswered rounds: three minutes', () => {
    expect(stepEndsAt(policy, 300, now, now)).toEqual(now.add({ minutes: 3 }))
  })

  test('with the strict preset after the full five minutes', () => {
    expect(stepEndsAt(strict, 300, now, now)).toEqual(now.add({ minutes: 5 }))
  })

  test('a timeout shorter than the rounds wins', () => {
    expect(stepEndsAt(policy, 90, now, now)).toEqual(now.add({ seconds: 90 }))
  })

  test('rounds count from the first message, so a person whose rules wait a minute still gets three of them', () => {
    expect(stepEndsAt(policy, 300, now, now.add({ minutes: 1 }))).toEqual(now.add({ minutes: 4 }))
  })

  test('strict pages repeat until the timeout', () => {
    expect(attemptsOf(strict, 300)).toBe(5)
    expect(attemptsOf(strict, 20)).toBe(1)
    expect(attemptsOf(policy, 300)).toBe(3)
  })
})
