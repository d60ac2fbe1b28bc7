/** Whom a step pages. Ids, because keys may be given to something else while an escalation runs. */
export interface Target {
  kind: 'user' | 'schedule' | 'team'
  id: string
  /** Of a schedule: everybody who has turns in it, not only who is on call. */
  everybody?: true
}

export interface Step {
  targets: Target[]
  timeoutSeconds: number
  /** Until when the step still runs: `not-acknowledged`, or also after an acknowledgement, to inform people. */
  condition: 'not-acknowledged' | 'not-resolved'
  /** Everybody behind the targets, or one of them: each new alert goes to the next. */
  assign: 'all' | 'round-robin'
  /** Put in by a person while the alert ran (by-hand.ts). */
  byHand?: true
  /** Of a step that goes round and was taken over from elsewhere: whose turns it counts. */
  turns?: TurnsPlace
}

/** A step of a policy, in which people take turns. */
export interface TurnsPlace {
  policyId: string
  step: number
}

/** Which turns a step of this chain counts: its own, unless it was taken over from elsewhere. */
export function turnsPlace(policy: FrozenPolicy, step: number): TurnsPlace {
  return policy.steps[step]?.turns ?? { policyId: policy.id, step }
}

/** A policy as it is frozen on an escalation when it starts: later edits do not disturb a running page. */
export interface FrozenPolicy {
  id: string
  key: string
  name: string
  /** Before the first step, counted from the creation of the alert. */
  delaySeconds: number
  steps: Step[]
  /** Everybody of all steps is paged together. */
  allAtOnce: boolean
  /** After an acknowledgement that nobody renewed for so long the alert is triggered again; null: never. */
  acknowledgeTimeoutSeconds: number | null
  /** So long before that whoever acknowledged is asked; 0: not at all. */
  acknowledgeReminderSeconds: number
  /** How often the whole chain runs again: 0 is once. */
  repeatCount: number
  stepEnds: 'attempts' | 'timeout'
  attempts: number
  repeatEverySeconds: number
}

/** What earlier releases did not freeze, as they ran it. */
const before = {
  delaySeconds: 0,
  allAtOnce: false,
  acknowledgeTimeoutSeconds: null,
  acknowledgeReminderSeconds: 0,
}
const beforeInStep = { condition: 'not-acknowledged' as const, assign: 'all' as const }

/** What a release may have stored: what later ones added is missing. */
export type StoredStep = Omit<Step, keyof typeof beforeInStep> & Partial<Step>
export type StoredPolicy = Omit<FrozenPolicy, keyof typeof before | 'steps'> &
  Partial<Omit<FrozenPolicy, 'steps'>> & { steps: StoredStep[] }

/** A frozen policy as the rules read it, whichever release froze it. */
export function thawed(stored: StoredPolicy): FrozenPolicy {
  return { ...before, ...stored, steps: stored.steps.map((step) => ({ ...beforeInStep, ...step })) }
}

/** The steps that really run: one for all of them when everybody is paged at once. */
export function frozen(policy: FrozenPolicy): FrozenPolicy {
  if (!policy.allAtOnce) return policy
  const targets = policy.steps.flatMap((step) => step.targets)
  const timeoutSeconds = Math.max(...policy.steps.map((step) => step.timeoutSeconds))
  return { ...policy, steps: [{ targets, timeoutSeconds, ...beforeInStep }] }
}

/**
 * When the first step begins: at once, or when the delay has passed since the alert was created. An alert that is held
 * back or raised later has waited already.
 */
export function beginsAt(policy: FrozenPolicy, createdAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const at = createdAt.add({ seconds: policy.delaySeconds })
  return Temporal.Instant.compare(at, now) > 0 ? at : now
}

/** How often a page is repeated within a step: as set, or as often as fits before the timeout. */
export function attemptsOf(policy: FrozenPolicy, timeoutSeconds: number): number {
  if (policy.stepEnds === 'attempts') return policy.attempts
  return Math.max(1, Math.ceil(timeoutSeconds / policy.repeatEverySeconds))
}

/** How long a step lasts without an answer, in seconds, when the first message of everybody goes out as it begins. */
export function stepSeconds(policy: FrozenPolicy, timeoutSeconds: number): number {
  if (policy.stepEnds === 'timeout') return timeoutSeconds
  return Math.min(policy.attempts * policy.repeatEverySeconds, timeoutSeconds)
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
