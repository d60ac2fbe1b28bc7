import type { Weekday } from '../../../contract/config/schedule.ts'
import type { Language } from '../../../contract/keys.ts'
import { formatNames, localeOf } from '../app/format.ts'
import type { Translate } from '../app/i18n.ts'
import { weekdays, type RepeatValues } from './recurrence.ts'

/** A Monday; the names of the days are counted from it. */
const someMonday = Date.UTC(2026, 0, 5)

export function weekdayName(day: Weekday, language: Language, form: 'long' | 'short' = 'long'): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { weekday: form, timeZone: 'UTC' })
  return format.format(someMonday + weekdays.indexOf(day) * 86_400_000)
}

/** The first to the fourth of a month, or the last one, as the catalogue names it. */
export const ordinalName = (ordinal: number) => (ordinal === -1 ? 'last' : (`n${ordinal}` as 'n1'))

/** How often a window comes, in words: "on the second Tuesday of every month". Empty for one that comes once. */
export function repeatSentence(values: RepeatValues, t: Translate, language: Language): string {
  const { repeat, interval, days, ordinal, weekday, monthDay, until } = values
  const end = until ? ` ${t('maintenance:repeat.until', { date: formatDate(until, language) })}` : ''
  const names = weekdays.filter((day) => days.includes(day)).map((day) => weekdayName(day, language))
  switch (repeat) {
    case 'once':
      return ''
    case 'daily':
      return t('maintenance:repeat.daily', { count: interval }) + end
    case 'weekly':
      return t('maintenance:repeat.weekly', { count: interval, days: formatNames(names, language) }) + end
    case 'monthlyDay': {
      const months = t('maintenance:repeat.months', { count: interval })
      return (
        (monthDay === -1
          ? t('maintenance:repeat.monthlyLastDay', { months })
          : t('maintenance:repeat.monthlyDay', { day: monthDay, months })) + end
      )
    }
    case 'monthlyWeekday': {
      const which = t(`maintenance:ordinal.${ordinalName(ordinal)}`)
      const months = t('maintenance:repeat.months', { count: interval })
      return t('maintenance:repeat.monthlyWeekday', { which, day: weekdayName(weekday, language), months }) + end
    }
    case 'rule':
      return t('maintenance:repeat.rule', { rule: values.rule })
  }
}

function formatDate(date: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  )
}
