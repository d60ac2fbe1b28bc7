import { toLocalInput } from '../local-input.ts'
import type { View } from './views.ts'

/** Milliseconds since the epoch, end excluded. */
export interface Span {
  from: number
  to: number
}

/** The days that a view shows around a date (YYYY-MM-DD), from their midnight to the midnight behind them, in a zone. */
export function spanOf(view: View, date: string, zone: string): Span {
  const [first, last] = daysOf(view, Temporal.PlainDate.from(date))
  return { from: midnight(first, zone), to: midnight(last, zone) }
}

function daysOf(view: View, day: Temporal.PlainDate): [Temporal.PlainDate, Temporal.PlainDate] {
  if (view === 'day') return [day, day.add({ days: 1 })]
  if (view === 'month') {
    const first = day.with({ day: 1 })
    return [first, first.add({ months: 1 })]
  }
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  return [monday, monday.add({ weeks: view === 'week' ? 1 : 2 })]
}

/** The date that the neighbouring view is shown around. */
export function moved(view: View, date: string, steps: -1 | 1): string {
  const day = Temporal.PlainDate.from(date)
  const by =
    view === 'day'
      ? { days: steps }
      : view === 'month'
        ? { months: steps }
        : { weeks: view === 'week' ? steps : 2 * steps }
  return (view === 'month' ? day.with({ day: 1 }) : day).add(by).toString()
}

export function dateAt(ms: number, zone: string): string {
  return toLocalInput(ms, zone).slice(0, 10)
}

/** Where a day begins; in zones that change their clocks at midnight not always at 00:00. */
function midnight(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds
}
