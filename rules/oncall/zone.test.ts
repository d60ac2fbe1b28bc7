import { describe, expect, test } from 'vitest'
import { at } from './testing/samples.ts'
import { wallOfDateTime } from './wall.ts'
import { zoneBetween } from './zone.ts'

/** Both occurrences of a wall-clock time, as the zone around it answers. */
function occurrences(timeZone: string, wall: string): [string, string] {
  const near = Temporal.Instant.from(`${wall}Z`).epochMilliseconds
  const zone = zoneBetween(timeZone, near, near)
  return [zone.first(wallOfDateTime(wall)), zone.last(wallOfDateTime(wall))].map((found) =>
    Temporal.Instant.fromEpochMilliseconds(found).toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' }),
  ) as [string, string]
}

describe('a wall-clock time', () => {
  test('that comes once is one instant', () => {
    expect(occurrences('Europe/Berlin', '2026-07-01T09:00')).toEqual([
      '2026-07-01T09:00:00+02:00',
      '2026-07-01T09:00:00+02:00',
    ])
  })

  test('that comes twice has a first and a last occurrence, from where the clock is set back to', () => {
    expect(occurrences('Europe/Berlin', '2026-10-25T02:30')).toEqual([
      '2026-10-25T02:30:00+02:00',
      '2026-10-25T02:30:00+01:00',
    ])
    expect(occurrences('Europe/Berlin', '2026-10-25T02:00')).toEqual([
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:00:00+01:00',
    ])
    expect(occurrences('Europe/Berlin', '2026-10-25T03:00')).toEqual([
      '2026-10-25T03:00:00+01:00',
      '2026-10-25T03:00:00+01:00',
    ])
  })

  test('that does not exist is the first instant after the gap', () => {
    expect(occurrences('Europe/Berlin', '2026-03-29T02:30')).toEqual([
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T03:00:00+02:00',
    ])
    expect(occurrences('America/Santiago', '2026-09-06T00:00')).toEqual([
      '2026-09-06T01:00:00-03:00',
      '2026-09-06T01:00:00-03:00',
    ])
  })

  test('is found where the clocks change by half an hour, at midnight, or by a whole day', () => {
    expect(occurrences('Australia/Lord_Howe', '2026-04-05T01:45')).toEqual([
      '2026-04-05T01:45:00+11:00',
      '2026-04-05T01:45:00+10:30',
    ])
    expect(occurrences('America/Havana', '2026-11-01T00:00')).toEqual([
      '2026-11-01T00:00:00-04:00',
      '2026-11-01T00:00:00-05:00',
    ])
    expect(occurrences('Pacific/Apia', '2011-12-30T12:00')).toEqual([
      '2011-12-31T00:00:00+14:00',
      '2011-12-31T00:00:00+14:00',
    ])
  })
})

describe('the clock of a zone', () => {
  test.each(['Europe/Berlin', 'America/New_York', 'Africa/Casablanca', 'Asia/Kathmandu', 'UTC'])(
    'in %s reads what Temporal reads, at every hour of two years',
    (timeZone) => {
      const start = at('2025-01-01T00:00Z').epochMilliseconds
      const end = at('2027-01-01T00:00Z').epochMilliseconds
      const zone = zoneBetween(timeZone, start, end)
      const wrong: number[] = []
      for (let now = start; now < end; now += 3_600_000) {
        const clock = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
        if (zone.wallAt(now) - now !== clock.offsetNanoseconds / 1_000_000) wrong.push(now)
      }
      expect(wrong).toEqual([])
    },
  )

  test('never runs backwards: a later time on the wall is never an earlier instant', () => {
    const start = at('2026-10-24T00:00Z').epochMilliseconds
    const zone = zoneBetween('Europe/Berlin', start, start + 2 * 86_400_000)
    let previous = { first: -Infinity, last: -Infinity }
    for (let wall = wallOfDateTime('2026-10-24T00:00'); wall < wallOfDateTime('2026-10-26T00:00'); wall += 60_000) {
      const now = { first: zone.first(wall), last: zone.last(wall) }
      expect(now.first).toBeGreaterThanOrEqual(previous.first)
      expect(now.last).toBeGreaterThanOrEqual(Math.max(previous.last, now.first))
      previous = now
    }
  })
})
