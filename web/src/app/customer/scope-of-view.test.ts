import { expect, test } from 'vitest'
import { places } from '../shell/navigation.ts'
import { scopeOfView } from './scope-of-view.ts'

test('every place of the console says how it answers to one customer', () => {
  const exempt = ['/welcome']
  const silent = places.filter(({ to }) => scopeOfView(to, true) === 'one').map(({ to }) => to)
  expect(silent).toEqual(exempt)
})

test.each([
  ['/', 'narrowed'],
  ['/alerts', 'narrowed'],
  ['/alerts/17', 'one'],
  ['/oncall', 'serving'],
  ['/oncall/primary', 'one'],
  ['/people', 'whole'],
  ['/people/ann', 'whole'],
  ['/settings/audit', 'whole'],
  ['/new/policy', 'one'],
])('%s is %s', (path, scope) => {
  expect(scopeOfView(path, true)).toBe(scope)
})

test('what belongs to a customer by its sources is not narrowed for those who may not see sources, and that is said', () => {
  expect(['/heartbeats', '/oncall', '/policies'].map((path) => scopeOfView(path, false))).toEqual([
    'whole',
    'whole',
    'whole',
  ])
  expect(scopeOfView('/services', false)).toBe('narrowed')
})
