import { describe, expect, test } from 'vitest'
import { nextHandover, onCallAt } from './now.ts'
import type { Override } from './schedule.ts'
import { shifts } from './shifts.ts'
import { at, businessHours, clock, hoursOf, layerOf, lines, scheduleWith, weekend, weekly } from './testing/samples.ts'

/** Each test is a bug that another product had (field 3.1), named by what must not happen here. */

const year = { from: at('2026-01-05T00:00Z'), to: at('2027-01-05T00:00Z') }

function wallTimesOfStarts(timeZone: string, handover: string): Set<string> {
  const layers = [layerOf('1 day', handover)]
  const found = shifts(scheduleWith({ timeZone, layers }), year.from, year.to).slice(1)
  return new Set(
    found.map((shift) => shift.from.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' })),
  )
}

describe('hand-overs where clocks change', () => {
  test.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago'])(
    'stay at their wall-clock time in %s, not at a fixed offset (GO#3261, GO#4103)',
    (timeZone) => {
      expect(wallTimesOfStarts(timeZone, '09:00')).toEqual(new Set(['09:00']))
    },
  )

  test('leave no gap in autumn and no overlap in spring: a week is 169 or 167 hours (GO#5247, GO#5455)', () => {
    const found = shifts(scheduleWith(), year.from, year.to)
    const lengths = new Set(found.slice(1, -1).map(hoursOf))
    expect(lengths).toEqual(new Set([168, 167, 169]))
    for (const [index, shift] of found.slice(1).entries()) expect(shift.from).toEqual(found[index]?.to)
  })

  test('keep the length of turns that begin before a change and end after it (GO#3576, GO#2950)', () => {
    const layers = [layerOf('2 days', '09:00', { start: '2026-03-28' })]
    expect(lines(shifts(scheduleWith({ layers }), at('2026-03-28T09:00'), at('2026-04-01T09:00')))).toEqual([
      'ann 03-28T09:00+01:00 to 03-30T09:00+02:00',
      'bob 03-30T09:00+02:00 to 04-01T09:00+02:00',
    ])
  })

  test('do not carry the winter offset of the first day into summer (OU#1890)', () => {
    expect(clock(nextHandover(scheduleWith(), at('2026-07-15T00:00'))?.at)).toBe('07-20T09:00+02:00')
  })

  test('come after exactly n units, not one too late, when n is two (OU ad6b3d6247)', () => {
    const next = (every: string, handover: string, from: string) =>
      clock(nextHandover(scheduleWith({ layers: [layerOf(every, handover)] }), at(from))?.at)
    expect(next('2 weeks', 'Mon 09:00', '2026-03-16T09:00')).toBe('03-30T09:00+02:00')
    expect(next('2 weeks', 'Mon 09:00', '2026-03-30T08:59')).toBe('03-30T09:00+02:00')
    expect(next('2 days', '09:00', '2026-10-24T09:00')).toBe('10-26T09:00+01:00')
    expect(next('2 hours', '01:00', '2026-10-25T03:00')).toBe('10-25T05:00+01:00')
  })

  test('stay on the same hours with turns of two hours, through both changes (GA#1252)', () => {
    const layers = [layerOf('2 hours', '00:00')]
    const spring = shifts(scheduleWith({ layers }), at('2026-03-29T00:00'), at('2026-03-29T06:00'))
    expect(lines(spring)).toEqual([
      'ann 03-29T00:00+01:00 to 03-29T03:00+02:00',
      'bob 03-29T03:00+02:00 to 03-29T04:00+02:00',
      'ann 03-29T04:00+02:00 to 03-29T06:00+02:00',
    ])
    const autumn = shifts(scheduleWith({ layers }), at('2026-10-25T00:00'), at('2026-10-25T06:00'))
    expect(lines(autumn)).toEqual([
      'ann 10-25T00:00+02:00 to 10-25T02:00+02:00',
      'bob 10-25T02:00+02:00 to 10-25T04:00+01:00',
      'ann 10-25T04:00+01:00 to 10-25T06:00+01:00',
    ])
  })

  test('at a time that comes twice happen the first time, at one that does not exist right after the gap (GA#1252)', () => {
    const layers = [layerOf('1 day', '02:30')]
    expect(clock(nextHandover(scheduleWith({ layers }), at('2026-10-25T00:00'))?.at)).toBe('10-25T02:30+02:00')
    expect(clock(nextHandover(scheduleWith({ layers }), at('2026-03-29T00:00'))?.at)).toBe('03-29T03:00+02:00')
  })

  test('at midnight are right in zones that change at midnight (GA rule.go:100)', () => {
    const layers = [layerOf('1 day', '00:00')]
    const santiago = scheduleWith({ timeZone: 'America/Santiago', layers })
    const havana = scheduleWith({ timeZone: 'America/Havana', layers })
    expect(clock(nextHandover(santiago, at('2026-09-05T12:00', 'America/Santiago'))?.at, 'America/Santiago')).toBe(
      '09-06T01:00-03:00',
    )
    expect(clock(nextHandover(havana, at('2026-10-31T12:00', 'America/Havana'))?.at, 'America/Havana')).toBe(
      '11-01T00:00-04:00',
    )
  })
})

describe('restrictions and overrides where zones differ or clocks change', () => {
  test('know the weekday of the zone of the schedule, not of UTC (GO#4197)', () => {
    const layers = [layerOf('1 week', 'Mon 00:00', { restrictions: [{ days: ['Mon'], from: '00:00', to: '24:00' }] })]
    const auckland = shifts(
      scheduleWith({ timeZone: 'Pacific/Auckland', layers }),
      at('2026-01-10T00:00Z'),
      at('2026-01-14T00:00Z'),
    )
    expect(lines(auckland, 'UTC')).toEqual(['bob 01-11T11:00+00:00 to 01-12T11:00+00:00'])
    const losAngeles = shifts(
      scheduleWith({ timeZone: 'America/Los_Angeles', layers }),
      at('2026-01-10T00:00Z'),
      at('2026-01-14T00:00Z'),
    )
    expect(lines(losAngeles, 'UTC')).toEqual(['bob 01-12T08:00+00:00 to 01-13T08:00+00:00'])
  })

  test('read the times of an override in the zone of the schedule (GO#4688)', () => {
    const overrides = [{ userId: 'max', from: '2026-07-01T00:00', to: '2026-07-02T00:00' }]
    const found = shifts(scheduleWith({ timeZone: 'America/New_York', layers: [], overrides }), year.from, year.to)
    expect(lines(found, 'UTC')).toEqual(['max 07-01T04:00+00:00 to 07-02T04:00+00:00'])
  })

  test('read a time of day in the zone of the schedule, in winter and in summer (OU audit F1, F10)', () => {
    const schedule = scheduleWith({ timeZone: 'America/New_York', layers: [layerOf('1 day', '09:00')] })
    expect(clock(nextHandover(schedule, at('2026-01-20T00:00Z'))?.at, 'UTC')).toBe('01-20T14:00+00:00')
    expect(clock(nextHandover(schedule, at('2026-07-20T00:00Z'))?.at, 'UTC')).toBe('07-20T13:00+00:00')
  })

  test('close a weekend on Monday at its time, whichever way the clocks changed (OU 70a81a67db, F8, F9)', () => {
    const schedule = scheduleWith({ layers: [{ ...weekly, userIds: ['ann'], restrictions: weekend }] })
    expect(lines(shifts(schedule, at('2026-03-26T00:00'), at('2026-04-02T00:00')))).toEqual([
      'ann 03-27T18:00+01:00 to 03-30T09:00+02:00',
    ])
    expect(lines(shifts(schedule, at('2026-10-22T00:00'), at('2026-10-29T00:00')))).toEqual([
      'ann 10-23T18:00+02:00 to 10-26T09:00+01:00',
    ])
  })

  test('make a whole day of the change 23 or 25 hours long, from midnight to midnight (AM#5447)', () => {
    const layers = [
      layerOf('1 week', 'Mon 00:00', {
        userIds: ['ann'],
        restrictions: [{ days: ['Sun'], from: '00:00', to: '24:00' }],
      }),
    ]
    const sundays = shifts(scheduleWith({ layers }), at('2026-03-01T00:00'), at('2026-11-01T00:00'))
    expect(new Set(sundays.map(hoursOf))).toEqual(new Set([24, 23, 25]))
    expect(new Set(sundays.map((shift) => clock(shift.to).slice(6, 11)))).toEqual(new Set(['00:00']))
  })

  test('keep support hours at their local times through the whole year, not in UTC (GO escalation time range)', () => {
    const layers = [layerOf('1 week', 'Mon 00:00', { userIds: ['ann'], restrictions: [businessHours] })]
    const found = shifts(scheduleWith({ layers }), year.from, year.to)
    expect(new Set(found.map((shift) => `${clock(shift.from).slice(6, 11)}-${clock(shift.to).slice(6, 11)}`))).toEqual(
      new Set(['08:00-18:00']),
    )
    expect(found).toHaveLength(261)
  })

  test('end at the second of two equal times and begin at the first, so that autumn has overlap and never a gap (GA#1252)', () => {
    const early = layerOf('1 week', 'Mon 00:00', { userIds: ['ann'], restrictions: [{ from: '22:00', to: '02:30' }] })
    const late = layerOf('1 week', 'Mon 00:00', { userIds: ['bob'], restrictions: [{ from: '02:30', to: '22:00' }] })
    const between = [at('2026-10-25T00:00'), at('2026-10-25T12:00')] as const
    expect(lines(shifts(scheduleWith({ layers: [early] }), ...between))).toEqual([
      'ann 10-25T00:00+02:00 to 10-25T02:30+01:00',
    ])
    expect(lines(shifts(scheduleWith({ layers: [late] }), ...between))).toEqual([
      'bob 10-25T02:30+02:00 to 10-25T12:00+01:00',
    ])
    expect(lines(shifts(scheduleWith({ layers: [late, early] }), ...between))).toEqual([
      'ann 10-25T00:00+02:00 to 10-25T02:30+01:00',
      'bob 10-25T02:30+01:00 to 10-25T12:00+01:00',
    ])
  })
})

describe('in the hours that come twice', () => {
  const windows = [
    { from: '01:15', to: '02:10' },
    { from: '02:40', to: '02:50' },
  ]
  const overrides = [
    { userId: 'max', from: '2026-10-25T02:20', to: '2026-10-25T02:30' },
    { userId: 'ida', from: '2026-10-25T02:54', to: '2026-10-25T02:58' },
  ]

  test.each([windows, undefined])(
    'a calendar of one minute shows what the calendar of the day shows',
    (restrictions) => {
      const hourly = layerOf('1 hour', '00:05', { restrictions, userIds: ['ann', 'bob', 'eve'] })
      for (const schedule of [scheduleWith({ layers: [hourly] }), scheduleWith({ layers: [hourly], overrides })]) {
        const day = shifts(schedule, at('2026-10-25T00:00'), at('2026-10-25T06:00'))
        for (let now = at('2026-10-25T00:00'); now.epochMilliseconds < at('2026-10-25T06:00').epochMilliseconds;) {
          const next = now.add({ minutes: 1 })
          const held = day.find(
            (shift) => Temporal.Instant.compare(shift.from, now) <= 0 && Temporal.Instant.compare(now, shift.to) < 0,
          )
          expect(shifts(schedule, now, next)).toEqual(held ? [{ ...held, from: now, to: next }] : [])
          now = next
        }
      }
    },
  )

  test('an override is known although its date is not today, where midnight comes twice', () => {
    const evening = { userId: 'ida', from: '2010-11-06T20:00', to: '2010-11-06T23:50' }
    const night = { userId: 'max', from: '2010-11-07T00:00', to: '2010-11-07T08:00' }
    const userIdAt = (override: Override, time: string) =>
      onCallAt(scheduleWith({ timeZone: 'America/St_Johns', layers: [], overrides: [override] }), at(time))?.userId
    expect(userIdAt(night, '2010-11-06T23:30-02:30')).toBeUndefined()
    expect(userIdAt(night, '2010-11-06T23:30-03:30')).toBe('max')
    expect(userIdAt(evening, '2010-11-07T00:00:30-02:30')).toBe('ida')
    expect(userIdAt(evening, '2010-11-06T23:50-03:30')).toBeUndefined()
  })
})

describe('calendars and names', () => {
  test.each(['2024-01-29', '2024-01-30', '2024-01-31', '2024-02-29'])(
    'a layer that starts on %s does not drift: both ways of asking agree after years (OU audit F0, H1)',
    (start) => {
      const schedule = scheduleWith({
        layers: [layerOf('31 days', '09:00', { start, userIds: ['ann', 'bob', 'eve'] })],
      })
      const found = shifts(schedule, at('2024-01-01T00:00'), at('2028-01-01T00:00'))
      for (const [index, shift] of found.entries()) {
        const begin = Temporal.PlainDate.from(start).add({ days: 31 * index })
        expect(clock(shift.from).slice(0, 5)).toBe(begin.toString().slice(5))
        expect(onCallAt(schedule, shift.from)?.userId).toBe(['ann', 'bob', 'eve'][index % 3])
      }
    },
  )

  test('an old name of a zone means the zone (GA#553)', () => {
    const named = (timeZone: string) => shifts(scheduleWith({ timeZone }), year.from, year.to)
    expect(named('US/Pacific')).toEqual(named('America/Los_Angeles'))
  })
})
