import { expect, test } from 'vitest'
import { compareIn, orderOf } from './order.ts'

const alert = (number: number, change: Partial<Parameters<ReturnType<typeof compareIn>>[0]> = {}) => ({
  number,
  status: 'triggered' as const,
  priority: 'high' as const,
  snoozedUntil: null,
  held: null,
  customer: null,
  customerName: null,
  service: null,
  serviceName: null,
  source: 'prtg',
  sourceName: 'PRTG',
  ...change,
})
const held = { reason: 'maintenance' as const, since: '2026-11-22T03:00:00Z', until: null, by: null, cause: null }
const numbers = (list: { number: number }[]) => list.map(({ number }) => number)

test('by urgency: unanswered high, unanswered low, held back, acknowledged, snoozed, resolved; each newest first', () => {
  const list = [
    alert(7, { status: 'resolved' }),
    alert(6, { status: 'acknowledged', snoozedUntil: '2026-11-22T04:00:00Z' }),
    alert(5, { status: 'acknowledged' }),
    alert(4, { held }),
    alert(3, { priority: 'low' }),
    alert(1),
    alert(2),
  ]
  expect(numbers(list.toSorted(compareIn('urgency')))).toEqual([2, 1, 3, 4, 5, 6, 7])
})

test('by customer: by name and not by key, what has none last, newest first within the same', () => {
  const list = [
    alert(4),
    alert(1, { customer: 'a17', customerName: 'Nordlicht' }),
    alert(2, { customer: 'z3', customerName: 'acme GmbH' }),
    alert(3, { customer: 'z3', customerName: 'acme GmbH' }),
  ]
  expect(numbers(list.toSorted(compareIn('customer')))).toEqual([3, 2, 1, 4])
})

test('by number in both directions', () => {
  expect(numbers([alert(1), alert(2)].toSorted(compareIn('newest')))).toEqual([2, 1])
  expect(numbers([alert(2), alert(1)].toSorted(compareIn('oldest')))).toEqual([1, 2])
})

test('grouping decides on the order before sorting does', () => {
  expect(orderOf({ by: 'service', sort: 'oldest' })).toBe('service')
  expect(orderOf({ sort: 'oldest' })).toBe('oldest')
  expect(orderOf({})).toBe('newest')
})
