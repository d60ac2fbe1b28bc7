import { meetsWindow } from './restrictions.ts'
import type { Window } from './restrictions.ts'
import { turnEnd } from './rotation.ts'
import type { Turns } from './rotation.ts'
import { weekMs } from './wall.ts'

/**
 * Which place in the row of users each turn has, counted without end (the caller takes the remainder).
 *
 * Every turn takes the next place. With `skipExcluded` a turn that the restrictions exclude completely takes none: the
 * person who would have had it has the next one (field 3.1, rule 4). Exclusion is judged on the wall clock, so a change of
 * the clocks never alters the order. Restrictions repeat each week, so the pattern of excluded turns repeats after at most
 * 168 turns, and counting them costs the same however old the rotation is.
 */
export function placeOfTurn(
  turns: Turns,
  weekly: readonly Window[] | undefined,
  skipExcluded: boolean,
): (turn: number) => number {
  if (!weekly || !skipExcluded) return (turn) => turn
  const period = weekMs / greatestCommonDivisor(turns.length, weekMs)
  /** How many of the first k turns of a period take a place. */
  const taken = [0]
  for (let turn = 0; turn < period; turn += 1) {
    const range = { from: turnEnd(turns, turn - 1), to: turnEnd(turns, turn) }
    taken.push((taken[turn] ?? 0) + (meetsWindow(weekly, range) ? 1 : 0))
  }
  const perPeriod = taken[period] ?? 0
  const takenBefore = (turn: number) => Math.floor(turn / period) * perPeriod + (taken[turn % period] ?? 0)
  // Turn 0 begins at 00:00 of the first day and not on the grid, so it is judged by itself.
  const takenByFirst = meetsWindow(weekly, { from: turns.start, to: turnEnd(turns, 0) }) ? 1 : 0
  return (turn) => (turn === 0 ? 0 : takenByFirst + takenBefore(turn) - takenBefore(1))
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
