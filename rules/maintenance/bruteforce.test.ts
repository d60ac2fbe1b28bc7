import { expect, test } from 'vitest'
import { inForce, nextChange } from './index.ts'
import type { WindowTimes } from './index.ts'

/** Zones by what their clocks do, with a day close before each change. */
const changes = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Cairo', '2026-04-24'],
  ['America/Santiago', '2026-09-06'],
  ['America/Havana', '2026-11-01'],
  ['Pacific/Apia', '2011-12-30'],
] as const

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

interface Sample {
  times: WindowTimes
  /** Whether it begins on this day, and when it begins and ends: said again in the simplest way. */
  takesPlace: (day: Temporal.PlainDate) => boolean
  from: string
  to: string
}

function samples(timeZone: string, day: Temporal.PlainDate): Sample[] {
  const first = day.subtract({ days: 20 })
  const night = (from: string, to: string): Sample => ({
    times: { timeZone, recurrence: { every: 'day', from, to } },
    takesPlace: () => true,
    from,
    to,
  })
  const byRule = (rrule: string, from: string, to: string, takesPlace: Sample['takesPlace']): Sample => ({
    times: {
      timeZone,
      start: `${first.toString()}T${from}`,
      end: `${(to > from ? first : first.add({ days: 1 })).toString()}T${to}`,
      rrule,
    },
    takesPlace: (one) => Temporal.PlainDate.compare(one, first) >= 0 && takesPlace(one),
    from,
    to,
  })
  const weekend = ['Sat', 'Sun'] as const
  return [
    night('02:00', '02:30'),
    night('02:15', '03:15'),
    night('23:30', '01:15'),
    night('00:00', '24:00'),
    night('01:45', '01:30'),
    {
      times: { timeZone, recurrence: { every: 'week', days: [...weekend], from: '22:00', to: '03:00' } },
      takesPlace: (one) => one.dayOfWeek >= 6,
      from: '22:00',
      to: '03:00',
    },
    byRule('FREQ=DAILY;INTERVAL=2', '02:30', '05:00', (one) => first.until(one).days % 2 === 0),
    byRule('FREQ=WEEKLY;BYDAY=SA,SU', '01:30', '02:45', (one) => one.dayOfWeek >= 6),
    byRule('FREQ=MONTHLY;BYDAY=-1SU', '00:00', '02:00', (one) => one.dayOfWeek === 7 && one.day + 7 > one.daysInMonth),
  ]
}

/** The first or last instant of a wall-clock time; of one that does not exist, the first after the gap. */
function instantOf(wall: Temporal.PlainDateTime, timeZone: string, which: 'earlier' | 'later'): Temporal.Instant {
  const found = wall.toZonedDateTime(timeZone, { disambiguation: which })
  if (found.toPlainDateTime().equals(wall)) return found.toInstant()
  let after = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  while (Temporal.PlainDateTime.compare(after.toPlainDateTime(), wall) < 0) after = after.add({ minutes: 15 })
  return after.toInstant()
}

function naiveStretches({ takesPlace, from, to, times }: Sample, around: Temporal.PlainDate) {
  const stretches: { from: Temporal.Instant; to: Temporal.Instant }[] = []
  for (let day = around.subtract({ days: 5 }); stretches.length < 12 && !day.equals(around.add({ days: 6 }));) {
    if (takesPlace(day)) {
      const begins = Temporal.PlainDateTime.from(`${day.toString()}T${from}`)
      const lastDay = to === '24:00' || to <= from ? day.add({ days: 1 }) : day
      const ends = Temporal.PlainDateTime.from(`${lastDay.toString()}T${to === '24:00' ? '00:00' : to}`)
      stretches.push({
        from: instantOf(begins, times.timeZone, 'earlier'),
        to: instantOf(ends, times.timeZone, 'later'),
      })
    }
    day = day.add({ days: 1 })
  }
  return stretches
}

test.each(changes)(
  '%s: in force at exactly the quarters of an hour that a naive count finds around %s',
  (zone, date) => {
    const day = Temporal.PlainDate.from(date)
    const from = day.subtract({ days: 2 }).toZonedDateTime(zone).toInstant()
    const to = day.add({ days: 3 }).toZonedDateTime(zone).toInstant()
    const differences: string[] = []
    for (const [index, sample] of samples(zone, day).entries()) {
      const stretches = naiveStretches(sample, day)
      let change = nextChange(sample.times, from)
      let before = inForce(sample.times, from) !== undefined
      for (let at = from; Temporal.Instant.compare(at, to) < 0; at = at.add({ minutes: 15 })) {
        const expected = stretches.some(
          (one) => Temporal.Instant.compare(one.from, at) <= 0 && Temporal.Instant.compare(at, one.to) < 0,
        )
        const actual = inForce(sample.times, at) !== undefined
        const clock = `sample ${index} (${weekdayNames[day.dayOfWeek - 1]}), ${at.toZonedDateTimeISO(zone).toString()}`
        if (actual !== expected) differences.push(`${clock}: ${actual}`)
        // Between two changes that the rule tells nothing changes: what sleeps until then misses nothing.
        if (change && Temporal.Instant.compare(change, at) <= 0) {
          change = nextChange(sample.times, at)
          before = actual
        }
        if (actual !== before) differences.push(`${clock}: changed without being told`)
      }
    }
    expect(differences).toEqual([])
  },
)
