import { RRuleTemporal } from 'rrule-temporal'
import { wallOfDateTime } from '../oncall/wall.ts'
import type { Wall } from '../oncall/wall.ts'

/**
 * A recurrence rule of RFC 5545 on the clock of the wall. The library counts in UTC, where no time is missing and none comes
 * twice, and what it says is read as wall-clock time: a window at 02:30 also takes place on the day on which the clocks are
 * set forward (RFC 5545 would leave it out, and a nightly maintenance would page).
 */

const numbers = (most: number) => `[+-]?(?:[1-9]\\d{0,2})(?:,[+-]?[1-9]\\d{0,2}){0,${most}}`
const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)'
const ordinal = `(?:[+-]?[1-9]\\d?)?${weekday}`

/** What may stand in a rule. Hours and minutes may not: a window begins when its start says. */
const partByName: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,2}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: new RegExp(`^${ordinal}(,${ordinal}){0,40}$`),
  BYMONTHDAY: new RegExp(`^${numbers(60)}$`),
  BYYEARDAY: new RegExp(`^${numbers(60)}$`),
  BYWEEKNO: new RegExp(`^${numbers(60)}$`),
  BYMONTH: /^([1-9]|1[0-2])(,([1-9]|1[0-2])){0,11}$/,
  BYSETPOS: new RegExp(`^${numbers(10)}$`),
  WKST: new RegExp(`^${weekday}$`),
}

/** What is wrong with a rule, in words; undefined when it can be used. */
export function problemOfRule(rule: string, start: string, timeZone: string): string | undefined {
  const seen = new Set<string>()
  for (const part of rule.split(';')) {
    const [name = '', value = ''] = part.split('=', 2)
    const form = partByName[name]
    if (!form) return `"${part}" is not known in a rule; write ${Object.keys(partByName).join(', ')}`
    if (seen.has(name)) return `"${name}" stands twice in the rule`
    if (!form.test(value)) return `"${value}" is not a value of ${name}`
    seen.add(name)
  }
  if (seen.has('COUNT') && seen.has('UNTIL')) return 'a rule ends by COUNT or by UNTIL, not by both'
  try {
    const first = startsFrom(rule, start, timeZone, wallOfDateTime(start)).next()
    return first.done ? 'the rule names no day at or after the start' : undefined
  } catch {
    return 'the rule names no day'
  }
}

/** The wall-clock times at or after `from` at which the rule begins, in order; `start` is the earliest. */
export function* startsFrom(rule: string, start: string, timeZone: string, from: Wall): Generator<Wall> {
  const dtstart = Temporal.PlainDateTime.from(start).toZonedDateTime('UTC')
  const rrule = new RRuleTemporal({ rruleString: wallUntil(rule, timeZone), dtstart })
  const asked = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO('UTC')
  let found = rrule.next(asked, true)
  while (found) {
    yield found.epochMilliseconds
    found = rrule.next(found)
  }
}

/** UNTIL is a day, a wall-clock time, or with a Z an instant (RFC 5545): the library gets the wall-clock time of all three. */
function wallUntil(rule: string, timeZone: string): string {
  return rule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?/, (_, ...found: string[]) => {
    const [year, month, day, hour = '23', minute = '59', second = '59', zulu] = found
    const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`
    const wall = zulu
      ? Temporal.Instant.from(`${text}Z`).toZonedDateTimeISO(timeZone).toPlainDateTime()
      : Temporal.PlainDateTime.from(text)
    return `UNTIL=${wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}Z`
  })
}
