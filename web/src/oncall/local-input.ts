/**
 * Between an instant and what `<input type="datetime-local">` holds: wall-clock time without a zone, here read in the
 * zone of the viewer, whatever zone the device is in.
 */
export function toLocalInput(epochMilliseconds: number, timezone: string): string {
  return new Date(epochMilliseconds + offsetAt(epochMilliseconds, timezone)).toISOString().slice(0, 16)
}

/** ISO 8601 in UTC; undefined for what is not a time. A time that the clock change skips or repeats becomes one of its neighbours. */
export function fromLocalInput(value: string, timezone: string): string | undefined {
  const asIfUtc = Date.parse(`${value}Z`)
  if (Number.isNaN(asIfUtc)) return undefined
  // The offset is asked at a first guess and again at the result, because a clock change may lie between the two.
  const guess = asIfUtc - offsetAt(asIfUtc, timezone)
  return new Date(asIfUtc - offsetAt(guess, timezone)).toISOString()
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds that the wall clock of the zone is ahead of UTC at an instant. */
export function offsetAt(epochMilliseconds: number, timezone: string): number {
  const parts = wallClock(timezone).formatToParts(epochMilliseconds)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  )
  return wall - Math.floor(epochMilliseconds / 1_000) * 1_000
}

function wallClock(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const numbers = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...numbers })
  formats.set(timeZone, format)
  return format
}
