import { Fault } from '../kernel/fault.ts'
import type { Span } from './types.ts'

/** No clock was set by zones before, and nobody plans later; PostgreSQL and the zone data hold well beyond. */
const earliest = Temporal.Instant.from('1970-01-01T00:00:00Z')
const latest = Temporal.Instant.from('2200-01-01T00:00:00Z')

/** A year of hourly shifts is a large answer already. */
const mostDays = 366

/** Minutes are what people agree on; seconds and less are accepted where they are zero. */
const localPattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:00(\.0+)?)?)?$/

/** An instant with an offset (`2026-12-24T18:00:00Z`); undefined when the text is none. Throws invalid_request when far off. */
function instantOf(field: string, text: string): Temporal.Instant | undefined {
  // A "+" that was not encoded in the query arrives as a space.
  const offsetMended = text.trim().replace(/ (\d{2}:?\d{2})$/, '+$1')
  const at = attempt(() => Temporal.Instant.from(offsetMended))
  return at && within(field, text, at)
}

/** An instant, or `now` when nothing is said; throws invalid_request for everything else. */
export function momentOf(field: string, text: string | undefined, now: Temporal.Instant): Temporal.Instant {
  if (text === undefined || text === '') return now
  const at = instantOf(field, text)
  if (!at) throw unreadable(field, `"${text}" is not an instant; write it like 2026-12-24T18:00:00Z or with an offset.`)
  return at
}

/** The same, or a local date (its beginning) or date-time in the zone of a schedule. */
function placeInTime(field: string, text: string, timeZone: string): Temporal.Instant {
  const local = localOf(text)
  const at = local ? local.toZonedDateTime(timeZone).toInstant() : instantOf(field, text)
  if (!at) {
    throw unreadable(
      field,
      `"${text}" is neither an instant (2026-12-24T18:00:00Z) nor a date or local time of the schedule (2026-12-24, 2026-12-24T18:00).`,
    )
  }
  return within(field, text, at)
}

/** `from` until `to`; without them from `now` for `defaultDays`. Throws invalid_request for empty and for too long times. */
export function spanOf(
  asked: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
  now: Temporal.Instant,
  defaultDays: number,
): Span {
  const from = asked.from ? placeInTime('from', asked.from, timeZone) : now
  const to = asked.to ? placeInTime('to', asked.to, timeZone) : from.add({ hours: defaultDays * 24 })
  if (Temporal.Instant.compare(from, to) >= 0) throw unreadable('to', 'The time asked for must end after it begins.')
  if (to.since(from).total('hours') > mostDays * 24 + 24) {
    throw unreadable('to', `At most ${mostDays} days can be asked for at once; ask for the rest separately.`)
  }
  return { from, to }
}

/**
 * A wall-clock time of a schedule, `YYYY-MM-DDTHH:MM`, from a local text or an instant. An instant between two minutes
 * rounds so that the time it bounds grows: `floor` for its beginning, `ceil` for its end.
 */
export function wallClockOf(field: string, text: string, timeZone: string, rounding: 'floor' | 'ceil'): string {
  const at = placeInTime(field, text, timeZone)
  const local =
    localOf(text) ??
    at.toZonedDateTimeISO(timeZone).toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: rounding })
  return local.toString({ smallestUnit: 'minute' })
}

function localOf(text: string): Temporal.PlainDateTime | undefined {
  if (!localPattern.test(text)) return undefined
  return attempt(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' }))
}

function within(field: string, text: string, at: Temporal.Instant): Temporal.Instant {
  if (Temporal.Instant.compare(at, earliest) < 0 || Temporal.Instant.compare(at, latest) >= 0) {
    throw unreadable(field, `"${text}" lies outside of the years 1970 to 2199.`)
  }
  return at
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function unreadable(field: string, detail: string): Fault {
  return new Fault('invalid_request', detail, [{ path: field, message: detail }])
}
