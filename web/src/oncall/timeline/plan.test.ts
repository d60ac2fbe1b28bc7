import { describe, expect, test } from 'vitest'
import type { Schedule } from '../../../../rules/oncall/index.ts'
import { layerPieces, piecesOfDay, planOfAnswer, planOfSchedule } from './plan.ts'
import { spanOf } from './span.ts'

const schedule: Schedule = {
  timeZone: 'Europe/Berlin',
  layers: [
    {
      name: 'nights',
      start: '2026-01-05',
      rotation: { every: '1 week', handover: 'Mon 09:00', skipExcluded: true },
      userIds: ['ann', 'bob'],
      restrictions: [{ from: '18:00', to: '08:00' }],
    },
    {
      name: 'sundays',
      start: '2026-01-05',
      userIds: ['cleo'],
      restrictions: [{ days: ['Sun'], from: '00:00', to: '24:00' }],
    },
  ],
  overrides: [{ userId: 'dora', from: '2026-10-25T20:00', to: '2026-10-25T22:00' }],
}
const span = spanOf('day', '2026-10-25', 'Europe/Berlin')
const nameOf = (key: string) => key.toUpperCase()
const hours = (pieces: { from: number; to: number; user: { name: string } | null }[]) =>
  pieces.map(({ from, to, user }) => [(from - span.from) / 3_600_000, (to - span.from) / 3_600_000, user?.name ?? null])

describe('what is drawn of a schedule', () => {
  test('is each layer, who stands in, and the result with what nobody has, over a day of 25 hours', () => {
    const plan = planOfSchedule(schedule, span, nameOf)
    expect(plan.layers.map((layer) => [layer.name, hours(layer.pieces)])).toEqual([
      [
        'nights',
        [
          [0, 9, 'BOB'],
          [19, 25, 'BOB'],
        ],
      ],
      ['sundays', [[0, 25, 'CLEO']]],
    ])
    expect(hours(plan.overrides)).toEqual([[21, 23, 'DORA']])
    expect(hours(plan.result)).toEqual([
      [0, 21, 'CLEO'],
      [21, 23, 'DORA'],
      [23, 25, 'CLEO'],
    ])
    const gapsOnly = planOfSchedule({ ...schedule, layers: schedule.layers.slice(0, 1), overrides: [] }, span, nameOf)
    expect(hours(gapsOnly.result)).toEqual([
      [0, 9, 'BOB'],
      [9, 19, null],
      [19, 25, 'BOB'],
    ])
  })

  test('comes to the same from the answer of the server', () => {
    const instant = (hour: number) => new Date(span.from + hour * 3_600_000).toISOString()
    const shift = (name: string, from: number, to: number, origin: 'layer' | 'override' = 'layer') => ({
      user: { key: name.toLowerCase(), name },
      from: instant(from),
      to: instant(to),
      origin,
    })
    const plan = planOfAnswer({
      schedule: { key: 's', name: 'S', timezone: 'Europe/Berlin' },
      from: instant(0),
      to: instant(25),
      items: [shift('CLEO', 0, 21), shift('DORA', 21, 23, 'override'), shift('CLEO', 23, 25)],
      gaps: [],
      layers: [
        { name: 'nights', shifts: [shift('BOB', 0, 9), shift('BOB', 19, 25)] },
        { name: 'sundays', shifts: [shift('CLEO', 0, 25)] },
      ],
    })
    expect(plan).toEqual(planOfSchedule(schedule, span, nameOf))
  })

  test('shows which part of a layer lies under others', () => {
    const plan = planOfSchedule(schedule, span, nameOf)
    expect(layerPieces(plan, 0).map(({ covered }) => covered)).toEqual([true, true])
    expect(layerPieces(plan, 1).map(({ from, covered }) => [(from - span.from) / 3_600_000, covered])).toEqual([
      [0, false],
      [21, true],
      [23, false],
    ])
  })

  test('is cut into days for a phone', () => {
    const week = planOfSchedule(schedule, spanOf('week', '2026-10-25', 'Europe/Berlin'), nameOf)
    expect(hours(piecesOfDay(week.result, span))).toEqual([
      [0, 21, 'CLEO'],
      [21, 23, 'DORA'],
      [23, 25, 'CLEO'],
    ])
  })
})
