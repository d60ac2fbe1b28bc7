import { describe, expect, test } from 'vitest'
import { horizonDays, nextHandover, nextShift, onCallAt, peopleAt, personOnCallAt } from './now.ts'
import type { Handover, OnCall } from './now.ts'
import { at, businessHours, clock, layerOf, scheduleWith, weekly } from './testing/samples.ts'

const christmas = { userId: 'max', from: '2026-01-14T10:00', to: '2026-01-14T12:00' }
const always = scheduleWith({ layers: [{ name: 'always', start: '2026-01-05', userIds: ['ann'] }] })
const daytime = layerOf('1 week', 'Mon 09:00', { restrictions: [businessHours] })

function line(found: OnCall | undefined): string {
  return found ? `${found.userId} ${clock(found.from)} to ${clock(found.to)}` : 'nobody'
}

function change(found: Handover | undefined): string {
  return found ? `${clock(found.at)} ${found.fromUserId ?? 'nobody'} to ${found.toUserId ?? 'nobody'}` : 'never'
}

describe('everybody of a schedule', () => {
  test('are those who have turns in a layer of that day, also outside its hours, and who stands in just now', () => {
    const layers = [
      daytime,
      { name: 'over', start: '2026-01-05', end: '2026-01-10', userIds: ['eve'] },
      { name: 'later', start: '2026-02-01', userIds: ['fred'] },
    ]
    const schedule = scheduleWith({ layers, overrides: [christmas] })
    expect(peopleAt(schedule, at('2026-01-14T03:00'))).toEqual(daytime.userIds)
    expect(peopleAt(schedule, at('2026-01-14T11:00'))).toEqual([...daytime.userIds, 'max'])
    expect(peopleAt(schedule, at('2026-01-09T23:59'))).toContain('eve')
    expect(peopleAt(schedule, at('2026-01-10T00:00'))).not.toContain('eve')
  })
})

describe('who is on call at an instant', () => {
  test('is told with the true beginning and end of the shift, far outside of the instant', () => {
    expect(line(onCallAt(scheduleWith(), at('2026-01-14T03:00')))).toBe('bob 01-12T09:00+01:00 to 01-19T09:00+01:00')
    const quarterly = scheduleWith({ layers: [layerOf('13 weeks', 'Mon 09:00')] })
    expect(line(onCallAt(quarterly, at('2026-02-01T00:00')))).toBe('ann 01-05T00:00+01:00 to 04-06T09:00+02:00')
  })

  test('changes exactly at the hand-over: the end of a shift is the first instant of the next', () => {
    const handover = at('2026-01-12T09:00')
    expect(onCallAt(scheduleWith(), handover.subtract({ nanoseconds: 1 }))?.userId).toBe('ann')
    expect(onCallAt(scheduleWith(), handover)?.userId).toBe('bob')
  })

  test('is the same person, from the same layer or override, when the bounds are not asked for', () => {
    const schedule = scheduleWith({ overrides: [christmas] })
    expect(personOnCallAt(schedule, at('2026-01-14T10:00'))).toEqual({
      userId: 'max',
      origin: { kind: 'override', index: 0 },
    })
    expect(personOnCallAt(schedule, at('2026-01-14T12:00'))).toEqual({
      userId: 'bob',
      origin: { kind: 'layer', index: 0, name: 'weekly' },
    })
    expect(personOnCallAt(schedule, at('2026-01-04T12:00'))).toBeUndefined()
  })

  test('is nobody before the first layer, between restrictions and after the last', () => {
    expect(onCallAt(scheduleWith(), at('2026-01-04T23:59'))).toBeUndefined()
    expect(onCallAt(scheduleWith({ layers: [daytime] }), at('2026-01-12T18:00'))).toBeUndefined()
    expect(
      onCallAt(scheduleWith({ layers: [{ ...weekly, end: '2026-01-07' }] }), at('2026-01-07T00:00')),
    ).toBeUndefined()
  })

  test('has its shift cut by an override, before and after it', () => {
    const schedule = scheduleWith({ overrides: [christmas] })
    expect(line(onCallAt(schedule, at('2026-01-14T09:00')))).toBe('bob 01-12T09:00+01:00 to 01-14T10:00+01:00')
    expect(line(onCallAt(schedule, at('2026-01-14T11:00')))).toBe('max 01-14T10:00+01:00 to 01-14T12:00+01:00')
    expect(line(onCallAt(schedule, at('2026-01-14T12:00')))).toBe('bob 01-14T12:00+01:00 to 01-19T09:00+01:00')
  })

  test('has no end and no beginning that lies further away than the horizon', () => {
    expect(line(onCallAt(always, at('2026-06-01T00:00')))).toBe('ann 01-05T00:00+01:00 to open')
    expect(line(onCallAt(always, at('2026-01-05T00:00').add({ hours: 24 * horizonDays + 1 })))).toBe('ann open to open')
  })
})

describe('the next shift', () => {
  test('is the one after the current, with its true bounds', () => {
    expect(line(nextShift(scheduleWith(), at('2026-01-14T03:00')))).toBe('ann 01-19T09:00+01:00 to 01-26T09:00+01:00')
    expect(line(nextShift(scheduleWith({ layers: [daytime] }), at('2026-01-09T19:00')))).toBe(
      'ann 01-12T08:00+01:00 to 01-12T09:00+01:00',
    )
  })

  test('of a person skips those of others, and begins after the instant even if they are on call now', () => {
    expect(line(nextShift(scheduleWith(), at('2026-01-14T03:00'), 'bob'))).toBe(
      'bob 01-26T09:00+01:00 to 02-02T09:00+01:00',
    )
    expect(line(nextShift(scheduleWith(), at('2026-01-19T09:00'), 'ann'))).toBe(
      'ann 02-02T09:00+01:00 to 02-09T09:00+01:00',
    )
  })

  test('is not made up when none begins within the horizon', () => {
    expect(nextShift(always, at('2026-06-01T00:00'))).toBeUndefined()
    expect(nextShift(scheduleWith(), at('2026-06-01T00:00'), 'kim')).toBeUndefined()
  })
})

describe('the next hand-over', () => {
  test('is the instant at which the next person takes over', () => {
    expect(change(nextHandover(scheduleWith(), at('2026-01-14T03:00')))).toBe('01-19T09:00+01:00 bob to ann')
    expect(change(nextHandover(scheduleWith(), at('2026-01-19T09:00')))).toBe('01-26T09:00+01:00 ann to bob')
  })

  test('can be to nobody and from nobody', () => {
    const schedule = scheduleWith({ layers: [daytime] })
    expect(change(nextHandover(schedule, at('2026-01-09T12:00')))).toBe('01-09T18:00+01:00 ann to nobody')
    expect(change(nextHandover(schedule, at('2026-01-09T18:00')))).toBe('01-12T08:00+01:00 nobody to ann')
  })

  test('is not where one person goes on from one layer or override to the next', () => {
    const overrides = [{ userId: 'bob', from: '2026-01-14T10:00', to: '2026-01-19T12:00' }]
    expect(change(nextHandover(scheduleWith({ overrides }), at('2026-01-13T03:00')))).toBe(
      '01-19T12:00+01:00 bob to ann',
    )
  })

  test('is not made up when nothing changes within the horizon', () => {
    expect(nextHandover(always, at('2026-06-01T00:00'))).toBeUndefined()
    expect(nextHandover(scheduleWith({ layers: [] }), at('2026-06-01T00:00'))).toBeUndefined()
  })
})
