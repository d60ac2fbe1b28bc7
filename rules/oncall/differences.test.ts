import { describe, expect, test } from 'vitest'
import { differences } from './differences.ts'
import type { Schedule } from './schedule.ts'

const weekly = (userIds: string[], over: Partial<Schedule> = {}): Schedule => ({
  timeZone: 'Europe/Berlin',
  layers: [
    {
      name: 'weekly',
      start: '2026-01-05',
      rotation: { every: '1 week', handover: 'Mon 09:00', skipExcluded: true },
      userIds,
    },
  ],
  overrides: [],
  ...over,
})
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Berlin').toInstant()
const read = (list: ReturnType<typeof differences>) =>
  list.map(({ from, to, before, after }) => {
    const local = (instant: Temporal.Instant) =>
      instant.toZonedDateTimeISO('Europe/Berlin').toPlainDateTime().toString({ smallestUnit: 'minute' })
    return [local(from), local(to), before ?? '-', after ?? '-']
  })

describe('the difference between two schedules', () => {
  test('is nothing where the same people are on call, however the layers are cut', () => {
    const twice: Schedule = {
      ...weekly(['ann', 'bob']),
      layers: [...weekly(['ann', 'bob']).layers, ...weekly(['ann', 'bob']).layers],
    }
    expect(differences(weekly(['ann', 'bob']), twice, at('2026-10-01T00:00'), at('2026-12-01T00:00'))).toEqual([])
  })

  test('names who was and who is, over touching shifts of the same pair in one piece', () => {
    const changed = weekly(['ann', 'bob'], {
      overrides: [
        { userId: 'cleo', from: '2026-10-24T00:00', to: '2026-10-25T02:30' },
        { userId: 'cleo', from: '2026-10-25T02:30', to: '2026-10-26T12:00' },
      ],
    })
    const list = differences(weekly(['ann', 'bob']), changed, at('2026-10-20T00:00'), at('2026-11-02T00:00'))
    expect(read(list)).toEqual([
      ['2026-10-24T00:00', '2026-10-26T09:00', 'bob', 'cleo'],
      ['2026-10-26T09:00', '2026-10-26T12:00', 'ann', 'cleo'],
    ])
    // 57 hours on the wall; the clocks go back in that night.
    expect(list[0]!.to.since(list[0]!.from).total('hours')).toBe(58)
  })

  test('shows new gaps and filled ones', () => {
    const none: Schedule = { ...weekly(['ann']), layers: [] }
    const [from, to] = [at('2027-03-28T00:00'), at('2027-03-29T00:00')]
    expect(read(differences(weekly(['ann']), none, from, to))).toEqual([
      ['2027-03-28T00:00', '2027-03-29T00:00', 'ann', '-'],
    ])
    expect(read(differences(none, weekly(['ann']), from, to))).toEqual([
      ['2027-03-28T00:00', '2027-03-29T00:00', '-', 'ann'],
    ])
  })
})
