import type { Layer, Restriction, Rotation, Schedule, Shift } from '../schedule.ts'

/** Ann and Bob, a week each from Monday 2026-01-05, handing over on Mondays at 09:00. */
export const weekly: Layer = layerOf('1 week', 'Mon 09:00')

export const businessHours: Restriction = { days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '08:00', to: '18:00' }

/** Friday 18:00 to Monday 09:00. */
export const weekend: readonly Restriction[] = [
  { days: ['Fri'], from: '18:00', to: '24:00' },
  { days: ['Sat', 'Sun'], from: '00:00', to: '24:00' },
  { days: ['Mon'], from: '00:00', to: '09:00' },
]

export function layerOf(every: string, handover: string, change: Partial<Layer> = {}): Layer {
  const rotation: Rotation = { every, handover, skipExcluded: true }
  return { name: 'weekly', start: '2026-01-05', rotation, userIds: ['ann', 'bob'], ...change }
}

export function scheduleWith(change: Partial<Schedule> = {}): Schedule {
  return { timeZone: 'Europe/Berlin', layers: [weekly], overrides: [], ...change }
}

/** An instant from a wall-clock text in Berlin or another zone; a text with an offset says its own. */
export function at(text: string, timeZone = 'Europe/Berlin'): Temporal.Instant {
  if (/[Z+]|-\d\d:\d\d$/.test(text)) return Temporal.Instant.from(text)
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant()
}

/** `ann 01-05T09:00+01:00 to 01-12T09:00+01:00`, on the wall clock of a zone. */
export function lines(found: readonly Shift[], timeZone = 'Europe/Berlin'): string[] {
  return found.map(({ userId, from, to }) => `${userId} ${clock(from, timeZone)} to ${clock(to, timeZone)}`)
}

export function clock(instant: Temporal.Instant | undefined, timeZone = 'Europe/Berlin'): string {
  if (!instant) return 'open'
  const text = instant.toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'minute', timeZoneName: 'never' })
  return text.slice('2026-'.length)
}

export function hoursOf({ from, to }: { from: Temporal.Instant; to: Temporal.Instant }): number {
  return (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000
}
