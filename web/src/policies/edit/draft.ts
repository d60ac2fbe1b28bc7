import type { EscalationPolicyConfig } from '../../../../contract/config/escalation.ts'
import { durationKey, readDuration } from '../../app/duration-text.ts'
import { newId } from '../../oncall/edit/draft.ts'

/** What is written into the form of a policy. Lengths are texts, as they are typed. */
export interface PolicyDraft {
  name: string
  delay: string
  steps: StepDraft[]
  allAtOnce: boolean
  repeat: number | undefined
  stepEnds: 'attempts' | 'timeout'
  attempts: number | undefined
  repeatEvery: string
  /** Empty: an acknowledgement never ends by itself. */
  acknowledgeTimeout: string
  acknowledgeReminder: string
}

export interface StepDraft {
  id: string
  targets: string[]
  timeout: string
  informs: boolean
  takesTurns: boolean
}

export const newStep = (targets: string[] = [], timeout = '5m'): StepDraft => ({
  id: newId(),
  targets,
  timeout,
  informs: false,
  takesTurns: false,
})

export function policyDraftOf(policy: EscalationPolicyConfig): PolicyDraft {
  return {
    name: policy.name ?? policy.key,
    delay: policy.delay,
    steps: policy.steps.map((step) => ({
      ...newStep([...step.targets], step.timeout),
      informs: step.if === 'not-resolved',
      takesTurns: step.assign === 'round-robin',
    })),
    allAtOnce: policy.allAtOnce,
    repeat: policy.repeat,
    stepEnds: policy.stepEnds,
    attempts: policy.attempts,
    repeatEvery: policy.repeatEvery,
    acknowledgeTimeout: policy.acknowledgeTimeout ?? '',
    acknowledgeReminder: policy.acknowledgeReminder,
  }
}

/** As it is saved. With everybody at once no step has a condition of its own, whatever was chosen before. */
export function policyItemOf(draft: PolicyDraft, key: string): EscalationPolicyConfig {
  const name = draft.name.trim()
  return {
    key,
    ...(name !== '' && name !== key && { name }),
    delay: canonical(draft.delay),
    steps: draft.steps.map(({ targets, timeout, informs, takesTurns }) => ({
      targets,
      timeout: canonical(timeout),
      if: informs && !draft.allAtOnce ? 'not-resolved' : 'not-acknowledged',
      assign: takesTurns && !draft.allAtOnce ? 'round-robin' : 'all',
    })),
    allAtOnce: draft.allAtOnce,
    ...(draft.acknowledgeTimeout.trim() !== '' && { acknowledgeTimeout: canonical(draft.acknowledgeTimeout) }),
    acknowledgeReminder: canonical(draft.acknowledgeReminder),
    repeat: draft.repeat ?? 0,
    stepEnds: draft.stepEnds,
    attempts: draft.attempts ?? 1,
    repeatEvery: canonical(draft.repeatEvery),
  }
}

function canonical(text: string): string {
  const seconds = readDuration(text)
  return seconds === undefined ? text : durationKey(seconds)
}

const day = 86_400
/** Seconds from and to, as the contract allows. */
const bounds = {
  delay: [0, day],
  timeout: [1, 7 * day],
  repeatEvery: [1, 3_600],
  acknowledgeTimeout: [60, 30 * day],
  acknowledgeReminder: [0, 7 * day],
} as const

export type PolicyProblem = 'name' | 'targets' | 'steps' | 'length' | 'attempts' | 'repeat'

/** What keeps a policy from being saved, by the place in the form. */
export function policyProblemsOf(draft: PolicyDraft): Map<string, PolicyProblem> {
  const found = new Map<string, PolicyProblem>()
  const isBad = (text: string, [least, most]: readonly [number, number]) => {
    const seconds = readDuration(text)
    return seconds === undefined || seconds < least || seconds > most
  }
  if (draft.name.trim() === '') found.set('name', 'name')
  if (draft.steps.length === 0) found.set('steps', 'steps')
  for (const { id, targets, timeout } of draft.steps) {
    if (targets.length === 0) found.set(`${id}.targets`, 'targets')
    if (isBad(timeout, bounds.timeout)) found.set(`${id}.timeout`, 'length')
  }
  for (const field of ['delay', 'repeatEvery', 'acknowledgeReminder'] as const) {
    if (isBad(draft[field], bounds[field])) found.set(field, 'length')
  }
  if (draft.acknowledgeTimeout.trim() !== '' && isBad(draft.acknowledgeTimeout, bounds.acknowledgeTimeout)) {
    found.set('acknowledgeTimeout', 'length')
  }
  if (draft.attempts === undefined || draft.attempts < 1 || draft.attempts > 20) found.set('attempts', 'attempts')
  if (draft.repeat === undefined || draft.repeat > 100) found.set('repeat', 'repeat')
  return found
}

export const policyTemplates = ['levels', 'single', 'everybody'] as const
export type PolicyTemplate = (typeof policyTemplates)[number]

/** A policy to begin with. What there is of schedules and teams is put in, so that most only have to be looked at. */
export function policyDraftFrom(
  template: PolicyTemplate,
  name: string,
  known: { schedules: string[]; teams: string[] },
): PolicyDraft {
  const [first, second] = known.schedules.map((key) => [`schedule:${key}`])
  const team = known.teams.slice(0, 1).map((key) => `team:${key}`)
  const usual = {
    name,
    delay: '0s',
    allAtOnce: false,
    repeat: 0,
    stepEnds: 'timeout' as const,
    attempts: 3,
    repeatEvery: '1m',
    acknowledgeTimeout: '',
    acknowledgeReminder: '5m',
  }
  if (template === 'levels') return { ...usual, repeat: 1, steps: [newStep(first), newStep(second), newStep(team)] }
  if (template === 'single') return { ...usual, repeat: 2, steps: [newStep(first, '10m')] }
  return { ...usual, allAtOnce: true, repeat: 2, steps: [newStep(first), newStep(team)] }
}
