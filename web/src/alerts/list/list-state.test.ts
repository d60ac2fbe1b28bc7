import { expect, test } from 'vitest'
import { withHead, withMore, withRows, type ListState } from './list-state.ts'

interface Row {
  id: string
  number: number
  text?: string
}

const row = (number: number, text?: string): Row => ({ id: `${number}`, number, ...(text && { text }) })
const rows = (...numbers: number[]) => numbers.map((number) => row(number))
const newestFirst = (one: Row, other: Row) => other.number - one.number
const page = (numbers: number[], nextCursor: string | null = null) => ({ items: rows(...numbers), nextCursor })
const shown = ({ rows: list }: ListState<Row>) => list.map(({ number }) => number)
const first = (numbers: number[], nextCursor: string | null = null) =>
  withHead<Row>(undefined, page(numbers, nextCursor), true, newestFirst)

test('at the top a fresh first page is shown as it is, and what came by itself is marked', () => {
  const after = withHead(first([3, 2, 1]), page([4, 3, 1]), true, newestFirst)
  expect(shown(after)).toEqual([4, 3, 1])
  expect([...after.arrived]).toEqual(['4'])
})

test('the first alert of an empty list is marked as one that came by itself', () => {
  expect([...withHead(first([]), page([1]), true, newestFirst).arrived]).toEqual(['1'])
})

test('further down nothing moves: new rows are counted, known ones brought up to date, those that left stay', () => {
  const before = first([3, 2, 1])
  const after = withHead(before, { items: [row(5), row(4), row(3, 'changed'), row(1)] }, false, newestFirst)
  expect(shown(after)).toEqual([3, 2, 1])
  expect(after.held).toBe(2)
  expect(after.rows[0]?.text).toBe('changed')
  expect(shown(withHead(after, page([5, 4, 3, 1]), true, newestFirst))).toEqual([5, 4, 3, 1])
})

test('what becomes visible at the end of the first page, because something above was resolved, is not new', () => {
  const after = withHead(first([5, 4, 3], '3'), page([5, 3, 2], '2'), false, newestFirst)
  expect(after.held).toBe(0)
})

test('rows that new ones push out of the first page stay, and so does the place where the list goes on', () => {
  const before = withMore(first([6, 5, 4], '4'), page([3, 2], '2'))
  const after = withHead(before, page([8, 7, 6], '6'), true, newestFirst)
  expect(shown(after)).toEqual([8, 7, 6, 5, 4, 3, 2])
  expect(after.nextCursor).toBe('2')
})

test('a row of the first page that left the list goes, one behind the page stays', () => {
  const before = withMore(first([6, 5, 4], '4'), page([3, 2], null))
  expect(shown(withHead(before, page([6, 4, 3], '3'), true, newestFirst))).toEqual([6, 4, 3, 2])
})

test('after more new rows than a page holds the list begins anew instead of leaving some out', () => {
  const before = withMore(first([6, 5, 4], '4'), page([3], null))
  const after = withHead(before, page([22, 21, 20], '20'), true, newestFirst)
  expect(shown(after)).toEqual([22, 21, 20])
  expect(after.nextCursor).toBe('20')
})

test('another page comes at the end, and what is known already is not shown twice', () => {
  const after = withMore(first([6, 5, 4], '4'), page([4, 3, 2], '2'))
  expect(shown(after)).toEqual([6, 5, 4, 3, 2])
  expect(after.nextCursor).toBe('2')
})

test('rows are brought up to date where they are; what is not in the list is not added', () => {
  const after = withRows(first([2, 1]), [row(1, 'changed'), row(9)])
  expect(after.rows).toEqual([row(2), row(1, 'changed')])
})
