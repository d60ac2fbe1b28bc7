import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance } from './advance.ts'
import type { Position, Responder } from './advance.ts'
import type { FrozenPolicy } from './policy.ts'

const policyOf = (steps: number, repeatCount = 0): FrozenPolicy => ({
  id: 'p',
  key: 'default',
  name: 'Default',
  delaySeconds: 0,
  allAtOnce: false,
  acknowledgeTimeoutSeconds: null,
  acknowledgeReminderSeconds: 0,
  steps: Array.from({ length: steps }, () => ({
    targets: [],
    timeoutSeconds: 300,
    condition: 'not-acknowledged',
    assign: 'all',
  })),
  repeatCount,
  stepEnds: 'attempts',
  attempts: 3,
  repeatEverySeconds: 60,
})
const person = (userId: string): Responder => ({ userId, via: { kind: 'user' } })
const begin: Position = { round: 0, step: -1 }
const everybody = (step: number) => [person(`u${step}`)]
const nobody = () => []

describe('the next step of an escalation', () => {
  test('the first deadline begins the first step', () => {
    const next = advance(policyOf(3), begin, 'high', everybody)
    expect(next).toEqual({ kind: 'page', at: { round: 0, step: 0 }, responders: [person('u0')], skipped: [] })
  })

  test('a step without coverage passes to the next at once and is named', () => {
    const next = advance(policyOf(3), begin, 'high', (step) => (step === 0 ? [] : everybody(step)))
    expect(next).toMatchObject({
      kind: 'page',
      at: { round: 0, step: 1 },
      skipped: [{ round: 0, step: 0, reason: 'nobody_on_call' }],
    })
  })

  test('"repeat 1" runs the chain exactly twice (the off-by-one of OneUptime F14)', () => {
    const visited: Position[] = []
    let at = begin
    for (;;) {
      const next = advance(policyOf(2, 1), at, 'high', everybody)
      if (next.kind !== 'page') break
      visited.push(next.at)
      at = next.at
    }
    expect(visited).toEqual([
      { round: 0, step: 0 },
      { round: 0, step: 1 },
      { round: 1, step: 0 },
      { round: 1, step: 1 },
    ])
  })

  test('a chain in which nobody stands behind any step asks for the fallback, never for silence', () => {
    const next = advance(policyOf(3), begin, 'high', nobody)
    expect(next.kind).toBe('nobody')
    expect(next.skipped).toHaveLength(3)
  })

  test('the end of the last round without an answer ends the escalation', () => {
    expect(advance(policyOf(2), { round: 0, step: 1 }, 'high', everybody)).toEqual({ kind: 'ended', skipped: [] })
  })

  test('steps that are uncovered at the very end do not turn an answered-by-nobody chain into a missing responder', () => {
    const next = advance(policyOf(3), { round: 0, step: 0 }, 'high', nobody)
    expect(next.kind).toBe('ended')
    expect(next.skipped).toHaveLength(2)
  })

  test('low priority runs the chain once, however often the policy repeats', () => {
    expect(advance(policyOf(1, 5), { round: 0, step: 0 }, 'low', everybody).kind).toBe('ended')
  })

  test('a person behind two targets of a step is paged once, by the first way named', () => {
    const twice: Responder[] = [
      { userId: 'bob', via: { kind: 'schedule', id: 's' } },
      { userId: 'bob', via: { kind: 'team', id: 't' } },
    ]
    const next = advance(policyOf(1), begin, 'high', () => twice)
    expect(next).toMatchObject({ responders: [twice[0]] })
  })

  test('whatever the coverage, a walk visits positions in strictly rising order and ends', () => {
    const scenario = fc.record({
      steps: fc.integer({ min: 1, max: 6 }),
      repeat: fc.integer({ min: 0, max: 4 }),
      covered: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    })
    fc.assert(
      fc.property(scenario, ({ steps, repeat, covered }) => {
        const rank = (at: Position) => at.round * steps + at.step
        let at = begin
        for (let turns = 0; ; turns += 1) {
          expect(turns).toBeLessThanOrEqual(steps * (repeat + 1))
          const next = advance(policyOf(steps, repeat), at, 'high', (step) => (covered[step] ? [person('x')] : []))
          if (next.kind === 'ended') break
          expect(rank(next.at)).toBeGreaterThan(rank(at))
          if (next.kind === 'page') expect(covered[next.at.step]).toBe(true)
          else expect(covered.slice(0, steps).some(Boolean)).toBe(false)
          at = next.at
        }
      }),
    )
  })
})
