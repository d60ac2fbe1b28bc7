import { expect, test } from 'vitest'
import { excerpt, lineRange } from './places.ts'

const text = 'users:\n  - key: ann\n    role: king\n'

test('a line is found by its number', () => {
  expect(lineRange(text, 3)).toEqual({ start: 20, end: 34 })
  expect(text.slice(20, 34)).toBe('    role: king')
  expect(lineRange(text, 9)).toBeUndefined()
})

test('a mistake is shown with the lines around it, at the edges with fewer', () => {
  expect(excerpt(text, 3).map(({ number, isIt }) => [number, isIt])).toEqual([
    [2, false],
    [3, true],
    [4, false],
  ])
  expect(excerpt(text, 1).map(({ number }) => number)).toEqual([1, 2])
})
