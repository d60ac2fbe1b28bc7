import { expect, test } from 'vitest'
import { holdRows } from './held-rows.ts'

const row = (id: string, status = 'triggered') => ({ id, status })
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

test('at the top of the list a new row appears at once and is marked as arrived', () => {
  const first = holdRows(undefined, [row('b'), row('a')], true)
  const next = holdRows(first, [row('c'), row('b'), row('a')], true)
  expect(ids(next.rows)).toEqual(['c', 'b', 'a'])
  expect([...next.arrived]).toEqual(['c'])
})

test('further down, new rows are counted and nothing changes its place', () => {
  const first = holdRows(undefined, [row('b'), row('a')], false)
  const next = holdRows(first, [row('d'), row('c'), row('a'), row('b', 'acknowledged')], false)
  expect(ids(next.rows)).toEqual(['b', 'a'])
  expect(next.rows[0]?.status).toBe('acknowledged')
  expect(next.held).toBe(2)
})

test('a row that left the list stays under the eye until the list is followed again', () => {
  const first = holdRows(undefined, [row('b'), row('a')], false)
  const held = holdRows(first, [row('a')], false)
  expect(ids(held.rows)).toEqual(['b', 'a'])
  expect(ids(holdRows(held, [row('a')], true).rows)).toEqual(['a'])
})

test('older rows that were asked for are added at the end and are not news', () => {
  const first = holdRows(undefined, [row('c'), row('b')], false)
  const next = holdRows(first, [row('c'), row('b'), row('a')], false)
  expect(ids(next.rows)).toEqual(['c', 'b', 'a'])
  expect(next.held).toBe(0)
  expect(next.arrived.size).toBe(0)
})

test('when everything on screen has left the list, what took its place is still only counted', () => {
  const first = holdRows(undefined, [row('b'), row('a')], false)
  const next = holdRows(first, [row('d'), row('c')], false)
  expect(ids(next.rows)).toEqual(['b', 'a'])
  expect(next.held).toBe(2)
})
