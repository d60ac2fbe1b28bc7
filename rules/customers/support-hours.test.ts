import { describe, expect, test } from 'vitest'
import { hoursTurnAfter, isWithinHours, supportTimes } from './support-hours.ts'
import type { SupportHours } from './support-hours.ts'

const berlin = 'Europe/Berlin'
const at = (local: string, timeZone = berlin) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant()
const workdays: SupportHours = {
  timeZone: berlin,
  hours: [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '08:00', to: '18:00' }],
  holidays: ['2026-01-06'],
}

describe('support hours', () => {
  test('hold from their beginning until just before their end, on their days, not on holidays', () => {
    expect(isWithinHours(workdays, at('2026-01-05T07:59:59'))).toBe(false)
    expect(isWithinHours(workdays, at('2026-01-05T08:00'))).toBe(true)
    expect(isWithinHours(workdays, at('2026-01-05T17:59:59'))).toBe(true)
    expect(isWithinHours(workdays, at('2026-01-05T18:00'))).toBe(false)
    expect(isWithinHours(workdays, at('2026-01-06T10:00'))).toBe(false)
    expect(isWithinHours(workdays, at('2026-01-10T10:00'))).toBe(false)
  })

  test('begin next on the next day on which they hold, over holidays and weekends', () => {
    expect(hoursTurnAfter(workdays, 'hours_begin', at('2026-01-05T18:00'))).toEqual(at('2026-01-07T08:00'))
    expect(hoursTurnAfter(workdays, 'hours_begin', at('2026-01-09T20:00'))).toEqual(at('2026-01-12T08:00'))
    expect(hoursTurnAfter(workdays, 'hours_begin', at('2026-01-07T08:00'))).toEqual(at('2026-01-08T08:00'))
    expect(hoursTurnAfter(workdays, 'hours_end', at('2026-01-07T12:00'))).toEqual(at('2026-01-07T18:00'))
    expect(hoursTurnAfter(workdays, 'hours_end', at('2026-01-07T18:00'))).toEqual(at('2026-01-08T18:00'))
  })

  test('a night that reaches into a holiday ends at its beginning, and the rest of it begins after the holiday', () => {
    const nights = { ...workdays, hours: [{ from: '22:00', to: '06:00' }] }
    expect(hoursTurnAfter(nights, 'hours_end', at('2026-01-05T23:00'))).toEqual(at('2026-01-06T00:00'))
    expect(hoursTurnAfter(nights, 'hours_begin', at('2026-01-06T01:00'))).toEqual(at('2026-01-07T00:00'))
  })

  test('around the clock never end, but for holidays', () => {
    const always = { ...workdays, hours: [{ from: '00:00', to: '24:00' }] }
    expect(isWithinHours(always, at('2026-01-05T00:00'))).toBe(true)
    expect(hoursTurnAfter({ ...always, holidays: [] }, 'hours_end', at('2026-01-05T12:00'))).toBeUndefined()
    expect(hoursTurnAfter(always, 'hours_end', at('2026-01-01T12:00'))).toEqual(at('2026-01-06T00:00'))
  })
})

describe('when the clocks change', () => {
  const minute = 60_000
  const wallOf = (ms: number, timeZone: string) => {
    const offset = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6
    return ms + offset
  }
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

  /** Whether the contract covers a minute on the wall, by asking every rule about this and the day before. */
  function isOpenOnTheWall({ hours, holidays }: SupportHours, wall: number): boolean {
    const clock = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC')
    if (holidays.includes(clock.toPlainDate().toString())) return false
    const now = clock.hour * 60 + clock.minute
    return hours.some(({ days = names, from, to }) => {
      const [start, end] = [minutesOf(from), minutesOf(to)]
      const today = days.includes(names[clock.dayOfWeek - 1]!)
      const yesterday = days.includes(names[(clock.dayOfWeek + 5) % 7]!)
      if (end > start) return today && now >= start && now < end
      return (today && now >= start) || (yesterday && now < end)
    })
  }

  /** The times minute by minute: a run of open minutes on the wall holds from its first to its last occurrence. */
  function byBruteForce(hours: SupportHours, from: number, to: number): boolean[] {
    const reach = 26 * 60 * minute
    const instants: number[] = []
    for (let ms = from - reach; ms < to + reach; ms += minute) instants.push(ms)
    const walls = instants.map((ms) => wallOf(ms, hours.timeZone))
    const open = new Set<number>()
    const last = Math.max(...walls)
    for (let wall = Math.min(...walls); wall <= last;) {
      if (!isOpenOnTheWall(hours, wall)) {
        wall += minute
        continue
      }
      let end = wall
      while (end <= last && isOpenOnTheWall(hours, end)) end += minute
      const begins = walls.findIndex((one) => one >= wall)
      const ends = walls.findLastIndex((one) => one < end)
      for (let index = begins; begins >= 0 && index <= ends; index += 1) open.add(instants[index]!)
      wall = end
    }
    return instants.filter((ms) => ms >= from && ms < to).map((ms) => open.has(ms))
  }

  test.each([
    ['Europe/Berlin', '2026-03-28'],
    ['Europe/Berlin', '2026-10-24'],
    ['America/New_York', '2026-03-07'],
    ['America/New_York', '2026-10-31'],
    ['Australia/Lord_Howe', '2026-04-04'],
    ['Australia/Lord_Howe', '2026-10-03'],
    ['Africa/Cairo', '2026-04-23'],
    ['Africa/Cairo', '2026-10-29'],
  ])('every minute agrees with brute force: %s from %s on', (timeZone, day) => {
    const from = Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant()
    const to = from.add({ hours: 72 })
    const samples: SupportHours['hours'][] = [
      [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '08:00', to: '18:00' }],
      [{ from: '22:00', to: '02:30' }],
      [{ from: '00:00', to: '24:00' }],
      [
        { from: '01:30', to: '02:15' },
        { from: '02:45', to: '03:30' },
      ],
    ]
    for (const hours of samples) {
      for (const holidays of [[], [Temporal.PlainDate.from(day).add({ days: 1 }).toString()]]) {
        const contract = { timeZone, hours, holidays }
        const times = supportTimes(contract, from, to)
        const seen: boolean[] = []
        for (let ms = from.epochMilliseconds; ms < to.epochMilliseconds; ms += minute) {
          seen.push(times.some((one) => one.from.epochMilliseconds <= ms && ms < one.to.epochMilliseconds))
        }
        expect(seen).toEqual(byBruteForce(contract, from.epochMilliseconds, to.epochMilliseconds))
      }
    }
  })
})
