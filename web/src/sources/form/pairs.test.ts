import { expect, test } from 'vitest'
import { recordOf, shownPairs } from './pairs.ts'

test('a line that is still being typed is shown and not saved', () => {
  const typed = [
    ['a', '1'],
    ['b', ''],
    ['', '2'],
  ] as const
  expect(recordOf(typed)).toEqual({ a: '1' })
  expect(shownPairs(typed, { a: '1' })).toBe(typed)
})

test('what was discarded is not shown any more', () => {
  expect(shownPairs([['a', '2']], { a: '1' })).toEqual([['a', '1']])
})
