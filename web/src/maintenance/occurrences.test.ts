import { expect, test } from 'vitest'
import { occurrencesOf } from './occurrences.ts'

const now = Date.parse('2026-03-20T12:00:00Z')
const times = { timeZone: 'Europe/Berlin', start: '2026-03-10T22:00', end: '2026-03-11T02:00' }

test('the next times of a window are those of production, across a change of the clocks', () => {
  expect(occurrencesOf({ ...times, rrule: 'FREQ=MONTHLY;BYDAY=2TU' }, now, 2)).toEqual([
    { from: '2026-04-14T20:00:00Z', to: '2026-04-15T00:00:00Z' },
    { from: '2026-05-12T20:00:00Z', to: '2026-05-13T00:00:00Z' },
  ])
})

test('times that are not complete, end before they begin or have a broken rule show nothing', () => {
  expect(occurrencesOf({ timeZone: 'UTC', start: '2026-04-01T10:00' }, now, 2)).toEqual([])
  expect(occurrencesOf({ ...times, end: '2026-03-01T00:00' }, now, 2)).toEqual([])
  expect(occurrencesOf({ ...times, rrule: 'FREQ=MONTHLY;BYDAY=9XX' }, now, 2)).toEqual([])
})
