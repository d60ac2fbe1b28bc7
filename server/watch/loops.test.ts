import { expect, test } from 'vitest'
import type { DueLoop } from '../kernel/due.ts'
import { createClock } from '../testing/clock.ts'
import { observeLoops } from './loops.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')

/** A loop over rows whose next runs are told beforehand: how many rows, which of them failed, or that nothing could be read. */
function play() {
  const clock = createClock(start)
  let next: { handled?: number; rowError?: string; away?: string } = {}
  const loop: DueLoop = {
    name: 'holds',
    async run() {
      if (next.away !== undefined) throw new Error(next.away)
      return next.handled ?? 0
    },
    nextAt: async () => undefined,
    lastError: () => next.rowError,
  }
  const { loops, states } = observeLoops([loop], clock)
  return async (run: typeof next, minutesLater = 1) => {
    next = run
    await loops[0]!.run(clock.now()).catch(() => {})
    const [state] = states(clock.now())
    clock.set(clock.now().add({ minutes: minutesLater }))
    return state!.failingSince
  }
}

test('a loop that could not work is well again with the first run that works, also when nothing is due', async () => {
  const run = play()
  expect(await run({ away: 'connect ECONNREFUSED' })).toBe(start.toString())
  expect(await run({ away: 'connect ECONNREFUSED' })).toBe(start.toString())
  expect(await run({ handled: 0 })).toBeNull()
})

test('a row that failed counts until rows are handled again: a run that finds nothing says nothing of it', async () => {
  const run = play()
  expect(await run({ handled: 1, rowError: 'x' })).toBe(start.toString())
  expect(await run({ handled: 0 })).toBe(start.toString())
  expect(await run({ away: 'connect ECONNREFUSED' })).toBe(start.toString())
  expect(await run({ handled: 0 })).toBe(start.toString())
  expect(await run({ handled: 1 })).toBeNull()
})

test('a failure that is not repeated for half an hour is forgotten', async () => {
  const run = play()
  expect(await run({ handled: 1, rowError: 'x' }, 31)).toBe(start.toString())
  expect(await run({ handled: 0 })).toBeNull()
})
