import { describe, expect, test } from 'vitest'
import { escalationPolicy } from '../../../contract/config/escalation.ts'
import { stepEndsAt, stepSeconds } from '../../../rules/escalation/policy.ts'
import type { FrozenPolicy } from '../../../rules/escalation/policy.ts'
import { ladderOf } from './ladder.ts'
import { nameOfTarget, partsOf, peopleBehind, type Directory } from './target.ts'

const steps = [
  { targets: ['schedule:primary'], timeout: '5m' },
  { targets: ['user:bob', 'team:netops'], timeout: '90s', assign: 'round-robin' },
  { targets: ['user:cleo'], timeout: '10m', if: 'not-resolved' },
]
const policy = (over: object = {}) => escalationPolicy.parse({ key: 'p', steps, ...over })
const times = (over: object, priority: 'high' | 'low' = 'high') => {
  const { rungs, rounds, end } = ladderOf(policy(over), priority)
  return { rungs: rungs.map(({ from, to, attempts }) => [from, to, attempts]), rounds, end }
}

test.each(['timeout', 'attempts'] as const)(
  'a step that ends by %s lasts as long as the rule that pages lets it',
  (ends) => {
    const begin = Temporal.Instant.fromEpochMilliseconds(0)
    for (const timeoutSeconds of [30, 300, 3_600]) {
      const rules = { stepEnds: ends, attempts: 3, repeatEverySeconds: 60 } as FrozenPolicy
      const end = stepEndsAt(rules, timeoutSeconds, begin, begin)
      expect(stepSeconds(rules, timeoutSeconds)).toBe(end.epochMilliseconds / 1_000)
    }
  },
)

describe('the times of a ladder', () => {
  test.each([
    // Three unanswered rounds of one minute end a step of five minutes; a shorter timeout ends it before.
    [
      {},
      {
        rungs: [
          [0, 180, 3],
          [180, 270, 3],
          [270, 450, 3],
        ],
        rounds: 1,
        end: 450,
      },
    ],
    [
      { stepEnds: 'timeout' },
      {
        rungs: [
          [0, 300, 5],
          [300, 390, 2],
          [390, 990, 10],
        ],
        rounds: 1,
        end: 990,
      },
    ],
    [
      { delay: '2m', repeat: 2 },
      {
        rungs: [
          [120, 300, 3],
          [300, 390, 3],
          [390, 570, 3],
        ],
        rounds: 3,
        end: 1_470,
      },
    ],
    [
      { attempts: 1, repeatEvery: '30s' },
      {
        rungs: [
          [0, 30, 1],
          [30, 60, 1],
          [60, 90, 1],
        ],
        rounds: 1,
        end: 90,
      },
    ],
  ])('with %j', (over, ladder) => {
    expect(times(over)).toEqual(ladder)
  })

  test('with everybody at once are one step with the longest timeout and all people', () => {
    const plain = steps.map(({ targets, timeout }) => ({ targets, timeout }))
    const { rungs } = ladderOf(policy({ steps: plain, allAtOnce: true, stepEnds: 'timeout' }), 'high')
    expect(rungs).toMatchObject([
      { from: 0, to: 600, targets: ['schedule:primary', 'user:bob', 'team:netops', 'user:cleo'] },
    ])
  })

  test('with low priority are the first step, paged once, and no end', () => {
    expect(times({ repeat: 3 }, 'low')).toEqual({ rungs: [[0, 180, 1]], rounds: 1, end: null })
  })

  test('say which step informs and which takes turns', () => {
    const { rungs } = ladderOf(policy(), 'high')
    expect(rungs.map(({ informs, takesTurns }) => [informs, takesTurns])).toEqual([
      [false, false],
      [false, true],
      [true, false],
    ])
  })
})

const [ann, bob, cleo] = ['ann', 'bob', 'cleo'].map((key) => ({ key, name: key.toUpperCase() })) as [
  Named,
  Named,
  Named,
]
type Named = { key: string; name: string }
const scheduleName = { key: 'primary', name: 'Primary', timezone: 'UTC' }
const directory: Directory = {
  users: [ann, bob, cleo],
  teams: [{ key: 'netops', name: 'NetOps', members: [bob, cleo] }],
  schedules: [
    {
      ...scheduleName,
      id: '',
      team: null,
      customer: null,
      overrides: [],
      layers: [{ name: 'l', start: '2026-01-01', users: [ann, bob] }],
    },
  ],
  duties: [
    {
      schedule: scheduleName,
      team: null,
      customer: null,
      user: cleo,
      from: null,
      to: null,
      origin: 'override',
      next: null,
    },
  ],
}

test.each([
  [['schedule:primary'], ['cleo']],
  [['schedule:primary/all'], ['ann', 'bob', 'cleo']],
  [
    ['team:netops', 'user:bob', 'user:ann'],
    ['bob', 'cleo', 'ann'],
  ],
  [['schedule:gone', 'user:gone'], []],
])('behind %j stand %j', (targets, keys) => {
  expect(peopleBehind(targets, directory).map((one) => one.key)).toEqual(keys)
})

test('a target goes by its name, and by its key when it is gone', () => {
  expect(nameOfTarget(partsOf('schedule:primary/all')!, directory)).toBe('Primary')
  expect(nameOfTarget(partsOf('team:gone')!, directory)).toBe('gone')
  expect(partsOf('nonsense')).toBeUndefined()
})
