import type { CustomerConfig } from '../../../contract/config/organization.ts'
import type { Weekday } from '../../../contract/config/schedule.ts'
import { hoursTurnAfter, isWithinHours } from '../../../rules/customers/support-hours.ts'

export type SupportHours = NonNullable<CustomerConfig['supportHours']>
type Restriction = SupportHours['hours'][number]

/** Whether a customer is served now, and when that changes; by the rules that decide in production. `now` in milliseconds. */
export function supportState(
  hours: SupportHours,
  now: number,
): { isOpen: boolean; turnsAt: string | undefined } | undefined {
  if (hours.hours.some(({ from, to }) => !from || !to)) return undefined
  const { timezone: timeZone, hours: times, holidays } = hours
  const at = Temporal.Instant.fromEpochMilliseconds(now)
  const support = { timeZone, hours: times, holidays }
  const isOpen = isWithinHours(support, at)
  return { isOpen, turnsAt: hoursTurnAfter(support, isOpen ? 'hours_end' : 'hours_begin', at)?.toString() }
}

const week: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The days of hours as runs: Mon to Fri is one, Sat alone another. All seven are no run: undefined. */
export function dayRuns(days: readonly Weekday[] | undefined): [Weekday, Weekday][] | undefined {
  if (!days || days.length === 7) return undefined
  const runs: [Weekday, Weekday][] = []
  for (const [place, day] of week.entries()) {
    if (!days.includes(day)) continue
    const last = runs.at(-1)
    if (last && week[place - 1] === last[1]) last[1] = day
    else runs.push([day, day])
  }
  return runs
}

/** Hours in words: "Mon–Fri 08:00–18:00, Sat 09:00–13:00". `name` says a day, `daily` every day. */
export function hoursText(hours: readonly Restriction[], name: (day: Weekday) => string, daily: string): string {
  return hours
    .map(({ days, from, to }) => {
      const runs = dayRuns(days)
      const when = runs
        ?.map(([first, last]) => (first === last ? name(first) : `${name(first)}–${name(last)}`))
        .join(', ')
      return `${when ?? daily} ${from}–${to}`
    })
    .join(', ')
}

/** What a customer is offered to begin with. */
export const usualHours = (timezone: string): SupportHours => ({
  timezone,
  hours: [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '08:00', to: '18:00' }],
  holidays: [],
})
