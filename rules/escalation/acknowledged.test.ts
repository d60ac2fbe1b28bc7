import { describe, expect, test } from 'vitest'
import { acknowledgementFrom, afterInforming, informedBy, informingAfter } from './acknowledged.ts'
import { thawed } from './policy.ts'
import type { FrozenPolicy, Step } from './policy.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const after = (seconds: number) => now.add({ seconds })
const base = { id: 'p', key: 'default', name: 'Default', repeatCount: 2, attempts: 3, repeatEverySeconds: 60 }
const policyOf = (conditions: Step['condition'][], over: Partial<FrozenPolicy> = {}): FrozenPolicy => {
  const steps = conditions.map((condition): Step => ({ targets: [], timeoutSeconds: 300, condition, assign: 'all' }))
  return { ...thawed({ ...base, stepEnds: 'timeout', steps: [] }), steps, ...over }
}
const untilAck = 'not-acknowledged'
const untilOver = 'not-resolved'

describe('who is informed although somebody has acknowledged', () => {
  test('nobody, when every step ends with an acknowledgement', () => {
    expect(informingAfter(policyOf([untilAck, untilAck]), 0, 'high', after(300))).toBeUndefined()
  })

  test('the next step that runs until the resolution, when it would have begun without the acknowledgement', () => {
    const policy = policyOf([untilAck, untilAck, untilAck, untilOver])
    expect(informingAfter(policy, 0, 'high', after(120))).toEqual({ step: 3, at: after(120 + 300 + 300) })
    expect(informingAfter(policy, -1, 'high', after(0))).toEqual({ step: 3, at: after(900) })
  })

  test('at once after the one before it, when it comes next', () => {
    expect(informingAfter(policyOf([untilAck, untilOver]), 0, 'high', after(300))).toEqual({ step: 1, at: after(300) })
  })

  test('nobody in a later round: one acknowledgement is told once', () => {
    expect(informingAfter(policyOf([untilOver, untilAck]), 0, 'high', after(300))).toBeUndefined()
  })

  test('nobody for low priority, nor when the chain has ended', () => {
    const policy = policyOf([untilAck, untilOver])
    expect(informingAfter(policy, 0, 'low', after(300))).toBeUndefined()
    expect(informingAfter(policy, 0, 'high', null)).toBeUndefined()
  })
})

describe('a step that informs', () => {
  const policy = policyOf([untilAck, untilOver, untilOver])
  const people = (...names: string[]) => names.map((userId) => ({ userId, via: { kind: 'user' as const } }))

  test('tells everybody behind it but whoever acknowledged, who knows', () => {
    const informed = informedBy(policy, { step: 0, acknowledgedBy: 'bob' }, now, () => people('ann', 'bob', 'ann'))
    expect(informed).toEqual({ step: 1, isEmpty: false, responders: people('ann') })
  })

  test('that has nobody to tell but whoever acknowledged is not an empty one', () => {
    const alone = informedBy(policy, { step: 1, acknowledgedBy: 'bob' }, now, () => people('bob'))
    expect(alone).toEqual({ step: 2, isEmpty: false, responders: [] })
    expect(informedBy(policy, { step: 1, acknowledgedBy: 'bob' }, now, () => [])).toMatchObject({ isEmpty: true })
  })

  test('passes to the next after its time, or at once when it reached nobody', () => {
    expect(afterInforming(policy, { step: 1, hasReached: true }, 'high', now)).toEqual(after(300))
    expect(afterInforming(policy, { step: 1, hasReached: false }, 'high', now)).toEqual(now)
    expect(afterInforming(policy, { step: 2, hasReached: true }, 'high', now)).toBeNull()
  })
})

describe('how long an acknowledgement holds', () => {
  const holding = (timeout: number | null, reminder: number) =>
    acknowledgementFrom(policyOf([], { acknowledgeTimeoutSeconds: timeout, acknowledgeReminderSeconds: reminder }), now)

  test('without a timeout until somebody resolves', () => {
    expect(holding(null, 300)).toEqual({ remindAt: null, endsAt: null })
  })

  test('with one for so long, with the question before', () => {
    expect(holding(1_800, 300)).toEqual({ remindAt: after(1_500), endsAt: after(1_800) })
  })

  test('nobody is asked before half of the time has passed', () => {
    expect(holding(360, 300)).toEqual({ remindAt: after(180), endsAt: after(360) })
  })

  test('nobody is asked at all when the policy says so', () => {
    expect(holding(1_800, 0)).toEqual({ remindAt: null, endsAt: after(1_800) })
  })
})
