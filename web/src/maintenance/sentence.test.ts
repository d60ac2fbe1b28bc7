import { expect, test } from 'vitest'
import type { Translate } from '../app/i18n.ts'
import { once } from './recurrence.ts'
import { repeatSentence, weekdayName } from './sentence.ts'

const t = ((key: string, values: object = {}) =>
  [key.split('.').at(-1), ...Object.values(values)].join(' ')) as unknown as Translate

test('the days of the week have their names in both languages', () => {
  expect([weekdayName('Mon', 'de'), weekdayName('Sun', 'en'), weekdayName('Tue', 'de', 'short')]).toEqual([
    'Montag',
    'Sunday',
    'Di',
  ])
})

test('a recurrence is said in words, with which weekday of how many months, and until when', () => {
  const monthly = { ...once, repeat: 'monthlyWeekday' as const, ordinal: 2, weekday: 'Tue' as const, interval: 3 }
  expect(repeatSentence(monthly, t, 'en')).toBe('monthlyWeekday n2 Tuesday months 3')
  expect(repeatSentence({ ...monthly, ordinal: -1, until: '2026-12-24' }, t, 'en')).toBe(
    'monthlyWeekday last Tuesday months 3 until 24 December 2026',
  )
  expect(repeatSentence({ ...once, repeat: 'weekly', days: ['Fri', 'Mon'] }, t, 'de')).toBe(
    'weekly 1 Montag und Freitag',
  )
  expect(repeatSentence(once, t, 'en')).toBe('')
})
