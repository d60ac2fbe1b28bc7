import { expect, test } from 'vitest'
import {
  asksTheSame,
  chainByHand,
  reassigned,
  stepByHand,
  stepsOfNamed,
  timeoutByHand,
  withStepsBehind,
} from './by-hand.ts'
import { turnsPlace } from './policy.ts'
import type { FrozenPolicy, Step } from './policy.ts'

const step = (id: string, over: Partial<Step> = {}): Step => ({
  targets: [{ kind: 'user', id }],
  timeoutSeconds: 60,
  condition: 'not-acknowledged',
  assign: 'all',
  ...over,
})
const policy: FrozenPolicy = {
  ...chainByHand('p', 'P'),
  steps: [step('a', { timeoutSeconds: 90 }), step('b', { assign: 'round-robin' }), step('c')],
}
const bob = stepByHand({ kind: 'user', id: 'bob' }, 90)
const order = ({ steps }: FrozenPolicy) => steps.map(({ targets }) => targets[0]!.id).join(' ')

test('people who are asked by hand come behind the step that runs, and the chain goes on behind them', () => {
  expect(order(withStepsBehind(policy, -1, [bob]))).toBe('bob a b c')
  expect(order(withStepsBehind(policy, 0, [bob]))).toBe('a bob b c')
  expect(order(withStepsBehind(policy, 2, [bob]))).toBe('a b c bob')
})

test('a step that goes round counts its own turns wherever it is put', () => {
  const once = withStepsBehind(policy, 0, [bob])
  expect(turnsPlace(once, 2)).toEqual({ policyId: 'p', step: 1 })
  expect(turnsPlace(reassigned(once, [bob]), 2)).toEqual({ policyId: 'p', step: 1 })
  const other = { ...chainByHand('q', 'Q'), steps: [step('d', { assign: 'round-robin' as const })] }
  expect(turnsPlace(withStepsBehind(policy, 0, stepsOfNamed(other)), 1)).toEqual({ policyId: 'q', step: 0 })
})

test('reassigning puts the new people before the whole policy, without those who had been put in before', () => {
  const escalated = withStepsBehind(policy, 0, [bob])
  const carl = stepByHand({ kind: 'user', id: 'carl' }, 90)
  expect(order(reassigned(escalated, [carl]))).toBe('carl a b c')
})

test('who is asked by hand has the time of the step that runs, at first that of the first', () => {
  expect(timeoutByHand(policy, -1)).toBe(90)
  expect(timeoutByHand(policy, 1)).toBe(60)
  expect(timeoutByHand(chainByHand('x', 'X'), -1)).toBe(300)
})

test('only a step that a person put in asks the same people by hand', () => {
  const chain = withStepsBehind(policy, 0, [bob])
  expect(asksTheSame(chain, 1, bob)).toBe(true)
  // As the database gives it back.
  expect(asksTheSame(chain, 1, { ...bob, targets: [{ id: 'bob', kind: 'user' }] })).toBe(true)
  expect(asksTheSame(chain, 0, step('a'))).toBe(false)
  expect(asksTheSame(chain, 1, stepByHand({ kind: 'user', id: 'carl' }, 90))).toBe(false)
})
