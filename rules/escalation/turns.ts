import { distinct } from './advance.ts'
import type { Responder } from './advance.ts'
import { turnsPlace } from './policy.ts'
import type { FrozenPolicy } from './policy.ts'

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

/** A turn that somebody had; it rises with every turn of a policy. */
export interface Turn {
  policyId: string
  step: number
  userId: string
  turn: number
}

/** Whose turn it was in the steps of some policies. */
export interface TurnBook {
  turnsOf(policy: FrozenPolicy, step: number): Turns
  take(policy: FrozenPolicy, step: number, userId: string): void
  /** What was taken since the book was opened. */
  taken(): Turn[]
}

/** The turns of some policies; what is taken counts at once for the next alert of the same batch. */
export function openBook(rows: readonly Turn[]): TurnBook {
  const turnsByStep = new Map<string, Map<string, number>>()
  const taken = new Map<string, Turn>()
  let last = 0
  const turnsOf = (policyId: string, step: number) => {
    const turns = turnsByStep.get(`${policyId} ${step}`) ?? new Map<string, number>()
    turnsByStep.set(`${policyId} ${step}`, turns)
    return turns
  }
  for (const { policyId, step, userId, turn } of rows) {
    turnsOf(policyId, step).set(userId, turn)
    last = Math.max(last, turn)
  }
  return {
    turnsOf(policy, index) {
      const { policyId, step } = turnsPlace(policy, index)
      return turnsOf(policyId, step)
    },
    take(policy, index, userId) {
      const { policyId, step } = turnsPlace(policy, index)
      last += 1
      turnsOf(policyId, step).set(userId, last)
      taken.set(`${policyId} ${step} ${userId}`, { policyId, step, userId, turn: last })
    },
    taken: () => [...taken.values()],
  }
}

interface Assigning {
  book: TurnBook
  paged: ReadonlySet<string>
  tried: ReadonlySet<string>
  /** Only looks who would come next: no turn is taken. */
  preview: boolean
}

/** Whom a step pages of those who stand behind it: everybody, or whose turn it is, who then has had it. */
export function assigned(
  policy: FrozenPolicy,
  step: number,
  pool: readonly Responder[],
  { book, paged, tried, preview }: Assigning,
): Responder[] {
  if (policy.steps[step]?.assign !== 'round-robin') return [...pool]
  const next = nextInTurn(pool, book.turnsOf(policy, step), paged, tried)
  if (next && !preview) book.take(policy, step, next.userId)
  return next ? [next] : []
}
