import { expect, test } from 'vitest'
import { sliceWeek } from './slice-week.ts'

const ann = { key: 'ann', name: 'Ann' }
const bob = { key: 'bob', name: 'Bob' }
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour)).toISOString()
const shift = (user: typeof ann, from: number, to: number) => ({
  user,
  from: at(from),
  to: at(to),
  origin: 'layer' as const,
})
const day = [Date.parse(at(0)), Date.parse(at(24))] as const

test('shifts and gaps stand in one row, cut to the time that is shown', () => {
  const slices = sliceWeek([shift(bob, 18, 30), shift(ann, -6, 8)], [{ from: at(8), to: at(18) }], ...day)
  expect(slices.map(({ user, from, to }) => [user?.key ?? null, from, to])).toEqual([
    ['ann', day[0], Date.parse(at(8))],
    [null, Date.parse(at(8)), Date.parse(at(18))],
    ['bob', Date.parse(at(18)), day[1]],
  ])
})

test('a person who takes over from herself has one bar', () => {
  expect(sliceWeek([shift(ann, 0, 9), shift(ann, 9, 24)], [], ...day)).toHaveLength(1)
})

test('what lies outside is not shown', () => {
  expect(sliceWeek([shift(ann, 30, 40)], [], ...day)).toEqual([])
})
