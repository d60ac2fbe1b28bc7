import { describe, expect, test } from 'vitest'
import { onCallAt } from './now.ts'
import type { Layer, Rotation, Schedule, Shift } from './schedule.ts'
import { shifts } from './shifts.ts'
import { naiveStretches, naiveUserAt } from './testing/naive.ts'

/** Zones by what their clocks do, with a day close before each change. Cairo, Santiago, Beirut and Havana change at midnight. */
const changes = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-29'],
  ['America/Santiago', '2026-04-04'],
  ['America/Santiago', '2026-09-06'],
  ['Asia/Beirut', '2026-03-29'],
  ['Asia/Beirut', '2026-10-24'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Pacific/Apia', '2011-12-30'],
] as const

const businessHours = [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '08:00', to: '18:00' }] as const
const nights = [
  { from: '23:30', to: '01:15' },
  { from: '01:30', to: '02:15' },
  { from: '02:30', to: '02:45' },
  { from: '03:00', to: '06:00' },
]
const weekend = [
  { days: ['Fri'], from: '18:00', to: '24:00' },
  { days: ['Sat', 'Sun'], from: '00:00', to: '24:00' },
  { days: ['Mon'], from: '00:00', to: '09:00' },
] as const

function layer(start: string, every: string, handover: string, change: Partial<Layer> = {}): Layer {
  const rotation: Rotation = { every, handover, skipExcluded: true }
  return { name: every, start, rotation, userIds: ['ann', 'bob', 'eve'], ...change }
}

/** Schedules that begin some weeks before the change, each with other habits. */
function schedulesAround(timeZone: string, day: Temporal.PlainDate): Schedule[] {
  const start = day.subtract({ days: 17 }).toString()
  const everyHour: Rotation = { every: '1 hour', handover: '00:00', skipExcluded: false }
  const layers: Layer[][] = [
    [layer(start, '1 week', 'Sun 02:30')],
    [layer(start, '1 day', '00:00')],
    [layer(start, '2 hours', '01:00')],
    [layer(start, '1 hour', '00:15', { restrictions: nights })],
    [layer(start, '1 hour', '00:00', { restrictions: nights, rotation: everyHour })],
    [layer(start, '5 hours', '03:30', { restrictions: weekend, end: day.add({ days: 1 }).toString() })],
    [layer(start, '3 days', '09:00', { restrictions: businessHours })],
    [layer(start, '2 weeks', 'Fri 18:00', { restrictions: weekend })],
    [
      layer(start, '12 hours', '08:00', { end: day.toString() }),
      layer(day.toString(), '1 day', '02:30', { userIds: ['tom', 'kim'], restrictions: nights }),
    ],
  ]
  const overrides = [
    { userId: 'max', from: `${day.toString()}T02:15`, to: `${day.toString()}T02:30` },
    { userId: 'ida', from: `${day.toString()}T02:30`, to: `${day.toString()}T05:00` },
    { userId: 'max', from: `${day.subtract({ days: 1 }).toString()}T23:45`, to: `${day.toString()}T00:15` },
  ]
  return layers.map((those) => ({ timeZone, layers: those, overrides }))
}

function holderAt(found: readonly Shift[], at: Temporal.Instant): string | undefined {
  const holder = found.find(
    (shift) =>
      shift.from.epochMilliseconds <= at.epochMilliseconds && shift.to.epochMilliseconds > at.epochMilliseconds,
  )
  return holder?.userId
}

describe('against a second implementation that walks quarter hours', () => {
  test.each(changes)('%s has the same person on call at every quarter of an hour around %s', (timeZone, date) => {
    const day = Temporal.PlainDate.from(date)
    const from = day.subtract({ days: 2 }).toZonedDateTime(timeZone).toInstant()
    const to = day.add({ days: 3 }).toZonedDateTime(timeZone).toInstant()
    const differences: string[] = []
    for (const [index, schedule] of schedulesAround(timeZone, day).entries()) {
      const rows = naiveStretches(schedule, day.add({ days: 9 }))
      const found = shifts(schedule, from, to)
      const foundOfLayers = shifts({ ...schedule, overrides: [] }, from, to)
      for (let at = from; Temporal.Instant.compare(at, to) < 0; at = at.add({ minutes: 15 })) {
        const actual = [holderAt(found, at), holderAt(foundOfLayers, at)]
        const expected = [naiveUserAt(rows, at), naiveUserAt(rows.slice(0, -1), at)]
        if (actual.join() === expected.join()) continue
        const clock = at.toZonedDateTimeISO(timeZone).toString()
        differences.push(`schedule ${index}, ${clock}: ${actual.join(', ')} in place of ${expected.join(', ')}`)
      }
    }
    expect(differences).toEqual([])
  })

  test.each(changes)('%s answers "who is on call" like the calendar around %s', (timeZone, date) => {
    const day = Temporal.PlainDate.from(date)
    const from = day.toZonedDateTime(timeZone).toInstant().subtract({ hours: 5 })
    const to = from.add({ hours: 12 })
    for (const schedule of schedulesAround(timeZone, day)) {
      const found = shifts(schedule, from, to)
      for (let at = from; Temporal.Instant.compare(at, to) < 0; at = at.add({ minutes: 45 })) {
        expect(onCallAt(schedule, at)?.userId).toBe(holderAt(found, at))
      }
    }
  })
})
