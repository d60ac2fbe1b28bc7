import { describe, expect, test } from 'vitest'
import { nextHandover, onCallAt } from './now.ts'
import { overrideShifts, shifts } from './shifts.ts'
import { at, businessHours, layerOf, scheduleWith } from './testing/samples.ts'

const users = ['ann', 'bob', 'eve', 'kim', 'tom']
const instant = at('2026-11-20T10:20Z')

/** Hours on the wall clock since a date. */
function wallHoursSince(start: string): number {
  const wall = instant.toZonedDateTimeISO('Europe/Berlin').toPlainDateTime()
  return Math.floor(wall.since(start).total({ unit: 'hours' }))
}

describe('an hourly rotation', () => {
  test.each(['2021-11-20', '1976-11-20', '1600-01-01'])(
    'that began on %s has the person that counting gives (OU F1, F8, F9)',
    (start) => {
      const schedule = scheduleWith({ layers: [layerOf('1 hour', '00:00', { start, userIds: users })] })
      const found = onCallAt(schedule, instant)
      expect(found?.userId).toBe(users[wallHoursSince(start) % users.length])
      expect(found?.from).toEqual(at('2026-11-20T10:00Z'))
      expect(nextHandover(schedule, instant)?.at).toEqual(at('2026-11-20T11:00Z'))
    },
  )

  test.each([undefined, [businessHours]])(
    'that is nineteen centuries old answers a thousand times within seconds',
    (restrictions) => {
      const layers = [layerOf('1 hour', '00:00', { start: '0100-01-01', userIds: users, restrictions })]
      const schedule = scheduleWith({ layers })
      let answers = 0
      for (let index = 0; index < 1_000; index += 1)
        answers += shifts(schedule, instant, instant.add({ seconds: 1 })).length
      expect(answers).toBe(1_000)
    },
  )

  test('is drawn for a year as 8,760 shifts', () => {
    const schedule = scheduleWith({ timeZone: 'UTC', layers: [layerOf('1 hour', '00:00', { start: '2020-01-01' })] })
    expect(shifts(schedule, at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z'))).toHaveLength(8_760)
  })
})

describe('many overrides', () => {
  test('that all overlap are resolved and do not run forever (OU f815d15d04)', () => {
    const hours = Array.from({ length: 1_000 }, (_, index) => at('2026-11-20T00:00Z').add({ hours: index }))
    const local = (time: Temporal.Instant) =>
      time.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute' })
    const overrides = hours.map((from, index) => ({
      userId: `user-${index}`,
      from: local(from),
      to: local(from.add({ hours: 500 })),
    }))
    const found = overrideShifts(
      scheduleWith({ timeZone: 'UTC', overrides }),
      at('2026-11-20T00:00Z'),
      at('2027-06-01T00:00Z'),
    )
    expect(found.slice(0, 1_000).map((shift) => shift.userId)).toEqual(overrides.map((override) => override.userId))
    expect(found.at(-1)?.to).toEqual(hours.at(-1)?.add({ hours: 500 }))
  })
})
