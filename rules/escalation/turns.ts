import { distinct } from './advance.ts'
import type { Responder } from './advance.ts'

/** When each person had their last turn in a step, as a number that rises with every turn; who is absent had none yet. */
export type Turns = ReadonlyMap<string, number>

/**
 * Whose turn it is among those who stand behind a step that goes round: whoever had none for longest, so that everybody gets
 * the same number of alerts however people come and go; of several who had none, the first in the order of the targets.
 *
 * `paged` are people whom this round of the alert has paged already: they are passed over while anybody else is left. `tried`
 * are people who could not be reached just now: never them. `undefined`: nobody is left.
 */
export function nextInTurn(
  pool: readonly Responder[],
  turns: Turns,
  paged: ReadonlySet<string>,
  tried: ReadonlySet<string>,
): Responder | undefined {
  const left = distinct(pool).filter(({ userId }) => !tried.has(userId))
  const fresh = left.filter(({ userId }) => !paged.has(userId))
  const turnOf = ({ userId }: Responder) => turns.get(userId) ?? 0
  // Sorting is stable: equals keep the order of the targets.
  return (fresh.length > 0 ? fresh : left).toSorted((a, b) => turnOf(a) - turnOf(b))[0]
}
