import { describe, expect, test } from 'vitest'
import type { ScheduleView } from '../../../../contract/oncall.ts'
import { consequenceOf, inTheWay, problemOf, wallAt } from './consequence.ts'

const person = (key: string) => ({ key, name: key.toUpperCase() })
const schedule: ScheduleView = {
  id: '01890000-0000-7000-8000-000000000000',
  key: 'primary',
  name: 'Primary',
  timezone: 'Europe/Berlin',
  team: null,
  customer: null,
  layers: [
    {
      name: 'weekly',
      start: '2026-01-05',
      rotation: { every: '1 week', handover: 'Mon 09:00', skipExcluded: true },
      users: [person('ann'), person('bob')],
    },
  ],
  overrides: [{ id: 'o1', user: person('cleo'), from: '2026-10-30T08:00', to: '2026-10-30T18:00', managed: false }],
}
const read = (list: ReturnType<typeof consequenceOf>) =>
  list.map(({ from, to, before, after }) => [
    wallAt(from.epochMilliseconds, 'Europe/Berlin'),
    wallAt(to.epochMilliseconds, 'Europe/Berlin'),
    before,
    after,
  ])

describe('the consequence of an override', () => {
  test('is who is replaced when, hour by hour of the night that has 25', () => {
    const list = consequenceOf(schedule, undefined, { user: 'cleo', from: '2026-10-25T02:30', to: '2026-10-25T02:45' })
    expect(read(list)).toEqual([['2026-10-25T02:30', '2026-10-25T02:45', 'bob', 'cleo']])
    // From the first 02:30 until the second 02:45: rather somebody too long than nobody.
    expect(list[0]!.to.since(list[0]!.from).total('minutes')).toBe(75)
  })

  test('is nothing where that person is on call anyway', () => {
    expect(
      consequenceOf(schedule, undefined, { user: 'bob', from: '2026-10-24T00:00', to: '2026-10-25T00:00' }),
    ).toEqual([])
  })

  test('of a change is also what is given back, and of a removal only that', () => {
    const moved = consequenceOf(schedule, 'o1', { user: 'cleo', from: '2026-10-30T12:00', to: '2026-10-30T20:00' })
    expect(read(moved)).toEqual([
      ['2026-10-30T08:00', '2026-10-30T12:00', 'cleo', 'ann'],
      ['2026-10-30T18:00', '2026-10-30T20:00', 'ann', 'cleo'],
    ])
    expect(read(consequenceOf(schedule, 'o1', null))).toEqual([['2026-10-30T08:00', '2026-10-30T18:00', 'cleo', 'ann']])
  })
})

test('another override is in the way from its first to its last minute, itself never', () => {
  const at = (from: string, to: string, id?: string) =>
    inTheWay(schedule, { user: 'ann', from: `2026-10-30T${from}`, to: `2026-10-30T${to}` }, id)?.id
  expect([
    at('06:00', '08:00'),
    at('06:00', '08:01'),
    at('17:59', '19:00'),
    at('18:00', '19:00'),
    at('07:00', '19:00', 'o1'),
  ]).toEqual([undefined, 'o1', 'o1', undefined, undefined])
})

test.each([
  [{ user: '', from: '2026-10-30T08:00', to: '2026-10-30T09:00' }, 'user'],
  [{ user: 'ann', from: '', to: '2026-10-30T09:00' }, 'from'],
  [{ user: 'ann', from: '2026-10-30T08:00', to: '2026-10' }, 'to'],
  [{ user: 'ann', from: '2026-10-30T08:00', to: '2026-10-30T08:00' }, 'order'],
  [{ user: 'ann', from: '2026-10-20T08:00', to: '2026-10-21T08:00' }, 'past'],
  [{ user: 'ann', from: '2026-10-20T08:00', to: '2026-10-30T08:00' }, undefined],
])('%j has the problem %s', (input, problem) => {
  expect(problemOf(input, '2026-10-22T12:00')).toBe(problem)
})
