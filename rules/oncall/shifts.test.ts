import { describe, expect, test } from 'vitest'
import { layerShifts, overrideShifts, shifts } from './shifts.ts'
import { at, businessHours, layerOf, lines, scheduleWith, weekly } from './testing/samples.ts'

const monday = at('2026-01-12T00:00')
const tuesday = at('2026-01-13T00:00')

describe('layers', () => {
  const days = layerOf('1 day', '00:00', { name: 'days', userIds: ['eve'], restrictions: [businessHours] })

  test('later in the list win while they are active, earlier ones return after them', () => {
    const found = shifts(scheduleWith({ layers: [weekly, days] }), monday, tuesday)
    expect(lines(found)).toEqual([
      'ann 01-12T00:00+01:00 to 01-12T08:00+01:00',
      'eve 01-12T08:00+01:00 to 01-12T18:00+01:00',
      'bob 01-12T18:00+01:00 to 01-13T00:00+01:00',
    ])
    expect(found.map((shift) => shift.origin)).toEqual([
      { kind: 'layer', index: 0, name: 'weekly' },
      { kind: 'layer', index: 1, name: 'days' },
      { kind: 'layer', index: 0, name: 'weekly' },
    ])
    expect(lines(shifts(scheduleWith({ layers: [days, weekly] }), monday, tuesday))).toEqual([
      'ann 01-12T00:00+01:00 to 01-12T09:00+01:00',
      'bob 01-12T09:00+01:00 to 01-13T00:00+01:00',
    ])
  })

  test('are drawn each by itself, without what is laid over them', () => {
    const overrides = [{ userId: 'max', from: '2026-01-12T00:00', to: '2026-01-13T00:00' }]
    const rows = layerShifts(scheduleWith({ layers: [weekly, days], overrides }), monday, tuesday)
    expect(rows.map((row) => lines(row))).toEqual([
      ['ann 01-12T00:00+01:00 to 01-12T09:00+01:00', 'bob 01-12T09:00+01:00 to 01-13T00:00+01:00'],
      ['eve 01-12T08:00+01:00 to 01-12T18:00+01:00'],
    ])
    expect(layerShifts(scheduleWith({ layers: [weekly, days] }), tuesday, monday)).toEqual([[], []])
  })

  test('end on their end day at 00:00, and another that starts on that day follows without a gap', () => {
    const before = { ...weekly, end: '2026-01-14' }
    const after = layerOf('1 week', 'Mon 09:00', { name: 'new', start: '2026-01-14', userIds: ['kim', 'tom'] })
    const found = shifts(scheduleWith({ layers: [before, after] }), at('2026-01-13T12:00'), at('2026-01-20T00:00'))
    expect(lines(found)).toEqual([
      'bob 01-13T12:00+01:00 to 01-14T00:00+01:00',
      'kim 01-14T00:00+01:00 to 01-19T09:00+01:00',
      'tom 01-19T09:00+01:00 to 01-20T00:00+01:00',
    ])
  })

  test('of one person need no rotation, and without any person are never active', () => {
    const { rotation: _rotation, ...always } = { ...weekly, userIds: ['ann'] }
    expect(lines(shifts(scheduleWith({ layers: [always] }), monday, tuesday))).toEqual([
      'ann 01-12T00:00+01:00 to 01-13T00:00+01:00',
    ])
    expect(shifts(scheduleWith({ layers: [{ ...weekly, userIds: [] }] }), monday, tuesday)).toEqual([])
  })

  test('give one shift to a person who follows themselves, and two shifts to a person on two layers', () => {
    const twice = layerOf('1 day', '00:00', { userIds: ['ann', 'ann', 'bob'] })
    expect(lines(shifts(scheduleWith({ layers: [twice] }), at('2026-01-05T00:00'), at('2026-01-08T00:00')))).toEqual([
      'ann 01-05T00:00+01:00 to 01-07T00:00+01:00',
      'bob 01-07T00:00+01:00 to 01-08T00:00+01:00',
    ])
    const both = [
      { ...weekly, userIds: ['ann'] },
      { ...days, userIds: ['ann'] },
    ]
    expect(shifts(scheduleWith({ layers: both }), monday, tuesday).map((shift) => shift.userId)).toEqual([
      'ann',
      'ann',
      'ann',
    ])
  })
})

describe('overrides', () => {
  const christmas = { userId: 'max', from: '2026-01-12T10:00', to: '2026-01-12T12:00' }
  const evening = { userId: 'kim', from: '2026-01-12T12:00', to: '2026-01-12T20:00' }

  test('replace the whole schedule, also where no layer is active', () => {
    const found = shifts(
      scheduleWith({ layers: [{ ...weekly, end: '2026-01-12' }], overrides: [christmas] }),
      monday,
      tuesday,
    )
    expect(lines(found)).toEqual(['max 01-12T10:00+01:00 to 01-12T12:00+01:00'])
    expect(found[0]?.origin).toEqual({ kind: 'override', index: 0 })
  })

  test('touching each other lie in the calendar the same in whichever order they are listed', () => {
    const listed = lines(shifts(scheduleWith({ overrides: [christmas, evening] }), monday, tuesday))
    expect(listed).toEqual([
      'ann 01-12T00:00+01:00 to 01-12T09:00+01:00',
      'bob 01-12T09:00+01:00 to 01-12T10:00+01:00',
      'max 01-12T10:00+01:00 to 01-12T12:00+01:00',
      'kim 01-12T12:00+01:00 to 01-12T20:00+01:00',
      'bob 01-12T20:00+01:00 to 01-13T00:00+01:00',
    ])
    expect(lines(shifts(scheduleWith({ overrides: [evening, christmas] }), monday, tuesday))).toEqual(listed)
  })

  test('that overlap count in the order of their beginning: the later one wins, the earlier returns after it', () => {
    const long = { userId: 'ida', from: '2026-01-12T06:00', to: '2026-01-12T22:00' }
    const expected = [
      'ida 01-12T06:00+01:00 to 01-12T10:00+01:00',
      'max 01-12T10:00+01:00 to 01-12T12:00+01:00',
      'ida 01-12T12:00+01:00 to 01-12T22:00+01:00',
    ]
    expect(lines(overrideShifts(scheduleWith({ overrides: [christmas, long] }), monday, tuesday))).toEqual(expected)
    expect(lines(overrideShifts(scheduleWith({ overrides: [long, christmas] }), monday, tuesday))).toEqual(expected)
  })

  test('that begin together count in the order of the list', () => {
    const same = { ...christmas, userId: 'ida' }
    expect(lines(overrideShifts(scheduleWith({ overrides: [christmas, same] }), monday, tuesday))).toEqual([
      'ida 01-12T10:00+01:00 to 01-12T12:00+01:00',
    ])
  })

  test('that are empty or end before they begin are never active and never loop', () => {
    const overrides = [
      { ...christmas, to: christmas.from },
      { userId: 'max', from: '2026-01-12T20:00', to: '2026-01-12T08:00' },
    ]
    expect(overrideShifts(scheduleWith({ overrides }), monday, tuesday)).toEqual([])
  })

  test('far longer than the asked time fill it', () => {
    const overrides = [{ userId: 'max', from: '2001-01-01T00:00', to: '2099-01-01T00:00' }]
    expect(lines(shifts(scheduleWith({ overrides }), monday, tuesday))).toEqual([
      'max 01-12T00:00+01:00 to 01-13T00:00+01:00',
    ])
  })
})

describe('the asked time', () => {
  test('that is empty or runs backwards has no shifts', () => {
    expect(shifts(scheduleWith(), monday, monday)).toEqual([])
    expect(shifts(scheduleWith(), tuesday, monday)).toEqual([])
  })

  test('before the first day of every layer has no shifts', () => {
    expect(shifts(scheduleWith(), at('2025-12-01T00:00'), at('2026-01-05T00:00'))).toEqual([])
  })
})
