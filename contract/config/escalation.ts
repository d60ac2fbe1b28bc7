import { z } from 'zod'
import { durationText } from '../durations.ts'
import { key } from '../keys.ts'

/**
 * Whom a step pages: `user:bob`, `team:netops`, `schedule:primary` (who is on call) or `schedule:primary/all` (everybody who
 * has turns in it).
 */
const target = z
  .string()
  .regex(
    /^((user|schedule|team):[a-z0-9][a-z0-9._-]{0,63}|schedule:[a-z0-9][a-z0-9._-]{0,63}\/all)$/,
    'write a target like "user:bob", "schedule:primary", "schedule:primary/all" or "team:netops"',
  )

/** The parts of a target text that has passed the schema. */
export function targetParts(text: string): { kind: 'user' | 'schedule' | 'team'; key: string; everybody: boolean } {
  const [kind, rest] = text.split(':', 2) as ['user' | 'schedule' | 'team', string]
  const [name, all] = rest.split('/', 2) as [string, string | undefined]
  return { kind, key: name, everybody: all !== undefined }
}

const step = z.strictObject({
  targets: z.array(target).min(1).max(50),
  /** How long this step waits for an answer before the next one begins. */
  timeout: durationText(1, 7 * 86_400).default('5m'),
  /**
   * `not-acknowledged`: an acknowledgement ends it. `not-resolved`: it also begins after one, at the time at which it would
   * have begun without it, and then says who has acknowledged; to inform a manager after half an hour, say.
   */
  if: z.enum(['not-acknowledged', 'not-resolved']).default('not-acknowledged'),
  /** `all` pages everybody behind the targets, `round-robin` one of them: each new alert goes to the next. */
  assign: z.enum(['all', 'round-robin']).default('all'),
})

/**
 * When a step ends without an answer (R087, ruling Z7). `attempts`: after `attempts` unanswered rounds of pages, one every
 * `repeatEvery`, at the latest at the step's timeout. `timeout`: always at the step's timeout, pages repeat until then.
 */
const stepEnds = ['attempts', 'timeout'] as const

const settings = z.strictObject({
  key,
  name: z.string().min(1).max(100).optional(),
  /** How long an alert may be over by itself, or be acknowledged, before anybody is paged. */
  delay: durationText(0, 86_400).default('0s'),
  steps: z.array(step).min(1).max(20),
  /** Everybody of all steps is paged together, as one step with the longest of their timeouts: for disasters. */
  allAtOnce: z.boolean().default(false),
  /** An alert that is acknowledged and not resolved becomes triggered again after this time and escalates anew. */
  acknowledgeTimeout: durationText(60, 30 * 86_400).optional(),
  /** So long before that whoever acknowledged is asked whether they are still on it; 0s: not at all. */
  acknowledgeReminder: durationText(0, 7 * 86_400).default('5m'),
  /** How often the whole chain runs again after its last step. */
  repeat: z.int().min(0).max(100).default(0),
  stepEnds: z.enum(stepEnds).default('attempts'),
  attempts: z.int().min(1).max(20).default(3),
  repeatEvery: durationText(1, 3_600).default('1m'),
})

/** The shape alone, for what the API shows; a file must also pass the checks of `escalationPolicy`. */
export const escalationPolicySettings = settings

export const escalationPolicy = settings.superRefine(({ allAtOnce, steps }, context) => {
  if (!allAtOnce) return
  for (const [index, one] of steps.entries()) {
    const because = 'with allAtOnce everybody is paged together, so no step'
    if (one.if !== 'not-acknowledged') {
      const message = `${because} can have a condition of its own`
      context.addIssue({ code: 'custom', path: ['steps', index, 'if'], message })
    }
    if (one.assign !== 'all') {
      context.addIssue({ code: 'custom', path: ['steps', index, 'assign'], message: `${because} can go round` })
    }
  }
})

export type EscalationPolicyConfig = z.output<typeof escalationPolicy>
