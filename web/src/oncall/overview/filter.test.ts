import { expect, test } from 'vitest'
import type { OnCallView } from '../../../../contract/oncall.ts'
import { choicesOf, filtered } from './filter.ts'

const person = (key: string) => ({ key, name: key.toUpperCase() })
const entry = (key: string, over: Partial<OnCallView>): OnCallView => ({
  schedule: { key, name: key, timezone: 'UTC' },
  team: null,
  customer: null,
  user: null,
  from: null,
  to: null,
  origin: null,
  next: null,
  ...over,
})
const entries = [
  entry('a', { team: person('netops'), user: person('ann') }),
  entry('b', { team: person('desk'), customer: person('acme'), user: person('bob') }),
  entry('c', { next: { user: person('ann'), from: '2026-11-22T00:00:00Z', to: null } }),
]

test.each([
  [{}, ['a', 'b', 'c']],
  [{ team: 'desk' }, ['b']],
  [{ person: 'ann' }, ['a', 'c']],
  [{ customer: 'acme' }, ['a', 'b', 'c']],
  [{ customer: 'nordlicht' }, ['a', 'c']],
  [{ team: 'netops', person: 'bob' }, []],
])('asked for %j are the schedules %j', (search, keys) => {
  expect(filtered(entries, search).map((one) => one.schedule.key)).toEqual(keys)
})

test('of a customer are its own schedules and those that serve it, not those of others', () => {
  const keys = filtered(entries, { customer: 'acme' }, { policies: new Set(), schedules: new Set(['c']) })
  expect(keys.map((one) => one.schedule.key)).toEqual(['b', 'c'])
})

test('what can be chosen is each team and person once', () => {
  expect(choicesOf(entries)).toEqual({
    teams: [person('desk'), person('netops')],
    people: [person('ann'), person('bob')],
  })
})
