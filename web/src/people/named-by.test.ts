import { expect, test } from 'vitest'
import { namedBy } from './named-by.ts'

const bob = { key: 'bob', name: 'Bob' }
const of = {
  teams: [{ key: 'netops', name: 'NetOps', members: [bob] }],
  schedules: [
    { key: 'primary', name: 'Primary', layers: [{ users: [bob] }], overrides: [] },
    { key: 'second', name: 'Second', layers: [{ users: [] }], overrides: [{ user: bob }] },
    { key: 'other', name: 'Other', layers: [], overrides: [] },
  ],
  policies: [
    { key: 'a', name: 'A', steps: [{ targets: ['user:bob'] }] },
    { key: 'b', name: 'B', steps: [{ targets: ['user:ann'] }, { targets: ['schedule:primary/all'] }] },
    { key: 'c', name: 'C', steps: [{ targets: ['team:netops'] }] },
    { key: 'd', name: 'D', steps: [{ targets: ['schedule:other', 'user:ann'] }] },
  ],
} as unknown as Parameters<typeof namedBy>[1]

test('what counts on a person is found: teams, schedules with layers and overrides, policies by whichever way', () => {
  const { teams, schedules, policies } = namedBy('bob', of)
  expect(teams.map((one) => one.key)).toEqual(['netops'])
  expect(schedules.map((one) => one.key)).toEqual(['primary', 'second'])
  expect(policies.map((one) => one.key)).toEqual(['a', 'b', 'c'])
  expect(namedBy('ann', of).policies.map((one) => one.key)).toEqual(['b', 'd'])
})
