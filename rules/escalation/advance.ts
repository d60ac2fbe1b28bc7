import type { Priority } from '../../contract/keys.ts'
import type { FrozenPolicy } from './policy.ts'

/** A person whom a step pages, and through which target (for the timeline). */
export interface Responder {
  userId: string
  via: { kind: 'user' | 'schedule' | 'team' | 'byHand' | 'fallback'; id?: string; name?: string }
}

/** Where an escalation stands: the step that was begun last, counted from 0; -1 before the first. */
export interface Position {
  round: number
  step: number
}

/** A step that was passed over because nobody stood behind its targets at that moment. */
export interface SkippedStep extends Position {
  reason: 'nobody_on_call' | 'nobody_reachable'
}

export type Advance =
  | { kind: 'page'; at: Position; responders: Responder[]; skipped: SkippedStep[] }
  /** Nobody stands behind any step: the organization's fallback is paged in the place of this round. */
  | { kind: 'nobody'; at: Position; skipped: SkippedStep[] }
  /** The last step of the last round went by without an answer. */
  | { kind: 'ended'; skipped: SkippedStep[] }

/**
 * What happens when the deadline of an escalation has come: the next step that somebody stands behind, in this round or,
 * while rounds are left, in the next. A step without coverage passes to the next at once. Low priority runs the chain once.
 *
 * `respondersOf` answers for a step index, at the present moment; it is asked at most once per step.
 */
export function advance(
  policy: FrozenPolicy,
  from: Position,
  priority: Priority,
  respondersOf: (step: number) => Responder[],
): Advance {
  const rounds = roundsOf(policy, priority)
  const skipped: SkippedStep[] = []
  let at = following(policy, from)
  // One whole chain is enough: coverage does not change within a moment.
  for (let looked = 0; looked < policy.steps.length && at.round < rounds; looked += 1) {
    const responders = distinct(respondersOf(at.step))
    if (responders.length > 0) return { kind: 'page', at, responders, skipped }
    skipped.push({ ...at, reason: 'nobody_on_call' })
    at = following(policy, at)
  }
  const wholeRound = skipped.length >= policy.steps.length
  if (wholeRound || (policy.steps.length === 0 && from.step < 0)) {
    const round = skipped[0]?.round ?? 0
    return { kind: 'nobody', at: { round, step: policy.steps.length - 1 }, skipped }
  }
  return { kind: 'ended', skipped }
}

/** How often the whole chain runs. */
export function roundsOf(policy: FrozenPolicy, priority: Priority): number {
  return priority === 'high' ? policy.repeatCount + 1 : 1
}

function following(policy: FrozenPolicy, at: Position): Position {
  return at.step + 1 < policy.steps.length ? { round: at.round, step: at.step + 1 } : { round: at.round + 1, step: 0 }
}

/** Each person once, however many targets lead to them; the first way named stays (field 3.2: dedupe on the recipient). */
export function distinct(responders: readonly Responder[]): Responder[] {
  const seen = new Set<string>()
  return responders.filter(({ userId }) => !seen.has(userId) && seen.add(userId) !== undefined)
}
