import { beforeEach, expect, test } from 'vitest'
import { createSteadyClock } from './clock.ts'
import type { SteadyClock } from './clock.ts'

let wall: number
let steady: number
let clock: SteadyClock
let jumps: number
beforeEach(() => {
  ;[wall, steady, jumps] = [1_000_000, 0, 0]
  clock = createSteadyClock({ wallMs: () => wall, steadyMs: () => steady })
  clock.onJump(() => (jumps += 1))
})

const pass = (ms: number) => {
  wall += ms
  steady += ms
}
const now = () => clock.now().epochMilliseconds

test('time passes as on the machine while its clock agrees with the database', () => {
  pass(5_000)
  clock.compared(400)
  pass(1)
  expect(now()).toBe(1_005_001)
  expect(jumps).toBe(0)
})

test('a machine whose clock is wrong lives in the time of the database', () => {
  clock.compared(600_000)
  pass(2_000)
  expect(now()).toBe(1_000_000 - 600_000 + 2_000)
  expect(clock.machine().epochMilliseconds).toBe(1_002_000)
})

test.each([600_000, -600_000])('a jump by %i ms changes nothing until a comparison has shown who is right', (jump) => {
  wall += jump
  pass(1_000)
  expect(now()).toBe(1_001_000)
  expect(jumps).toBe(1)
  // The machine is wrong: its clock jumped and the database's did not.
  clock.compared(jump)
  pass(1_000)
  expect(now()).toBe(1_002_000)
  // The machine is right: both clocks agree after the jump.
  clock.compared(0)
  expect(now()).toBe(1_002_000 + jump)
  expect(jumps).toBe(1)
})

test('a clock that is put right step by step is no jump', () => {
  for (let step = 0; step < 100; step += 1) {
    wall += 1
    pass(1_000)
    now()
  }
  expect(now()).toBe(1_100_100)
  expect(jumps).toBe(0)
})
