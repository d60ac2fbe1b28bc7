import { expect, test } from 'vitest'
import { createPace } from './pace.ts'

test('a list that jumps on and on flies past until it has been calm for a moment', () => {
  const isPassing = createPace(() => 900)
  expect(isPassing(5_000, 0)).toBe(false)
  expect(isPassing(6_300, 16)).toBe(false)
  expect(isPassing(7_600, 32)).toBe(true)
  expect(isPassing(7_600, 100)).toBe(true)
  expect(isPassing(7_700, 160)).toBe(false)
})

test('neither the wheel nor a key that leads a screen further makes it fly past', () => {
  const isPassing = createPace(() => 900)
  for (let turn = 0; turn < 20; turn += 1) expect(isPassing(turn * 360, turn * 16)).toBe(false)
  for (let press = 0; press < 20; press += 1) expect(isPassing(press * 860, 1_000 + press * 150)).toBe(false)
})
