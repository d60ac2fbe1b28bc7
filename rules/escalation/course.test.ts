import { describe, expect, test } from 'vitest'
import { callOf, conclude, decide, reasonOf } from './course.ts'
import { thawed } from './policy.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const ann = { userId: 'ann', via: { kind: 'user' as const } }
const step = { targets: [{ kind: 'user' as const, id: 'ann' }], timeoutSeconds: 300 }
const timing = { repeatCount: 0, stepEnds: 'timeout' as const, attempts: 1, repeatEverySeconds: 60 }
const policy = thawed({ id: 'p', key: 'default', name: 'Default', ...timing, steps: [step, step] })
const running = { policy, priority: 'high' as const }
const begun = { from: { round: 0, step: -1 }, unreachable: 0 }
const through = { from: { round: 0, step: 1 }, unreachable: 0 }

describe('a chain that is through', () => {
  test('ends when any message got out', () => {
    expect(decide(running, through, true, () => [ann]).kind).toBe('ended')
  })

  test('asks the fallback of the organization when none did, once', () => {
    const fallback = decide(running, through, false, () => [ann])
    expect(fallback).toMatchObject({ kind: 'nobody', at: { round: 1, step: 1 } })
    expect(decide(running, { ...through, from: { round: 1, step: 1 } }, false, () => [ann]).kind).toBe('ended')
    expect(callOf(running, fallback, ['boss'], now)).toMatchObject({
      step: -1,
      responders: [{ userId: 'boss', via: { kind: 'fallback' } }],
    })
  })
})

describe('a step that reaches nobody', () => {
  test('passes to the next at once; when all were tried, the fallback is asked', () => {
    const first = decide(running, begun, false, () => [ann])
    expect(first).toMatchObject({ kind: 'page', at: { round: 0, step: 0 } })
    const again = conclude(running, begun, first, [{ userId: 'ann', deliveries: 0 }], now)
    expect(again).toEqual({ kind: 'again', course: { from: { round: 0, step: 0 }, unreachable: 1 } })
    expect(decide(running, { from: { round: 0, step: 1 }, unreachable: 2 }, false, () => [ann])).toMatchObject({
      kind: 'nobody',
    })
  })

  test('that goes round asks its next one first, and says that those could not be reached', () => {
    const turning = { ...policy, steps: policy.steps.map((one) => ({ ...one, assign: 'round-robin' as const })) }
    const first = decide({ ...running, policy: turning }, begun, false, () => [ann])
    const again = conclude({ ...running, policy: turning }, begun, first, [{ userId: 'ann', deliveries: 0 }], now)
    const tried = { step: 0, userIds: new Set(['ann']) }
    expect(again).toEqual({ kind: 'again', course: { from: { round: 0, step: -1 }, unreachable: 0, tried } })
    const skipped = { round: 0, step: 0, reason: 'nobody_on_call' as const }
    expect(reasonOf({ ...begun, tried }, skipped)).toBe('nobody_reachable')
    expect(reasonOf(begun, skipped)).toBe('nobody_on_call')
  })
})

test('the next step begins when the time of this one is over; low priority waits without end', () => {
  const first = decide(running, begun, false, () => [ann])
  const called = [{ userId: 'ann', deliveries: 1, firstAt: now }]
  expect(conclude(running, begun, first, called, now)).toEqual({
    kind: 'done',
    progress: { status: 'active', round: 0, step: 0, nextAt: now.add({ seconds: 300 }) },
  })
  const low = { policy, priority: 'low' as const }
  expect(conclude(low, begun, first, called, now)).toMatchObject({ progress: { status: 'active', nextAt: null } })
  expect(callOf(low, first, [], now)).toMatchObject({ attempts: 1 })
})
