import { expect, test } from 'vitest'
import { problemOfRule } from './index.ts'

const problem = (rule: string) => problemOfRule(rule, '2026-01-10T22:00', 'Europe/Berlin')

test.each([
  'FREQ=DAILY',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=MO',
  'FREQ=MONTHLY;BYDAY=-1SU',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;COUNT=5',
  'FREQ=WEEKLY;UNTIL=20261231T235959Z',
])('%s can be used', (rule) => {
  expect(problem(rule)).toBeUndefined()
})

test.each([
  ['FREQ=DAILY;BYHOUR=3', '"BYHOUR=3" is not known in a rule'],
  ['FREQ=DAILY;BYDAY=XX', '"XX" is not a value of BYDAY'],
  ['FREQ=DAILY;COUNT=2;COUNT=3', '"COUNT" stands twice'],
  ['FREQ=DAILY;COUNT=2;UNTIL=20261231', 'not by both'],
  ['FREQ=DAILY;COUNT=20000', '"20000" is not a value of COUNT'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'names no day'],
  ['FREQ=DAILY;UNTIL=20250101', 'names no day'],
  ['FREQ=DAILY;UNTIL=20269999', 'names no day'],
])('%s is refused in words', (rule, words) => {
  expect(problem(rule)).toContain(words)
})
