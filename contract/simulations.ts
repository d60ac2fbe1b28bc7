import { z } from 'zod'
import { escalationPolicy } from './config/escalation.ts'
import { channels } from './config/person.ts'
import { durationText } from './durations.ts'
import { priority, severity } from './keys.ts'
import { instant, keyOrId } from './lists.ts'

const moment = z.string().min(1).max(40)

/** What to simulate: an alert that begins at `at`, along a policy or as a source would report it. */
export const newSimulation = z
  .strictObject({
    /** An instant, or a local time in the zone of the organization (2026-12-24T03:00); now when left out. */
    at: moment.optional(),
    policy: keyOrId.optional(),
    /** A policy that nobody has saved, to see what it would do. */
    draft: escalationPolicy.optional(),
    source: keyOrId.optional(),
    service: keyOrId.optional(),
    /** What the source says about priorities turns this into one. */
    severity: severity.default('critical'),
    priority: priority.optional(),
    /** `all` (the default), or who does not answer: everybody else acknowledges what reaches them first. */
    unanswered: z.union([z.literal('all'), z.array(keyOrId).max(500)]).optional(),
    /** One person acknowledges so long after the alert began. */
    answer: z.strictObject({ person: keyOrId, after: durationText(0, 7 * 86_400) }).optional(),
    /** A day after `at` when left out, at most a week. */
    until: moment.optional(),
  })
  .refine((asked) => (asked.policy ?? asked.draft ?? asked.source) !== undefined, {
    path: ['policy'],
    message: 'name a "policy" or a "source"',
  })
  .refine((asked) => asked.policy === undefined || asked.draft === undefined, {
    path: ['draft'],
    message: 'say "policy" or "draft", not both',
  })
  .refine((asked) => asked.unanswered === undefined || asked.answer === undefined, {
    path: ['answer'],
    message: 'say "unanswered" or "answer", not both',
  })
export type NewSimulation = z.output<typeof newSimulation>

const person = z.object({ key: z.string(), name: z.string() })

const simulationEntry = z.object({
  at: instant,
  /** Since the alert began. */
  offsetSeconds: z.int(),
  kind: z.enum([
    'held',
    'delayed',
    'step',
    'skipped',
    'unreachable',
    'message',
    'fallback',
    'acknowledged',
    'informed',
    'raised',
    'reopened',
    'end',
  ]),
  /** Of a message. */
  message: z.enum(['page', 'inform', 'reminder']).nullable(),
  person: person.nullable(),
  contact: z.object({ key: z.string(), address: z.string() }).nullable(),
  channel: z.enum(channels).nullable(),
  /** Counted from 1 on each contact. */
  attempt: z.int().nullable(),
  /** Counted from 1; 0 is the fallback. */
  step: z.int().nullable(),
  round: z.int().nullable(),
  /** Through which target. */
  via: z
    .object({ kind: z.enum(['user', 'schedule', 'team', 'fallback', 'byHand']), name: z.string().nullable() })
    .nullable(),
  /** Why, as a code; null when nothing is to be explained. */
  why: z.string().nullable(),
  /** When what is told ends: the hold, the delay, the acknowledgement. */
  endsAt: instant.nullable(),
})
export type SimulationEntryView = z.output<typeof simulationEntry>

const warning = z.object({
  kind: z.enum(['nobody_on_call', 'same_person', 'one_channel']),
  /** The steps that nobody stands behind, counted from 1. */
  steps: z.array(z.int()),
  /** Who stands behind every step, or is reached on one channel only. */
  person: person.nullable(),
})

/** What may make it come otherwise, and was left out of this very run. */
const leftOutKinds = [
  'no_source',
  'event_rules',
  'grouping',
  'dependencies',
  'message_limits',
  'providers',
  'later_changes',
] as const
export type LeftOut = (typeof leftOutKinds)[number]

export const simulationView = z.object({
  at: instant,
  timezone: z.string(),
  policy: z.object({ key: z.string(), name: z.string() }),
  priority,
  entries: z.array(simulationEntry),
  summary: z.object({
    firstMessageAt: instant.nullable(),
    firstPerson: person.nullable(),
    fallbackAt: instant.nullable(),
    /** Everybody to whom a message goes. */
    reached: z.array(person),
    neverReached: z.array(z.object({ person, why: z.string() })),
    warnings: z.array(warning),
  }),
  /** In words of the organization's language. */
  notConsidered: z.array(z.object({ kind: z.enum(leftOutKinds), text: z.string() })),
})
export type SimulationView = z.output<typeof simulationView>
