import { describe, expect, test } from 'vitest'
import type { ShiftsView } from '../../../../contract/oncall.ts'
import { newestFirst } from './message-order.ts'
import { hindrancesOf, isHindered } from './removal.ts'
import { shiftsOf } from './shifts.ts'

const fault = (field: string, message = 'words') => ({ field, code: undefined, message })

describe('what stands in the way of removing a person', () => {
  test('is counted by where it stands, each thing once', () => {
    const found = hindrancesOf([
      fault('teams.netops'),
      fault('schedules.primary'),
      fault('schedules.primary'),
      fault('escalationPolicies.a.b'),
      fault('organization.fallback'),
      fault('', 'You cannot remove yourself.'),
    ])
    expect(found).toEqual({
      keys: { teams: ['netops'], schedules: ['primary'], escalationPolicies: ['a.b'] },
      isFallback: true,
      others: ['You cannot remove yourself.'],
    })
    expect(isHindered(found)).toBe(true)
  })

  test('is nothing where the server found nothing', () => {
    expect(isHindered(hindrancesOf([]))).toBe(false)
    expect(isHindered(hindrancesOf([fault('organization.fallback')]))).toBe(true)
    expect(isHindered(hindrancesOf([fault('teams.x')]))).toBe(true)
  })
})

test('shifts of a person are those to come over all schedules, soonest first, joined where nothing is between', () => {
  const view = (key: string, items: [string, string, string][]) =>
    ({
      schedule: { key, name: key, timezone: 'UTC' },
      items: items.map(([user, from, to]) => ({ user: { key: user, name: user }, from, to, origin: 'layer' })),
    }) as unknown as ShiftsView
  const day = (number: number) => `2026-01-0${number}T00:00:00Z`
  const views = [
    view('a', [
      ['ann', day(1), day(2)],
      ['ann', day(4), day(5)],
      ['ann', day(5), day(6)],
      ['bob', day(6), day(7)],
    ]),
    view('b', [['ann', day(3), day(4)]]),
  ]
  expect(shiftsOf('ann', views, Date.parse(day(2))).map(({ schedule, from, to }) => [schedule.key, from, to])).toEqual([
    ['b', day(3), day(4)],
    ['a', day(4), day(6)],
  ])
})

test('of the last messages the newest comes first', () => {
  const arrived = { at: '2026-01-01T00:00:00Z', kind: 'test', alert: null, outcome: 'sent' } as const
  const failed = { at: '2026-01-02T00:00:00Z', kind: 'page', alert: null, explanation: null, detail: null } as const
  expect(newestFirst({ arrived, failed })).toEqual(['failed', 'arrived'])
  expect(newestFirst({ arrived, failed: null })).toEqual(['arrived'])
})
