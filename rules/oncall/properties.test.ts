import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gaps } from './coverage.ts'
import { nextHandover, nextShift, onCallAt } from './now.ts'
import type { Layer, Override, Restriction, Schedule, Shift } from './schedule.ts'
import { layerShifts, shifts } from './shifts.ts'
import { at } from './testing/samples.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Beirut',
  'America/Havana',
  'UTC',
]

const two = (value: number) => String(value).padStart(2, '0')
const timeOfDay = fc.tuple(fc.nat(23), fc.constantFrom(0, 5, 30)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`)
const date = fc.nat(730).map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }).toString())
const localTime = fc.tuple(date, timeOfDay).map(([day, time]) => `${day}T${time}`)

const restriction: fc.Arbitrary<Restriction> = fc.record({
  days: fc.option(fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), { nil: undefined }),
  from: timeOfDay,
  to: fc.oneof(timeOfDay, fc.constant('24:00')),
})

const rotation = fc.oneof(
  fc.record({
    every: fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('hours', 'days')).map((words) => words.join(' ')),
    handover: timeOfDay,
    skipExcluded: fc.boolean(),
  }),
  fc.record({
    every: fc.integer({ min: 1, max: 6 }).map((count) => `${count} weeks`),
    handover: fc.tuple(fc.constantFrom(...weekdays), timeOfDay).map((words) => words.join(' ')),
    skipExcluded: fc.boolean(),
  }),
)

const unrestricted: fc.Arbitrary<Layer> = fc.record({
  name: fc.constant('layer'),
  start: date,
  rotation,
  userIds: fc.array(fc.constantFrom('ann', 'bob', 'eve', 'kim'), { minLength: 1, maxLength: 5 }),
})

const anyLayer: fc.Arbitrary<Layer> = fc
  .tuple(unrestricted, fc.array(restriction, { maxLength: 3 }), fc.option(date, { nil: undefined }))
  .map(([layer, restrictions, end]) => ({ ...layer, restrictions, end }))

const override: fc.Arbitrary<Override> = fc.record({
  userId: fc.constantFrom('max', 'ida'),
  from: localTime,
  to: localTime,
})

const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  timeZone: fc.constantFrom(...zones),
  layers: fc.array(anyLayer, { maxLength: 3 }),
  overrides: fc.array(override, { maxLength: 4 }),
})

/** Instants with seconds, often near a change of clocks. */
const instant = fc
  .tuple(
    fc.constantFrom(
      '2026-03-28T20:00Z',
      '2026-10-24T20:00Z',
      '2026-04-04T10:00Z',
      '2026-09-05T20:00Z',
      '2026-10-31T20:00Z',
      '2025-06-01T00:00Z',
    ),
    fc.integer({ min: 0, max: 400_000 }),
  )
  .map(([near, seconds]) => at(near).add({ seconds }))

/** Two instants in order, up to some weeks apart. */
const frame = fc
  .tuple(instant, fc.integer({ min: 1, max: 5_000_000 }))
  .map(([from, seconds]) => [from, from.add({ seconds })] as const)

const ms = (time: Temporal.Instant) => time.epochMilliseconds
const laterOf = (a: Temporal.Instant, b: Temporal.Instant) => (ms(a) > ms(b) ? a : b)
const earlierOf = (a: Temporal.Instant, b: Temporal.Instant) => (ms(a) < ms(b) ? a : b)

function slice(found: readonly Shift[], from: Temporal.Instant, to: Temporal.Instant): Shift[] {
  return found
    .map((shift) => ({ ...shift, from: laterOf(shift.from, from), to: earlierOf(shift.to, to) }))
    .filter((shift) => ms(shift.from) < ms(shift.to))
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) freeze(inner)
  return value
}

describe('for every schedule', () => {
  test('an unrestricted layer covers the time from its first day without gap or overlap', () => {
    fc.assert(
      fc.property(unrestricted, fc.constantFrom(...zones), frame, (layer, timeZone, [from, to]) => {
        const schedule = { timeZone, layers: [layer], overrides: [] }
        const start = Temporal.PlainDate.from(layer.start).toZonedDateTime(timeZone).toInstant()
        let reached = earlierOf(laterOf(start, from), to)
        for (const shift of shifts(schedule, from, to)) {
          expect(ms(shift.from)).toBe(ms(reached))
          expect(ms(shift.to)).toBeGreaterThan(ms(reached))
          reached = shift.to
        }
        expect(ms(reached)).toBe(ms(to))
      }),
      { numRuns: 300 },
    )
  })

  test('the shifts of a part of a time are that part of the shifts of the whole', () => {
    fc.assert(
      fc.property(anySchedule, frame, fc.nat(1_000), fc.nat(1_000), (schedule, [from, to], a, b) => {
        const inner = [a, b]
          .toSorted((x, y) => x - y)
          .map((share) => from.add({ milliseconds: Math.floor(((ms(to) - ms(from)) * share) / 1_000) }))
        const [start = from, end = to] = inner
        expect(shifts(schedule, start, end)).toEqual(slice(shifts(schedule, from, to), start, end))
        expect(layerShifts(schedule, start, end)).toEqual(
          layerShifts(schedule, from, to).map((row) => slice(row, start, end)),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('shifts are in order, never empty, never overlap, and never touch where they could be one', () => {
    fc.assert(
      fc.property(anySchedule, frame, (schedule, [from, to]) => {
        const found = shifts(schedule, from, to)
        for (const [index, shift] of found.entries()) {
          expect(ms(shift.from)).toBeLessThan(ms(shift.to))
          const before = found[index - 1]
          if (!before) continue
          expect(ms(before.to)).toBeLessThanOrEqual(ms(shift.from))
          const couldBeOne =
            before.userId === shift.userId && JSON.stringify(before.origin) === JSON.stringify(shift.origin)
          expect(couldBeOne && ms(before.to) === ms(shift.from)).toBe(false)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('who is on call at an instant is a slice of the shifts around it, with its true bounds', () => {
    fc.assert(
      fc.property(anySchedule, instant, (schedule, now) => {
        const around = shifts(schedule, now.subtract({ hours: 24 * 40 }), now.add({ hours: 24 * 40 }))
        const held = around.find((shift) => ms(shift.from) <= ms(now) && ms(now) < ms(shift.to))
        const found = onCallAt(schedule, now)
        expect([found?.userId, found?.origin]).toEqual([held?.userId, held?.origin])
        // A shift at the edge of what was asked is cut there.
        const isWhole = held && held !== around[0] && held !== around.at(-1)
        expect(isWhole ? found : undefined).toEqual(isWhole ? held : undefined)
      }),
      { numRuns: 200 },
    )
  })

  test('the next shift and the next hand-over are those of the calendar', () => {
    fc.assert(
      fc.property(anySchedule, instant, (schedule, now) => {
        const ahead = shifts(schedule, now, now.add({ hours: 24 * 60 }))
        const next = nextShift(schedule, now)
        const expected = ahead.find((shift) => ms(shift.from) > ms(now)) ?? next
        expect([next?.userId, next?.from]).toEqual([expected?.userId, expected?.from])
        const handover = nextHandover(schedule, now)
        if (!handover) return
        expect(onCallAt(schedule, handover.at)?.userId).toBe(handover.toUserId)
        const before = shifts(schedule, now, handover.at)
        expect(new Set(before.map((shift) => shift.userId))).toEqual(
          new Set(handover.fromUserId ? [handover.fromUserId] : []),
        )
        expect(gaps(schedule, now, handover.at)).toHaveLength(handover.fromUserId ? 0 : 1)
      }),
      { numRuns: 150 },
    )
  })

  test('overrides that do not overlap give the same calendar in any order', () => {
    const apart = fc.uniqueArray(localTime, { minLength: 2, maxLength: 9 }).map((times) => {
      const ordered = times.toSorted()
      return ordered.slice(1).map((to, index) => ({ userId: `user-${index}`, from: ordered[index] ?? to, to }))
    })
    fc.assert(
      fc.property(anySchedule, apart, frame, (schedule, overrides, [from, to]) => {
        const users = (list: readonly Override[]) =>
          shifts({ ...schedule, overrides: list }, from, to).map((shift) => [
            shift.userId,
            ms(shift.from),
            ms(shift.to),
          ])
        expect(users(overrides.toReversed())).toEqual(users(overrides))
      }),
      { numRuns: 100 },
    )
  })

  test('shifts and gaps together are the whole time, and nothing that was given is changed', () => {
    fc.assert(
      fc.property(anySchedule, frame, (schedule, [from, to]) => {
        freeze(schedule)
        const pieces = [...shifts(schedule, from, to), ...gaps(schedule, from, to)]
        expect(pieces.reduce((sum, piece) => sum + ms(piece.to) - ms(piece.from), 0)).toBe(ms(to) - ms(from))
      }),
      { numRuns: 100 },
    )
  })
})
