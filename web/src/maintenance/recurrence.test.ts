import { describe, expect, test } from 'vitest'
import { once, readRule, ruleOf } from './recurrence.ts'

const rules = {
  daily: ruleOf({ ...once, repeat: 'daily' }),
  weekly: ruleOf({ ...once, repeat: 'weekly', interval: 2, days: ['Thu', 'Mon'] }),
  second: ruleOf({ ...once, repeat: 'monthlyWeekday', ordinal: 2, weekday: 'Tue' }),
  last: ruleOf({ ...once, repeat: 'monthlyWeekday', ordinal: -1, weekday: 'Sun', until: '2027-03-31' }),
  day: ruleOf({ ...once, repeat: 'monthlyDay', monthDay: 15, interval: 3 }),
}

describe('the form of a recurrence', () => {
  test('writes rules of RFC 5545, weekdays in the order of the week', () => {
    expect(rules).toEqual({
      daily: 'FREQ=DAILY',
      weekly: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      second: 'FREQ=MONTHLY;BYDAY=2TU',
      last: 'FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20270331T235959',
      day: 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15',
    })
    expect(ruleOf(once)).toBeUndefined()
  })

  test('reads back what it wrote', () => {
    for (const rule of Object.values(rules)) {
      const values = readRule(rule)
      expect(values.repeat).not.toBe('rule')
      expect(ruleOf(values)).toBe(rule)
    }
    expect(readRule(null)).toEqual(once)
  })

  test('leaves a rule alone that it cannot show', () => {
    for (const rule of ['FREQ=YEARLY;BYMONTH=2', 'FREQ=MONTHLY;BYDAY=2SA,4SA', 'FREQ=DAILY;COUNT=3']) {
      expect(readRule(rule)).toMatchObject({ repeat: 'rule', rule })
      expect(ruleOf(readRule(rule))).toBe(rule)
    }
  })
})
