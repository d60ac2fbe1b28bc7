import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countTrigger } from './threshold.ts'

const fiveInTen = { count: 5, withinSeconds: 600 }
const minute = 60_000

/** Counts these instants one after the other and returns at which of them the threshold was reached. */
function reachedAt(times: readonly number[], threshold = fiveInTen): number[] {
  let kept: readonly number[] = []
  return times.filter((at) => {
    const counted = countTrigger(kept, at, threshold)
    kept = counted.kept
    return counted.reached
  })
}

describe('a threshold of five in ten minutes', () => {
  test('is reached with the fifth trigger, and stays so while they go on', () => {
    expect(reachedAt([0, 1, 2, 3, 4, 5].map((at) => at * minute))).toEqual([4 * minute, 5 * minute])
  })

  test('is not reached by triggers that lie further apart', () => {
    expect(reachedAt([0, 3, 6, 9, 12, 15, 18].map((at) => at * minute))).toEqual([])
  })

  test('no border of a window splits a burst', () => {
    expect(reachedAt([8, 9, 10, 11, 12].map((at) => at * minute))).toEqual([12 * minute])
  })

  test('what is exactly ten minutes old counts no more', () => {
    expect(reachedAt([0, 7, 8, 9, 10].map((at) => at * minute))).toEqual([])
    expect(reachedAt([1, 7, 8, 9, 10].map((at) => at * minute))).toEqual([10 * minute])
  })

  test('a trigger of a node whose clock is behind counts in its place', () => {
    const { kept } = countTrigger([1_000, 3_000], 2_000, fiveInTen)
    expect(kept).toEqual([1_000, 2_000, 3_000])
  })

  test('keeps no more than it needs, and says the same as counting all of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 60 }),
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 1, max: 50 }),
        (gaps, count, withinSeconds) => {
          let at = 0
          const times = gaps.map((gap) => (at += gap * 100))
          let kept: readonly number[] = []
          for (const [index, time] of times.entries()) {
            const counted = countTrigger(kept, time, { count, withinSeconds })
            kept = counted.kept
            const within = times.slice(0, index + 1).filter((one) => one > time - withinSeconds * 1_000)
            expect(counted.reached).toBe(within.length >= count)
            expect(kept.length).toBeLessThanOrEqual(count)
          }
        },
      ),
    )
  })
})
