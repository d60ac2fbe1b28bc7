import { z } from 'zod'
import { durationText } from '../durations.ts'
import { key } from '../keys.ts'

/** Whom a step pages: `schedule:primary`, `user:bob` or `team:netops`. */
const target = z
  .string()
  .regex(
    /^(user|schedule|team):[a-z0-9][a-z0-9._-]{0,63}$/,
    'write a target like "user:bob", "schedule:primary" or "team:netops"',
  )

const step = z.strictObject({
  targets: z.array(target).min(1).max(50),
  /** How long this step waits for an answer before the next one begins. */
  timeout: durationText(1, 7 * 86_400).default('5m'),
})

/**
 * When a step ends without an answer (R087, ruling Z7). `attempts`: after `attempts` unanswered rounds of pages, one every
 * `repeatEvery`, at the latest at the step's timeout. `timeout`: always at the step's timeout, pages repeat until then.
 */
const stepEnds = ['attempts', 'timeout'] as const

export const escalationPolicy = z.strictObject({
  key,
  name: z.string().min(1).max(100).optional(),
  steps: z.array(step).min(1).max(20),
  /** How often the whole chain runs again after its last step. */
  repeat: z.int().min(0).max(100).default(0),
  stepEnds: z.enum(stepEnds).default('attempts'),
  attempts: z.int().min(1).max(20).default(3),
  repeatEvery: durationText(1, 3_600).default('1m'),
})

export type EscalationPolicyConfig = z.output<typeof escalationPolicy>
