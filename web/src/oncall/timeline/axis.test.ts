import { describe, expect, test } from 'vitest'
import { daysIn, hoursIn, instantAt, placeOf } from './axis.ts'
import { moved, spanOf } from './span.ts'
import { asDate } from './views.ts'

const berlin = 'Europe/Berlin'
const iso = (ms: number) => new Date(ms).toISOString()
const ms = (text: string) => Date.parse(text)

describe('a span', () => {
  test.each([
    ['day', '2026-11-22', '2026-11-22', '2026-11-23'],
    ['week', '2026-11-22', '2026-11-16', '2026-11-23'],
    ['fortnight', '2026-11-22', '2026-11-16', '2026-11-30'],
    ['month', '2026-11-22', '2026-11-01', '2026-12-01'],
  ] as const)('%s around %s goes from %s until %s', (view, date, from, to) => {
    const span = spanOf(view, date, 'UTC')
    expect([iso(span.from).slice(0, 10), iso(span.to).slice(0, 10)]).toEqual([from, to])
  })

  test('is bounded by the midnights of the zone, whatever its clocks do in between', () => {
    const span = spanOf('week', '2026-10-25', berlin)
    expect([iso(span.from), iso(span.to)]).toEqual(['2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
    // São Paulo changed its clocks at midnight: that day began at 01:00.
    expect(iso(spanOf('day', '2018-11-04', 'America/Sao_Paulo').from)).toBe('2018-11-04T03:00:00.000Z')
  })

  test.each([
    ['day', '2026-03-01', -1, '2026-02-28'],
    ['week', '2026-12-28', 1, '2027-01-04'],
    ['fortnight', '2026-12-28', -1, '2026-12-14'],
    ['month', '2026-01-31', 1, '2026-02-01'],
  ] as const)('%s %s moves by %i to %s', (view, date, steps, to) => {
    expect(moved(view, date, steps)).toBe(to)
  })

  test.each(['2026-02-30', 'tomorrow', '2026-1-1', undefined])('%s is no date', (text) => {
    expect(asDate(text)).toBeUndefined()
  })
})

describe('the days of an axis', () => {
  test.each([
    [berlin, '2026-10-25', 25],
    [berlin, '2027-03-28', 23],
    [berlin, '2026-11-22', 24],
    ['America/Sao_Paulo', '2026-10-25', 24],
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['America/Sao_Paulo', '2018-02-17', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
  ])('in %s the %s has %d hours', (zone, date, hours) => {
    const [day, ...others] = daysIn(spanOf('day', date, zone), zone)
    expect([day?.date, day?.hours, others.length]).toEqual([date, hours, 0])
  })

  test('of another zone than the axis begin at its own midnights and are cut at the ends', () => {
    const days = daysIn(spanOf('day', '2026-10-25', berlin), 'Australia/Lord_Howe')
    expect(days.map(({ date, from, to }) => [date, iso(from), iso(to)])).toEqual([
      ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T13:00:00.000Z'],
      ['2026-10-26', '2026-10-25T13:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ])
  })
})

describe('the hours of an axis', () => {
  test('stand where the clock of the zone shows them: three o’clock comes 4 hours after midnight in autumn, 2 in spring', () => {
    const autumn = spanOf('day', '2026-10-25', berlin)
    const spring = spanOf('day', '2027-03-28', berlin)
    const after = (span: { from: number; to: number }, time: string) =>
      hoursIn(span, berlin, 1)
        .filter((tick) => tick.time === time)
        .map((tick) => (tick.at - span.from) / 3_600_000)
    expect(after(autumn, '03:00')).toEqual([4])
    expect(after(autumn, '02:00')).toEqual([2, 3])
    expect(after(spring, '03:00')).toEqual([2])
    expect(after(spring, '02:00')).toEqual([])
    expect(hoursIn(autumn, berlin, 3)).toHaveLength(8)
  })

  test('of two zones whose clocks differ by half an hour stand half an hour apart', () => {
    const span = spanOf('day', '2026-10-04', 'Australia/Lord_Howe')
    const [first] = hoursIn(span, 'Australia/Lord_Howe', 6)
    const sydney = hoursIn(span, 'Australia/Sydney', 6)
    expect(first?.time).toBe('00:00')
    // Until 02:00 Lord Howe is half an hour ahead of Sydney, afterwards level with it.
    expect((hoursIn(span, 'Australia/Sydney', 1)[0]!.at - span.from) / 60_000).toBe(30)
    expect(sydney.find(({ time }) => time === '12:00')?.at).toBe(
      hoursIn(span, 'Australia/Lord_Howe', 6).find(({ time }) => time === '12:00')?.at,
    )
  })
})

describe('a place in a row', () => {
  test('is real time: the two hours of the night of 25 hours take two of 25 parts', () => {
    const span = spanOf('day', '2026-10-25', berlin)
    const night = { from: ms('2026-10-25T00:00:00Z'), to: ms('2026-10-25T02:00:00Z') }
    expect(placeOf(night, span)).toEqual({ left: 8, width: 8 })
    expect(placeOf({ from: span.from - 1, to: span.to + 1 }, span)).toEqual({ left: 0, width: 100 })
  })

  test.each([
    ['2026-10-25', 0.1, 15, '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', 0.5, 60, '2026-10-25T11:00:00.000Z'],
    ['2027-03-28', 0.1, 60, '2027-03-28T01:00:00.000Z'],
    ['2027-03-28', 1, 60, '2027-03-28T22:00:00.000Z'],
    ['2026-10-25', -1, 15, '2026-10-24T22:00:00.000Z'],
    ['2026-10-25', 0.51, 1_440, '2026-10-25T23:00:00.000Z'],
    ['2026-10-25', 0.49, 1_440, '2026-10-24T22:00:00.000Z'],
  ])('on %s a share of %d snaps to %d minutes of the clock: %s', (date, share, minutes, at) => {
    expect(iso(instantAt(share, spanOf('day', date, berlin), berlin, minutes))).toBe(at)
  })
})
