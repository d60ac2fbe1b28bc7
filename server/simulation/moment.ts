import { invalid } from './subject.ts'

/** The zone data holds for these years and well beyond. */
const years = { from: 1970, to: 2200 }

/** An instant with an offset or Z, or a local time in a zone; undefined when nothing is said. Throws invalid_request. */
export function momentOf(field: string, text: string | undefined, timezone: string): Temporal.Instant | undefined {
  if (text === undefined) return undefined
  const at = /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text.slice(10))
    ? attempt(() => Temporal.Instant.from(text))
    : attempt(() => Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).toInstant())
  const year = at?.toZonedDateTimeISO('UTC').year ?? 0
  if (at && year >= years.from && year < years.to) return at
  throw invalid(field, `"${text}" is no time; write it like 2026-12-24T03:00 or 2026-12-24T03:00:00Z.`)
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
