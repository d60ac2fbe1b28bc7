import { z } from 'zod'
import { durationText } from './durations.ts'
import { instant } from './lists.ts'

/** What people do with an alert by hand. */

const day = 86_400

/** Quiet for so long, or until this instant; 7 days at most. */
export const snoozing = z
  .strictObject({ for: durationText(60, 7 * day).optional(), until: instant.optional() })
  .refine((asked) => (asked.for === undefined) !== (asked.until === undefined), {
    message: 'say either for, such as "30m", or until, an instant',
  })

/**
 * Whom to ask: `user:bob`, `team:netops`, `schedule:primary` (who is on call), `schedule:primary/all`, `policy:night`. The
 * key or the id.
 */
const target = z
  .string()
  .regex(
    /^((user|team|schedule|policy):[a-z0-9][a-z0-9._-]{0,63}|schedule:[a-z0-9][a-z0-9._-]{0,63}\/all)$/,
    'write a target like "user:bob", "team:netops", "schedule:primary", "schedule:primary/all" or "policy:night"',
  )

/** Nothing: the next step. `step`: this one of the chain, counted from 1. `to`: these people now, then the chain goes on. */
export const escalating = z
  .strictObject({ step: z.int().min(1).max(1_000).optional(), to: target.optional() })
  .refine((asked) => asked.step === undefined || asked.to === undefined, { message: 'say either step or to' })
export type Escalating = z.output<typeof escalating>

export const reassigning = z.strictObject({ to: target })

export const addingResponders = z.strictObject({
  targets: z.array(target).min(1).max(20),
  /** For the people who are asked, and for everybody who reads the timeline. */
  message: z.string().trim().min(1).max(1_000).optional(),
  /** Page also those who are on it already. */
  again: z.boolean().default(false),
})
export type AddingResponders = z.output<typeof addingResponders>

const person = z.object({ key: z.string(), name: z.string() })

/**
 * `paged`: a message is on its way. `reached`: one arrived. `acknowledged`: they said "I have it", or that they are on it as
 * well. `stopped`: they were paged and are not needed any more. `failed`: no message reached them. `next`: they are paged at
 * `since` unless somebody answers.
 */
const responderStates = ['paged', 'reached', 'acknowledged', 'stopped', 'failed', 'next'] as const

export const responderView = z.object({
  user: person,
  state: z.enum(responderStates),
  since: instant,
  /** Where they were reached, or are paged first. */
  contact: z.object({ key: z.string(), channel: z.string() }).nullable(),
  /** Through which target they came to it, such as {kind: schedule, name: Primary}; null when it was none. */
  via: z.record(z.string(), z.unknown()).nullable(),
})
export type ResponderView = z.output<typeof responderView>

/** Everybody who is or was on it, in the order in which they were paged first. */
export const responderList = z.object({ items: z.array(responderView) })

/** `added` were paged now. `already` are on it and were not paged again. `unreachable` have no usable contact. */
export const respondersAdded = z.object({
  added: z.array(person),
  already: z.array(responderView),
  unreachable: z.array(person),
})
export type RespondersAdded = z.output<typeof respondersAdded>

export const bulkAnswer = z.strictObject({ ids: z.array(z.string().min(1).max(40)).min(1).max(200) })

const bulkResult = z.object({
  /** As it was named. */
  id: z.string(),
  outcome: z.enum(['done', 'already', 'not_found']),
  status: z.enum(['triggered', 'acknowledged', 'resolved']).nullable(),
})
export type BulkResult = z.output<typeof bulkResult>
export const bulkResults = z.object({ items: z.array(bulkResult) })
