import { z } from 'zod'
import { channels } from './config/person.ts'
import { role } from './keys.ts'
import { instant } from './lists.ts'

/** `error`: at the next alert somebody is not reached. `warning`: it works, but not as somebody believes. */
const severity = z.enum(['error', 'warning'])

/** Why somebody may be paged. */
const reason = z.object({
  kind: z.enum(['policy', 'schedule', 'team', 'fallback']),
  /** Of the policy, schedule or team; null for the fallback. */
  key: z.string().nullable(),
})

export const personReadiness = z.object({
  user: z.object({ id: z.string(), key: z.string(), name: z.string(), role }),
  ready: z.boolean(),
  /** A message could go out at all: one contact is verified and works, be it a device alone. */
  reachable: z.boolean(),
  because: z.array(reason),
  /** Contacts by channel: how many can be used, of how many there are. */
  channels: z.array(z.object({ channel: z.enum(channels), usable: z.int(), total: z.int() })),
  /** How many notification rules there are. */
  rules: z.object({ high: z.int(), low: z.int() }),
  canSignIn: z.boolean(),
  /** When a test message last got through. */
  lastTestAt: instant.nullable(),
  /** The same message: where it went, and how far it is known to have come. */
  lastTest: z
    .object({
      at: instant,
      /** Null when the contact is gone. */
      contact: z.string().nullable(),
      channel: z.enum(channels),
      /** `acknowledged`: the person said that it reached them. `delivered`: the other side did. `sent`: it was taken. */
      outcome: z.enum(['acknowledged', 'delivered', 'sent']),
    })
    .nullable(),
  problems: z.array(
    z.object({
      /** A value of `readiness:person` in the message catalogue. */
      code: z.string(),
      severity,
      /** The key of the contact that it is about. */
      contact: z.string().nullable(),
      /** What it means and what to do, in the language that was asked for, or that of the caller. */
      message: z.string(),
    }),
  ),
})
export type PersonReadiness = z.output<typeof personReadiness>

export const readiness = z.object({
  /** Everybody who may be paged, by key; those who are not ready first. */
  items: z.array(personReadiness),
  ready: z.int(),
  total: z.int(),
})
export type Readiness = z.output<typeof readiness>

export const setupProblemView = z.object({
  /** A value of `readiness:setup` in the message catalogue. */
  code: z.string(),
  severity,
  /** What it is about, as it stands in the set-up; null for the whole. */
  subject: z.object({ noun: z.string(), key: z.string(), name: z.string() }).nullable(),
  step: z.int().nullable(),
  count: z.int().nullable(),
  channel: z.enum(channels).nullable(),
  from: instant.nullable(),
  to: instant.nullable(),
  /** What it means and what to do, in the language that was asked for, or that of the caller. */
  message: z.string(),
})
export type SetupProblemView = z.output<typeof setupProblemView>

export const setupProblemList = z.object({
  /** The worst first; of each kind at most 20. */
  items: z.array(setupProblemView),
  /** How many there are, by code. */
  counts: z.record(z.string(), z.int()),
})
export type SetupProblems = z.output<typeof setupProblemList>
