/**
 * The next time after `now` that a clock in the zone shows `time` (HH:MM). A time that a day skips is taken as much later as the
 * clock is put forward.
 */
export function nextAtTime(time: string, timeZone: string, now: Temporal.Instant): Temporal.Instant {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const on = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant()
  const first = on(today)
  return Temporal.Instant.compare(first, now) > 0 ? first : on(today.add({ days: 1 }))
}
