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
  /** How often the whole chain runs again after its last step. */
  repeat: z.int().min(0).max(100).default(0),
  stepEnds: z.enum(stepEnds).default('attempts'),
  attempts: z.int().min(1).max(20).default(3),
  repeatEvery: durationText(1, 3_600).default('1m'),
})

export const escalationPolicy = settings

export type EscalationPolicyConfig = z.output<typeof escalationPolicy>
