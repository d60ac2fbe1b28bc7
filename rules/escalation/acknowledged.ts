import type { Priority } from '../../contract/keys.ts'
import { distinct } from './advance.ts'
import type { Responder } from './advance.ts'
import type { FrozenPolicy } from './policy.ts'

/** A step that runs although somebody has acknowledged, and when. */
export interface Informing {
  /** Its index. */
  step: number
  at: Temporal.Instant
}

/**
 * The next step that informs people of an acknowledged alert which is not resolved: it begins when it would have begun had
 * nobody acknowledged. Steps between take their full timeout in silence. Only what is left of the present round counts, so
 * that nobody is informed of one acknowledgement twice; low priority does not escalate and informs nobody.
 *
 * `step` is the one that was begun last, `nextAt` when the one behind it would begin; null when none would.
 */
export function informingAfter(
  policy: FrozenPolicy,
  step: number,
  priority: Priority,
  nextAt: Temporal.Instant | null,
): Informing | undefined {
  if (nextAt === null || priority === 'low') return undefined
  let at = nextAt
  for (let index = step + 1; index < policy.steps.length; index += 1) {
    const { condition, timeoutSeconds } = policy.steps[index]!
    if (condition === 'not-resolved') return { step: index, at }
    at = at.add({ seconds: timeoutSeconds })
  }
  return undefined
}

/** A step that informs. */
interface InformedStep {
  /** Its index; that behind the last one when none is left. */
  step: number
  /** Nobody stands behind it. */
  isEmpty: boolean
  /** Who is told: whoever acknowledged knows. */
  responders: Responder[]
}

/** Which step informs at its time, and whom. `step` is the one that was begun last. */
export function informedBy(
  policy: FrozenPolicy,
  { step: last, acknowledgedBy }: { step: number; acknowledgedBy: string | null },
  now: Temporal.Instant,
  respondersOf: (step: number) => Responder[],
): InformedStep {
  const step = informingAfter(policy, last, 'high', now)?.step ?? policy.steps.length
  const responders = distinct(respondersOf(step))
  return {
    step,
    isEmpty: responders.length === 0,
    responders: responders.filter(({ userId }) => userId !== acknowledgedBy),
  }
}

/** When the step behind one that has informed just now begins: one that reached nobody passes to the next at once. */
export function afterInforming(
  policy: FrozenPolicy,
  informed: { step: number; hasReached: boolean },
  priority: Priority,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const seconds = informed.hasReached ? policy.steps[informed.step]!.timeoutSeconds : 0
  return informingAfter(policy, informed.step, priority, now.add({ seconds }))?.at ?? null
}

/** When an acknowledgement ends, and when whoever gave it is asked before; null: never. */
export interface Acknowledgement {
  remindAt: Temporal.Instant | null
  endsAt: Temporal.Instant | null
}

/**
 * How long an acknowledgement that was given or renewed at `now` holds. The reminder comes so long before the end, at the
 * earliest when half of the time has passed: whoever says "I have it" is not asked again at once.
 */
export function acknowledgementFrom(policy: FrozenPolicy, now: Temporal.Instant): Acknowledgement {
  const { acknowledgeTimeoutSeconds: timeout, acknowledgeReminderSeconds: reminder } = policy
  if (timeout === null) return { remindAt: null, endsAt: null }
  const afterSeconds = Math.max(timeout - reminder, Math.ceil(timeout / 2))
  return {
    remindAt: reminder === 0 ? null : now.add({ seconds: afterSeconds }),
    endsAt: now.add({ seconds: timeout }),
  }
}
