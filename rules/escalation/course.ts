import type { Priority } from '../../contract/keys.ts'
import { advance } from './advance.ts'
import type { Advance, Position, Responder, SkippedStep } from './advance.ts'
import { attemptsOf, stepEndsAt } from './policy.ts'
import type { FrozenPolicy } from './policy.ts'

/** A step of the fallback waits this long before the next round begins. */
const fallbackTimeoutSeconds = 300

/** What of an escalation its course depends on. */
interface Running {
  policy: FrozenPolicy
  priority: Priority
}

/** An escalation on its way at one deadline: it goes on until somebody is reached. */
export interface Course {
  from: Position
  /** Steps that were tried at this deadline and reached nobody. */
  unreachable: number
  /** People of a step that goes round who cannot be reached: the next one of it is tried at once. */
  tried?: { step: number; userIds: ReadonlySet<string> }
}

/** Where an escalation stands after its deadline. */
interface Progress extends Position {
  status: 'active' | 'ended'
  nextAt: Temporal.Instant | null
}

/** Whom a deadline asks for an answer, and how insistently. Step -1 is the fallback of the organization. */
export interface Call extends Position {
  responders: Responder[]
  attempts: number
  repeatEverySeconds: number
  stepEndsAt: Temporal.Instant
}

/** What is known of a page once its messages are planned; `deliveries` 0: the person cannot be reached. */
export interface CalledPerson {
  userId: string
  deliveries: number
  firstAt?: Temporal.Instant
}

/**
 * What happens at a deadline. `isReached`: whether any message of the alert got through so far. `respondersOf` answers for a
 * step, without those who were tried in it just now.
 */
export function decide(
  { policy, priority }: Running,
  { from, unreachable, tried }: Course,
  isReached: boolean,
  respondersOf: (step: number, tried?: ReadonlySet<string>) => Responder[],
): Advance {
  const lastStep = policy.steps.length - 1
  if (unreachable > lastStep) return { kind: 'nobody', at: { round: from.round, step: lastStep }, skipped: [] }
  const next = advance(policy, from, priority, (step) =>
    respondersOf(step, tried?.step === step ? tried.userIds : undefined),
  )
  // The chain is through and not one message got out (all providers down, say): the fallback is the last resort, once.
  const lastResort = policy.repeatCount + 1
  if (next.kind === 'ended' && !isReached && from.round < lastResort) {
    return { kind: 'nobody', at: { round: lastResort, step: lastStep }, skipped: next.skipped }
  }
  return next
}

/** Why a step was passed over, once it is known whom its course has tried. */
export function reasonOf({ tried }: Course, skipped: SkippedStep): SkippedStep['reason'] {
  return tried?.step === skipped.step ? 'nobody_reachable' : skipped.reason
}

/** The pages of a decision; undefined when the escalation has ended. */
export function callOf(
  { policy, priority }: Running,
  decision: Advance,
  fallbackUserIds: readonly string[],
  now: Temporal.Instant,
): Call | undefined {
  if (decision.kind === 'ended') return undefined
  const isFallback = decision.kind === 'nobody'
  const timeoutSeconds = timeoutOf(policy, decision)
  return {
    round: decision.at.round,
    step: isFallback ? -1 : decision.at.step,
    responders: isFallback
      ? fallbackUserIds.map((userId) => ({ userId, via: { kind: 'fallback' as const } }))
      : decision.responders,
    attempts: priority === 'low' ? 1 : attemptsOf(policy, timeoutSeconds),
    repeatEverySeconds: policy.repeatEverySeconds,
    stepEndsAt: now.add({ seconds: timeoutSeconds }),
  }
}

function timeoutOf(policy: FrozenPolicy, decision: Exclude<Advance, { kind: 'ended' }>): number {
  return decision.kind === 'nobody' ? fallbackTimeoutSeconds : policy.steps[decision.at.step]!.timeoutSeconds
}

/** How it goes on after the pages of a decision: done until the next deadline, or again at once behind whom nobody reaches. */
export function conclude(
  { policy, priority }: Running,
  course: Course,
  decision: Advance,
  called: readonly CalledPerson[],
  now: Temporal.Instant,
): { kind: 'again'; course: Course } | { kind: 'done'; progress: Progress | { status: 'ended'; nextAt: null } } {
  if (decision.kind === 'ended') return { kind: 'done', progress: { status: 'ended', nextAt: null } }
  const reached = called.filter((page) => page.deliveries > 0)
  if (decision.kind === 'page' && reached.length === 0) {
    return { kind: 'again', course: behind(policy, course, decision.at, called) }
  }
  // Low priority waits for an answer without a deadline; it goes on only when its page can reach nobody (hasten).
  if (priority === 'low') return { kind: 'done', progress: { status: 'active', ...decision.at, nextAt: null } }
  const lastFirst = reached.map((page) => page.firstAt ?? now).reduce(later, now)
  const nextAt = stepEndsAt(policy, timeoutOf(policy, decision), now, lastFirst)
  return { kind: 'done', progress: { status: 'active', ...decision.at, nextAt } }
}

/** How a course goes on that has reached nobody: with the next one of a step that goes round, else behind the step. */
function behind(policy: FrozenPolicy, course: Course, at: Position, called: readonly CalledPerson[]): Course {
  if (policy.steps[at.step]?.assign !== 'round-robin') return { from: at, unreachable: course.unreachable + 1 }
  const before = course.tried?.step === at.step ? course.tried.userIds : []
  const tried = { step: at.step, userIds: new Set([...before, ...called.map((page) => page.userId)]) }
  return { from: { round: at.round, step: at.step - 1 }, unreachable: course.unreachable, tried }
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? b : a)
