import { describe, expect, test } from 'vitest'
import { currentOrNext, inForce, nextChange, nextOccurrences } from './index.ts'
import type { WindowTimes } from './index.ts'

const berlin = 'Europe/Berlin'
const at = (text: string) => Temporal.Instant.from(text)
const shown = (times: WindowTimes, from: string, count = 3) =>
  nextOccurrences(times, at(from), count).map((one) => `${one.from.toString()} ${one.to.toString()}`)

const once: WindowTimes = { timeZone: berlin, start: '2026-01-10T22:00', end: '2026-01-11T02:00' }

describe('a window that takes place once', () => {
  test('is in force from its first instant until just before its last', () => {
    const whole = { from: at('2026-01-10T21:00:00Z'), to: at('2026-01-11T01:00:00Z') }
    expect(inForce(once, at('2026-01-10T20:59:59.999Z'))).toBeUndefined()
    expect(inForce(once, at('2026-01-10T21:00:00Z'))).toEqual(whole)
    expect(inForce(once, at('2026-01-11T00:59:59.999Z'))).toEqual(whole)
    expect(inForce(once, at('2026-01-11T01:00:00Z'))).toBeUndefined()
  })

  test('changes when it begins, when it ends, and never again', () => {
    expect(nextChange(once, at('2026-01-01T00:00:00Z'))).toEqual(at('2026-01-10T21:00:00Z'))
    expect(nextChange(once, at('2026-01-10T21:00:00Z'))).toEqual(at('2026-01-11T01:00:00Z'))
    expect(nextChange(once, at('2026-01-11T01:00:00Z'))).toBeUndefined()
    expect(currentOrNext(once, at('2026-01-11T01:00:00Z'))).toBeUndefined()
  })

  test('is over when somebody ended it', () => {
    const ended = { ...once, endedAt: at('2026-01-10T22:00:00Z') }
    expect(inForce(ended, at('2026-01-10T22:00:00Z'))).toBeUndefined()
    expect(nextOccurrences(ended, at('2026-01-10T22:00:00Z'), 5)).toEqual([])
  })

  test('lasts by the clock on the wall, not by hours, when the clocks change', () => {
    const spring = { timeZone: berlin, start: '2026-03-28T22:00', end: '2026-03-29T06:00' }
    expect(shown(spring, '2026-03-01T00:00:00Z')).toEqual(['2026-03-28T21:00:00Z 2026-03-29T04:00:00Z'])
    const autumn = { timeZone: berlin, start: '2026-10-24T22:00', end: '2026-10-25T06:00' }
    expect(shown(autumn, '2026-10-01T00:00:00Z')).toEqual(['2026-10-24T20:00:00Z 2026-10-25T05:00:00Z'])
  })

  test('ends at the second 02:30 in the night that has two', () => {
    const autumn = { timeZone: berlin, start: '2026-10-25T01:00', end: '2026-10-25T02:30' }
    expect(shown(autumn, '2026-10-01T00:00:00Z')).toEqual(['2026-10-24T23:00:00Z 2026-10-25T01:30:00Z'])
  })

  test('never is in force when the clocks leave out the whole of it', () => {
    const gap = { timeZone: berlin, start: '2026-03-29T02:10', end: '2026-03-29T02:50' }
    expect(nextChange(gap, at('2026-03-01T00:00:00Z'))).toBeUndefined()
  })
})

describe('a window on days of the week', () => {
  const nightly: WindowTimes = {
    timeZone: berlin,
    recurrence: {
      every: 'week',
      days: ['Mon', 'Thu'],
      from: '22:00',
      to: '02:00',
      first: '2026-01-08',
      last: '2026-01-15',
    },
  }

  test('begins on its days between the first and the last, and runs past midnight', () => {
    expect(shown(nightly, '2026-01-01T00:00:00Z', 9)).toEqual([
      '2026-01-08T21:00:00Z 2026-01-09T01:00:00Z',
      '2026-01-12T21:00:00Z 2026-01-13T01:00:00Z',
      '2026-01-15T21:00:00Z 2026-01-16T01:00:00Z',
    ])
  })

  test('that was ended goes on the next time', () => {
    const ended = { ...nightly, endedAt: at('2026-01-08T22:00:00Z') }
    expect(inForce(ended, at('2026-01-08T22:00:00Z'))).toBeUndefined()
    expect(currentOrNext(ended, at('2026-01-08T22:00:00Z'))?.from).toEqual(at('2026-01-12T21:00:00Z'))
  })

  test('from 00:00 to 24:00 of every day is in force at midnight too', () => {
    const always: WindowTimes = { timeZone: berlin, recurrence: { every: 'day', from: '00:00', to: '24:00' } }
    expect(inForce(always, at('2026-01-08T23:00:00Z'))).toEqual({
      from: at('2026-01-08T23:00:00Z'),
      to: at('2026-01-09T23:00:00Z'),
    })
  })
})

describe('a window by a rule of RFC 5545', () => {
  const patchday = { ...once, rrule: 'FREQ=MONTHLY;BYDAY=2SA' }

  test('takes place on the days that the rule names, each time for as long as the first', () => {
    expect(shown(patchday, '2026-01-01T00:00:00Z')).toEqual([
      '2026-01-10T21:00:00Z 2026-01-11T01:00:00Z',
      '2026-02-14T21:00:00Z 2026-02-15T01:00:00Z',
      '2026-03-14T21:00:00Z 2026-03-15T01:00:00Z',
    ])
  })

  test('is found in force years after its first day, at once', () => {
    const old = { timeZone: berlin, start: '1990-01-01T22:00', end: '1990-01-02T02:00', rrule: 'FREQ=DAILY' }
    expect(inForce(old, at('2026-07-01T20:00:00Z'))?.to).toEqual(at('2026-07-02T00:00:00Z'))
  })

  test('also takes place in the night whose clocks leave its time out', () => {
    const nightly = { timeZone: berlin, start: '2026-03-27T02:15', end: '2026-03-27T04:00', rrule: 'FREQ=DAILY' }
    expect(shown(nightly, '2026-03-27T12:00:00Z', 2)).toEqual([
      '2026-03-28T01:15:00Z 2026-03-28T03:00:00Z',
      '2026-03-29T01:00:00Z 2026-03-29T02:00:00Z',
    ])
  })

  test.each([
    ['UNTIL as a day includes that day', 'FREQ=WEEKLY;UNTIL=20260124', 3],
    ['UNTIL as local time includes a window that begins then', 'FREQ=WEEKLY;UNTIL=20260124T220000', 3],
    ['UNTIL as an instant is one', 'FREQ=WEEKLY;UNTIL=20260124T210000Z', 3],
    ['UNTIL a second before leaves it out', 'FREQ=WEEKLY;UNTIL=20260124T205959Z', 2],
    ['COUNT counts the first', 'FREQ=WEEKLY;COUNT=2', 2],
  ])('ends: %s', (_, rrule, count) => {
    expect(nextOccurrences({ ...once, rrule }, at('2026-01-01T00:00:00Z'), 50)).toHaveLength(count)
  })

  test('whose times overlap is in force until the last of them ends', () => {
    const long = { timeZone: 'UTC', start: '2026-01-05T00:00', end: '2026-01-06T06:00', rrule: 'FREQ=DAILY;COUNT=2' }
    expect(inForce(long, at('2026-01-06T01:00:00Z'))).toEqual({
      from: at('2026-01-05T00:00:00Z'),
      to: at('2026-01-07T06:00:00Z'),
    })
  })
})
