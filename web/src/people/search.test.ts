import { expect, test } from 'vitest'
import type { Person } from './queries.ts'
import { found, teamsOf } from './search.ts'

const person = (key: string, name: string, role: Person['role'] = 'responder'): Person => ({
  key,
  name,
  role,
  email: `${key}@example.test`,
  language: 'en',
  timezone: 'UTC',
  canSignIn: true,
  lastSignInAt: null,
  managed: false,
  invitation: null,
})
const people = [person('bob', 'Bob Müller'), person('ann', 'Ann Anders', 'owner'), person('cleo', 'Cleo Carlsen')]
const teams = [{ key: 'netops', name: 'NetOps', members: [{ key: 'bob', name: 'Bob' }] }]
const keys = (search: Parameters<typeof found>[2]) => found(people, teams, search).map((one) => one.key)

test('people stand by name, and are found by words of name and address, whatever the accents', () => {
  expect(keys({})).toEqual(['ann', 'bob', 'cleo'])
  expect(keys({ q: 'muller' })).toEqual(['bob'])
  expect(keys({ q: 'example ann' })).toEqual(['ann'])
  expect(keys({ q: 'nobody' })).toEqual([])
})

test('role and team narrow the list; a team that is gone has nobody', () => {
  expect(keys({ role: 'owner' })).toEqual(['ann'])
  expect(keys({ team: 'netops' })).toEqual(['bob'])
  expect(keys({ team: 'gone' })).toEqual([])
  expect(teamsOf(teams, 'bob').map((one) => one.key)).toEqual(['netops'])
})
