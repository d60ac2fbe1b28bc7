import { expect, test } from 'vitest'
import { titleOf } from './page-title.ts'

test('the tab says how many alerts call for an answer before it says where one is', () => {
  expect(titleOf('Sources', { count: 3, more: false })).toBe('(3) Sources · Pikett')
  expect(titleOf('Sources', { count: 100, more: true })).toBe('(100+) Sources · Pikett')
})

test('while nothing calls, the tab only says where one is', () => {
  expect(titleOf('Sources', { count: 0, more: false })).toBe('Sources · Pikett')
  expect(titleOf('', { count: 0, more: false })).toBe('Pikett')
})
