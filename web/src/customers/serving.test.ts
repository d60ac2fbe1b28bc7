import { expect, test } from 'vitest'
import { servingOf } from './serving.ts'

const source = (customer: string | null, escalationPolicy: string | null, builtIn = false) => {
  return { customer, escalationPolicy, builtIn }
}
const sources = [
  source('acme', 'night'),
  source('other', 'theirs'),
  source(null, 'default'),
  source('acme', null),
  source(null, 'own', true),
]
const policies = [
  { key: 'night', steps: [{ targets: ['schedule:primary', 'user:bob'] }, { targets: ['team:netops'] }] },
  { key: 'default', steps: [{ targets: ['schedule:second'] }] },
  { key: 'theirs', steps: [{ targets: ['schedule:third'] }] },
  { key: 'own', steps: [{ targets: ['schedule:fourth'] }] },
]

test('a customer is served by the policies of its sources and of shared ones, and by the schedules they name', () => {
  const { policies: keys, schedules } = servingOf('acme', sources, policies)
  expect([...keys]).toEqual(['night', 'default'])
  expect([...schedules]).toEqual(['primary', 'second'])
})

test('a customer without sources is served by what all share', () => {
  expect([...servingOf('new', sources, policies).schedules]).toEqual(['second'])
})
