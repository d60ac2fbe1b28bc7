import { describe, expect, test } from 'vitest'
import { shifts } from './shifts.ts'
import type { Layer, Restriction } from './schedule.ts'
import { at, businessHours, layerOf, lines, scheduleWith } from './testing/samples.ts'
import { onCallAt } from './now.ts'

function people(layer: Layer, from: string, to: string): string[] {
  return lines(shifts(scheduleWith({ layers: [layer] }), at(from), at(to)))
}

const daily = layerOf('1 day', '00:00', { restrictions: [businessHours], userIds: ['ann', 'bob', 'eve'] })

describe('a turn that the restrictions exclude completely', () => {
  test('is not consumed: after the weekend the next person follows, not the next but two', () => {
    expect(people(daily, '2026-01-08T00:00', '2026-01-14T00:00')).toEqual([
      'ann 01-08T08:00+01:00 to 01-08T18:00+01:00',
      'bob 01-09T08:00+01:00 to 01-09T18:00+01:00',
      'eve 01-12T08:00+01:00 to 01-12T18:00+01:00',
      'ann 01-13T08:00+01:00 to 01-13T18:00+01:00',
    ])
  })

  test('is consumed when the rotation says so: the weekend passes over two people', () => {
    const rotation = { every: '1 day', handover: '00:00', skipExcluded: false }
    expect(people({ ...daily, rotation }, '2026-01-08T00:00', '2026-01-14T00:00')).toEqual([
      'ann 01-08T08:00+01:00 to 01-08T18:00+01:00',
      'bob 01-09T08:00+01:00 to 01-09T18:00+01:00',
      'bob 01-12T08:00+01:00 to 01-12T18:00+01:00',
      'eve 01-13T08:00+01:00 to 01-13T18:00+01:00',
    ])
  })

  test('never keeps anybody from ever having a turn (people and days in step would)', () => {
    const mondays: Restriction = { days: ['Mon'], from: '00:00', to: '24:00' }
    const seven = layerOf('1 day', '00:00', { restrictions: [mondays], userIds: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })
    const found = shifts(scheduleWith({ layers: [seven] }), at('2026-01-05T00:00'), at('2026-02-23T00:00'))
    expect(found.map((shift) => shift.userId)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  })

  test('at the very beginning leaves the first user the first turn that counts', () => {
    const saturday = { ...daily, start: '2026-01-10' }
    expect(people(saturday, '2026-01-01T00:00', '2026-01-14T00:00')).toEqual([
      'ann 01-12T08:00+01:00 to 01-12T18:00+01:00',
      'bob 01-13T08:00+01:00 to 01-13T18:00+01:00',
    ])
    const restOfWeek = layerOf('1 week', 'Mon 00:00', { start: '2026-01-10', restrictions: [businessHours] })
    expect(people(restOfWeek, '2026-01-01T00:00', '2026-01-13T00:00')).toEqual([
      'ann 01-12T08:00+01:00 to 01-12T18:00+01:00',
    ])
  })

  test('counts the hours before the first hand-over as part of the first turn', () => {
    const mondayMorning: Restriction = { days: ['Mon'], from: '06:00', to: '08:00' }
    expect(
      people(layerOf('1 day', '09:00', { restrictions: [mondayMorning] }), '2026-01-05T00:00', '2026-01-20T00:00'),
    ).toEqual([
      'ann 01-05T06:00+01:00 to 01-05T08:00+01:00',
      'bob 01-12T06:00+01:00 to 01-12T08:00+01:00',
      'ann 01-19T06:00+01:00 to 01-19T08:00+01:00',
    ])
  })

  test('is judged on the wall clock: a change of the clocks leaves the order as it was', () => {
    const night: Restriction = { from: '02:00', to: '03:00' }
    const hourly = layerOf('1 hour', '00:00', {
      start: '2026-03-27',
      restrictions: [night],
      userIds: ['ann', 'bob', 'eve'],
    })
    expect(people(hourly, '2026-03-27T00:00', '2026-03-31T00:00')).toEqual([
      'ann 03-27T02:00+01:00 to 03-27T03:00+01:00',
      'bob 03-28T02:00+01:00 to 03-28T03:00+01:00',
      'ann 03-30T02:00+02:00 to 03-30T03:00+02:00',
    ])
  })
})

describe('however old a rotation is', () => {
  test.each([1, 7, 48, 250])(
    'the order of a restricted hourly rotation goes on as counted one by one, %i weeks after',
    (weeks) => {
      const night: Restriction = { days: ['Tue', 'Sat'], from: '21:30', to: '04:10' }
      const users = Array.from({ length: 11 }, (_, index) => `user-${index}`)
      const layer = layerOf('5 hours', '03:00', { restrictions: [night], userIds: users })
      const schedule = scheduleWith({ layers: [layer], timeZone: 'UTC' })
      const from = at('2026-01-05T00:00Z')
      const counted = shifts(schedule, from, from.add({ hours: weeks * 168 })).at(-1)
      const asked = counted && onCallAt(schedule, counted.from)?.userId
      const places = shifts(schedule, from, from.add({ hours: weeks * 168 }))
      const changes = places.filter((shift, index) => shift.userId !== places[index - 1]?.userId).length
      expect(asked).toBe(users[(changes - 1) % users.length])
    },
  )
})
