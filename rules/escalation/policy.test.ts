import { describe, expect, test } from 'vitest'
import { attemptsOf, beginsAt, frozen, stepEndsAt, thawed } from './policy.ts'
import type { FrozenPolicy } from './policy.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const policy: FrozenPolicy = {
  id: 'p',
  key: 'default',
  name: 'Default',
  delaySeconds: 0,
  steps: [],
  allAtOnce: false,
  acknowledgeTimeoutSeconds: null,
  acknowledgeReminderSeconds: 0,
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

describe('when the first step begins', () => {
  const delayed: FrozenPolicy = { ...policy, delaySeconds: 120 }

  test('at once without a delay', () => {
    expect(beginsAt(policy, now, now)).toEqual(now)
  })

  test('when the delay has passed since the alert was created', () => {
    expect(beginsAt(delayed, now, now)).toEqual(now.add({ minutes: 2 }))
  })

  test('at once for an alert that has waited longer already, such as one that was held back', () => {
    expect(beginsAt(delayed, now.subtract({ minutes: 3 }), now)).toEqual(now)
    expect(beginsAt(delayed, now.subtract({ minutes: 1 }), now)).toEqual(now.add({ minutes: 1 }))
  })
})

describe('everybody at once', () => {
  const steps: FrozenPolicy['steps'] = [
    { targets: [{ kind: 'user', id: 'ann' }], timeoutSeconds: 300, condition: 'not-acknowledged', assign: 'all' },
    { targets: [{ kind: 'team', id: 'netops' }], timeoutSeconds: 900, condition: 'not-acknowledged', assign: 'all' },
  ]

  test('makes one step of all, which lasts as long as the longest', () => {
    expect(frozen({ ...policy, steps, allAtOnce: true }).steps).toEqual([
      {
        targets: [steps[0]!.targets[0], steps[1]!.targets[0]],
        timeoutSeconds: 900,
        condition: 'not-acknowledged',
        assign: 'all',
      },
    ])
  })

  test('leaves every other policy as it is', () => {
    expect(frozen({ ...policy, steps }).steps).toEqual(steps)
  })
})

test('a policy that the release before froze runs as it did there', () => {
  const { id, key, name, repeatCount, stepEnds, attempts, repeatEverySeconds } = policy
  const step = { targets: [], timeoutSeconds: 300 }
  const stored = { id, key, name, repeatCount, stepEnds, attempts, repeatEverySeconds, steps: [step] }
  expect(thawed(stored)).toEqual({ ...policy, steps: [{ ...step, condition: 'not-acknowledged', assign: 'all' }] })
})
