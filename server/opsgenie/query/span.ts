interface Span {
  from: Temporal.Instant
  /** Behind it; the same as `from` for an instant. */
  to: Temporal.Instant
}

const day = /^(\d{2})-(\d{2})-(\d{4})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/

/**
 * The time that a query names: milliseconds or seconds since 1970, `31-12-2026` and `31-12-2026T23:59` as in Opsgenie's
 * search (UTC), a date or an instant in ISO 8601. A date is the whole day.
 */
export function spanOf(text: string): Span | undefined {
  if (/^\d{9,15}$/.test(text)) {
    const number = Number(text)
    return instantSpan(Temporal.Instant.fromEpochMilliseconds(text.length > 10 ? number : number * 1_000))
  }
  const [, dd, mm, yyyy, hours, minutes, seconds] = day.exec(text) ?? []
  const iso = yyyy === undefined ? text : `${yyyy}-${mm}-${dd}`
  if (hours !== undefined) return readInstant(`${iso}T${hours}:${minutes}:${seconds ?? '00'}Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? readDay(iso) : readInstant(iso.replace(/ (\d{2}:?\d{2})$/, '+$1'))
}

const instantSpan = (at: Temporal.Instant): Span => ({ from: at, to: at })

function readInstant(text: string): Span | undefined {
  try {
    return instantSpan(Temporal.Instant.from(text))
  } catch {
    return undefined
  }
}

function readDay(text: string): Span | undefined {
  try {
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' })
    const at = (one: Temporal.PlainDate) => one.toZonedDateTime('UTC').toInstant()
    return { from: at(date), to: at(date.add({ days: 1 })) }
  } catch {
    return undefined
  }
}
