import { expect, test } from 'vitest'
import { escalationPolicy } from '../../../contract/config/escalation.ts'
import { schedule } from '../../../contract/config/schedule.ts'
import { curlOf, firstPolicy, firstSchedule, mondayOf } from './templates.ts'

const names = { schedule: 'On call', policy: 'Standard', layer: 'Weekly' }

test('what one press sets up is what the server takes', () => {
  const now = Date.parse('2026-11-22T03:00:00Z')
  expect(schedule.safeParse(firstSchedule('ann', 'Europe/Berlin', now, names)).error).toBeUndefined()
  expect(escalationPolicy.safeParse(firstPolicy('primary', names)).error).toBeUndefined()
})

test('the week begins on the Monday of the zone, so that somebody is on call at once', () => {
  expect(mondayOf(Date.parse('2026-11-22T12:00:00Z'), 'UTC')).toBe('2026-11-16')
  expect(mondayOf(Date.parse('2026-11-22T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-23')
})

test('the command survives quotes in its text', () => {
  expect(curlOf('http://x/in/k', 'It’s on fire')).toContain(`-d '{"summary":"It’s on fire"`)
  expect(curlOf('http://x/in/k', "It's")).not.toContain("It's")
})
