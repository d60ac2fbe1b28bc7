import type { Span } from './span.ts'

/** A day of a zone, cut to a span. `hours`: of the whole day; 23 or 25 when the clocks change on it, 23.5 on Lord Howe. */
export interface Day extends Span {
  date: string
  hours: number
  isWeekend: boolean
}

/** The days of a zone that a span meets. */
export function daysIn(span: Span, zone: string): Day[] {
  const days: Day[] = []
  let day = zoned(span.from, zone).startOfDay()
  while (day.epochMilliseconds < span.to) {
    const next = day.add({ days: 1 }).startOfDay()
    days.push({
      date: day.toPlainDate().toString(),
      from: Math.max(day.epochMilliseconds, span.from),
      to: Math.min(next.epochMilliseconds, span.to),
      hours: (next.epochMilliseconds - day.epochMilliseconds) / 3_600_000,
      isWeekend: day.dayOfWeek > 5,
    })
    day = next
  }
  return days
}

/** A mark on the axis of one day. `time` is what the clock of the zone shows; on the night of the change one may stand twice. */
export interface Tick {
  at: number
  time: string
}

/** Every `step` hours on the clock of a zone. */
export function hoursIn(span: Span, zone: string, step: number): Tick[] {
  const ticks: Tick[] = []
  // Zones differ by quarters of hours; whole hours of one need not be whole hours of another.
  for (let at = Math.ceil(span.from / quarter) * quarter; at < span.to; at += quarter) {
    const clock = zoned(at, zone)
    if (clock.minute === 0 && clock.hour % step === 0) ticks.push({ at, time: two(clock.hour) + ':00' })
  }
  return ticks
}

const quarter = 900_000
const two = (value: number) => `${value}`.padStart(2, '0')

function zoned(ms: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
}

/** Where something stands in a row, in per cent of its width. Real time: a night with 25 hours is wider. */
export function placeOf(piece: Span, span: Span): { left: number; width: number } {
  const length = span.to - span.from
  const from = Math.max(piece.from, span.from)
  const to = Math.min(piece.to, span.to)
  return { left: ((from - span.from) / length) * 100, width: (Math.max(0, to - from) / length) * 100 }
}

/** The instant at a place in a row, on the nearest `minutes` of the clock of a zone; a day's step snaps to its midnight. */
export function instantAt(share: number, span: Span, zone: string, minutes: number): number {
  const at = Math.round(span.from + Math.min(1, Math.max(0, share)) * (span.to - span.from))
  const clock = zoned(at, zone)
  if (minutes >= 1_440) {
    const start = clock.startOfDay().epochMilliseconds
    const next = clock.add({ days: 1 }).startOfDay().epochMilliseconds
    return at - start < next - at ? start : next
  }
  if (minutes >= 60) return clock.round('hour').epochMilliseconds
  return clock.round({ smallestUnit: 'minute', roundingIncrement: minutes }).epochMilliseconds
}
