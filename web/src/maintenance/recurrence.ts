import type { Weekday } from '../../../contract/config/schedule.ts'

/** How often a window comes, as the form offers it. `rule` is what the form cannot show: an RFC 5545 rule of one's own. */
export const repeats = ['once', 'daily', 'weekly', 'monthlyDay', 'monthlyWeekday', 'rule'] as const
export type Repeat = (typeof repeats)[number]

export const weekdays: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const codeByWeekday: Record<Weekday, string> = {
  Mon: 'MO',
  Tue: 'TU',
  Wed: 'WE',
  Thu: 'TH',
  Fri: 'FR',
  Sat: 'SA',
  Sun: 'SU',
}

export interface RepeatValues {
  repeat: Repeat
  /** Every second week, every third month … */
  interval: number
  days: Weekday[]
  /** Which one of a month: 1 to 4, or -1 for the last. */
  ordinal: number
  weekday: Weekday
  /** The day of the month, 1 to 31, or -1 for the last. */
  monthDay: number
  /** The last day on which it may begin, YYYY-MM-DD. */
  until: string
  /** The rule as it is written, for what the form cannot show. */
  rule: string
}

export const once: RepeatValues = {
  repeat: 'once',
  interval: 1,
  days: [],
  ordinal: 2,
  weekday: 'Tue',
  monthDay: 1,
  until: '',
  rule: '',
}

/** The recurrence rule of the choices; undefined for a window that comes once. */
export function ruleOf(values: RepeatValues): string | undefined {
  const { repeat, interval, days, ordinal, weekday, monthDay, until } = values
  const end = until ? `;UNTIL=${until.replaceAll('-', '')}T235959` : ''
  const every = interval > 1 ? `;INTERVAL=${interval}` : ''
  switch (repeat) {
    case 'once':
      return undefined
    case 'daily':
      return `FREQ=DAILY${every}${end}`
    case 'weekly': {
      const chosen = weekdays.filter((day) => days.includes(day))
      return `FREQ=WEEKLY${every}${chosen.length > 0 ? `;BYDAY=${chosen.map((day) => codeByWeekday[day]).join(',')}` : ''}${end}`
    }
    case 'monthlyDay':
      return `FREQ=MONTHLY${every};BYMONTHDAY=${monthDay}${end}`
    case 'monthlyWeekday':
      return `FREQ=MONTHLY${every};BYDAY=${ordinal}${codeByWeekday[weekday]}${end}`
    case 'rule':
      return values.rule
  }
}

/** The choices that make a rule; what the form could not write back exactly stays a rule. */
export function readRule(rule: string | null | undefined): RepeatValues {
  if (!rule) return once
  const values = read(rule)
  return values && ruleOf(values) === rule ? values : { ...once, repeat: 'rule', rule }
}

function read(rule: string): RepeatValues | undefined {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]))
  const until = /^(\d{4})(\d\d)(\d\d)T235959$/.exec(parts.get('UNTIL') ?? '')
  const common = {
    ...once,
    interval: Number(parts.get('INTERVAL') ?? 1),
    until: until ? `${until[1]}-${until[2]}-${until[3]}` : '',
  }
  const days = (parts.get('BYDAY') ?? '').split(',').filter(Boolean)
  const monthDay = Number(parts.get('BYMONTHDAY') ?? 0)
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return { ...common, repeat: 'daily' }
    case 'WEEKLY':
      return { ...common, repeat: 'weekly', days: days.flatMap((code) => weekdayOf(code) ?? []) }
    case 'MONTHLY': {
      if (monthDay) return { ...common, repeat: 'monthlyDay', monthDay }
      const [, ordinal = '', code = ''] = /^(-?\d)(\w\w)$/.exec(days[0] ?? '') ?? []
      const weekday = weekdayOf(code)
      return weekday && { ...common, repeat: 'monthlyWeekday', ordinal: Number(ordinal), weekday }
    }
    default:
      return undefined
  }
}

const weekdayOf = (code: string) => weekdays.find((day) => codeByWeekday[day] === code)
