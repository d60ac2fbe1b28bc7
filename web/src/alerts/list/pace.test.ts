import { expect, test } from 'vitest'
import { createPace } from './pace.ts'

test('a list that jumps by screens flies past until it has been calm for a moment; the wheel never makes it', () => {
  const isPassing = createPace(() => 900)
  expect(isPassing(5_000, 0)).toBe(false)
  expect(isPassing(5_360, 16)).toBe(false)
  expect(isPassing(9_000, 32)).toBe(true)
  expect(isPassing(9_000, 100)).toBe(true)
  expect(isPassing(9_100, 160)).toBe(false)
  expect(isPassing(0, 200)).toBe(true)
})
