/** Whom a step pages. Ids, because keys may be given to something else while an escalation runs. */
export interface Target {
  kind: 'user' | 'schedule' | 'team'
  id: string
}

/** A policy as it is frozen on an escalation when it starts: later edits do not disturb a running page. */
export interface FrozenPolicy {
  id: string
  key: string
  name: string
  steps: { targets: Target[]; timeoutSeconds: number }[]
  /** How often the whole chain runs again: 0 is once. */
  repeatCount: number
  stepEnds: 'attempts' | 'timeout'
  attempts: number
  repeatEverySeconds: number
}

/** How often a page is repeated within a step: as set, or as often as fits before the timeout. */
export function attemptsOf(policy: FrozenPolicy, timeoutSeconds: number): number {
  if (policy.stepEnds === 'attempts') return policy.attempts
  return Math.max(1, Math.ceil(timeoutSeconds / policy.repeatEverySeconds))
}

/**
 * When a step that began at `now` ends without an answer (ruling Z7): at its timeout, and with `attempts` already when the
 * last of the unanswered rounds has had its time. Rounds count from the first message, which a person's own rules may delay.
 */
export function stepEndsAt(
  policy: FrozenPolicy,
  timeoutSeconds: number,
  now: Temporal.Instant,
  lastFirstMessageAt: Temporal.Instant,
): Temporal.Instant {
  const atTimeout = now.add({ seconds: timeoutSeconds })
  if (policy.stepEnds === 'timeout') return atTimeout
  const unanswered = lastFirstMessageAt.add({ seconds: policy.attempts * policy.repeatEverySeconds })
  return Temporal.Instant.compare(unanswered, atTimeout) < 0 ? unanswered : atTimeout
}
