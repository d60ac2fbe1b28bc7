import type { EscalationPolicyConfig } from '../../../contract/config/escalation.ts'
import type { Priority } from '../../../contract/keys.ts'
import { attemptsOf, frozen, stepSeconds } from '../../../rules/escalation/policy.ts'
import type { FrozenPolicy } from '../../../rules/escalation/policy.ts'
import { readDuration } from '../app/duration-text.ts'
import { partsOf } from './target.ts'

const seconds = (text: string | undefined) => readDuration(text ?? '') ?? 0

/** A policy as the rules read it; everything goes by its key. */
function rulesOfPolicy(policy: EscalationPolicyConfig): FrozenPolicy {
  return frozen({
    id: policy.key,
    key: policy.key,
    name: policy.name ?? policy.key,
    delaySeconds: seconds(policy.delay),
    steps: policy.steps.map((step) => ({
      targets: step.targets.flatMap((text) => {
        const parts = partsOf(text)
        if (!parts) return []
        return [{ kind: parts.kind, id: parts.key, ...(parts.everybody && { everybody: true as const }) }]
      }),
      timeoutSeconds: seconds(step.timeout),
      condition: step.if,
      assign: step.assign,
    })),
    allAtOnce: policy.allAtOnce,
    acknowledgeTimeoutSeconds: policy.acknowledgeTimeout === undefined ? null : seconds(policy.acknowledgeTimeout),
    acknowledgeReminderSeconds: seconds(policy.acknowledgeReminder),
    repeatCount: policy.repeat,
    stepEnds: policy.stepEnds,
    attempts: policy.attempts,
    repeatEverySeconds: seconds(policy.repeatEvery),
  })
}

/** A step on the axis of time, in seconds since the alert began; nobody answers, and everybody is reached at once. */
export interface Rung {
  /** Counted from 0 among the steps of the policy. */
  step: number
  targets: string[]
  from: number
  to: number
  attempts: number
  /** Runs also when somebody has acknowledged. */
  informs: boolean
  takesTurns: boolean
}

export interface Ladder {
  delay: number
  /** The first round. */
  rungs: Rung[]
  /** How often the whole chain runs, the first time included. */
  rounds: number
  /** When the last round is through; null with low priority, which waits for an answer without end. */
  end: number | null
}

/** When each step of a policy begins and ends. Low priority begins the first step alone and pages once. */
export function ladderOf(policy: EscalationPolicyConfig, priority: Priority): Ladder {
  const rules = rulesOfPolicy(policy)
  let at = rules.delaySeconds
  const steps = priority === 'low' ? rules.steps.slice(0, 1) : rules.steps
  const rungs = steps.map((step, index): Rung => {
    const length = stepSeconds(rules, step.timeoutSeconds)
    const from = at
    at += length
    return {
      step: index,
      targets: policy.allAtOnce ? policy.steps.flatMap((one) => one.targets) : (policy.steps[index]?.targets ?? []),
      from,
      to: at,
      attempts: priority === 'low' ? 1 : attemptsOf(rules, step.timeoutSeconds),
      informs: step.condition === 'not-resolved',
      takesTurns: step.assign === 'round-robin',
    }
  })
  if (priority === 'low') return { delay: rules.delaySeconds, rungs, rounds: 1, end: null }
  const rounds = rules.repeatCount + 1
  return { delay: rules.delaySeconds, rungs, rounds, end: rules.delaySeconds + rounds * (at - rules.delaySeconds) }
}
