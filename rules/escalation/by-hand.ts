import { turnsPlace } from './policy.ts'
import type { FrozenPolicy, Step, Target } from './policy.ts'

/** A step whose length nothing else says. */
const usualTimeoutSeconds = 300

/** A chain that no policy gave: for alerts without one. `name`: of whoever is asked. */
export function chainByHand(id: string, name: string): FrozenPolicy {
  return {
    id,
    key: 'by-hand',
    name,
    delaySeconds: 0,
    steps: [],
    allAtOnce: false,
    acknowledgeTimeoutSeconds: null,
    acknowledgeReminderSeconds: 0,
    repeatCount: 0,
    stepEnds: 'attempts',
    attempts: 3,
    repeatEverySeconds: 60,
  }
}

/** A step that asks whoever stands behind a target that a person named. */
export function stepByHand(target: Target, timeoutSeconds: number): Step {
  return { targets: [target], timeoutSeconds, condition: 'not-acknowledged', assign: 'all', byHand: true }
}

/** The steps of a policy that a person named, as parts of another chain: whoever takes turns there goes on doing so. */
export function stepsOfNamed(policy: FrozenPolicy): Step[] {
  return moved(policy).map((step) => ({ ...step, byHand: true }))
}

/**
 * The chain with steps put in behind the one that was begun last. The others keep their order and their turns, so that the
 * escalation goes on where it was when nobody answers.
 */
export function withStepsBehind(policy: FrozenPolicy, step: number, added: readonly Step[]): FrozenPolicy {
  const steps = moved(policy)
  return { ...policy, steps: [...steps.slice(0, step + 1), ...added, ...steps.slice(step + 1)] }
}

/**
 * The chain of an alert that is given to others: they first, behind them the whole chain of the policy as the safety net.
 * What people had put in before is gone with those it was for.
 */
export function reassigned(policy: FrozenPolicy, added: readonly Step[]): FrozenPolicy {
  return { ...policy, steps: [...added, ...moved(policy).filter((step) => step.byHand !== true)] }
}

/** How long people who are asked by hand have: as long as the step that runs, or as the first one would take. */
export function timeoutByHand(policy: FrozenPolicy, step: number): number {
  return policy.steps[Math.max(step, 0)]?.timeoutSeconds ?? usualTimeoutSeconds
}

/** Whether this step of the chain asks the very same people by hand. */
export function asksTheSame(policy: FrozenPolicy, step: number, added: Step): boolean {
  const running = policy.steps[step]
  if (running?.byHand !== true || running.targets.length !== added.targets.length) return false
  return running.targets.every((target, index) => isSame(target, added.targets[index]!))
}

const isSame = (a: Target, b: Target) => a.kind === b.kind && a.id === b.id && a.everybody === b.everybody

function moved(policy: FrozenPolicy): Step[] {
  return policy.steps.map((step, index) =>
    step.assign === 'round-robin' ? { ...step, turns: turnsPlace(policy, index) } : step,
  )
}
