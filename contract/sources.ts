import { z } from 'zod'
import { grouping } from './config/grouping.ts'
import { ruleView } from './event-rules.ts'
import { heldView } from './alerts.ts'
import { language } from './keys.ts'
import { instant, keyOrId, listOf, pageQuery } from './lists.ts'

/** A source in a list. References are keys. */
export const sourceView = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  /** One of `sourceTypes`; manual and system for the organization's own. */
  type: z.string(),
  /** Pikett's own: alerts raised by hand, and what Pikett itself has to report. It has no address. */
  builtIn: z.boolean(),
  enabled: z.boolean(),
  escalationPolicy: z.string().nullable(),
  customer: z.string().nullable(),
  service: z.string().nullable(),
  /** Which of its alerts page once; null: what its customer says, across its sources. */
  grouping: grouping.nullable(),
  /** All but the last four characters hidden for those who may not read secrets; null without an address. */
  integrationKey: z.string().nullable(),
  url: z.string().nullable(),
  lastEventAt: instant.nullable(),
  /** Counted up to 100,000. */
  eventsLast24h: z.number().int(),
  /** The same by hour: 24 numbers, the last one counts the hour that ends now. */
  eventsByHour: z.array(z.number().int()),
  openAlerts: z.number().int(),
  /** Event rules that could not be carried out within the last 24 hours. */
  failingRules: z.number().int(),
})
export type SourceView = z.output<typeof sourceView>

export const sourceDetail = sourceView.extend({
  /** How to connect a sender, with the address of this source filled in; null for the built-in ones. */
  setup: z.object({ markdown: z.string() }).nullable(),
  /** Its event rules, in their order, with what they did. */
  rules: z.array(ruleView),
})
export type SourceDetail = z.output<typeof sourceDetail>

export const sourceList = listOf(sourceView)

export const sourceListQuery = pageQuery.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
})

export const sourceQuery = z.object({
  /** Of the guide; the caller's own language when absent. */
  language: language.optional(),
})

const eventOutcomes = ['created', 'repeated', 'acknowledged', 'resolved', 'dropped', 'rejected', 'change'] as const

/** A raw event: what arrived, and what became of it. */
export const eventView = z.object({
  id: z.uuid(),
  source: z.string(),
  receivedAt: instant,
  outcome: z.enum(eventOutcomes),
  /** Why it became no alert: `sources:reason.<value>` of the message catalogue. */
  reason: z.string().nullable(),
  /** Technical, in English: a path, a position, what a condition said. */
  detail: z.string().nullable(),
  dedupKey: z.string().nullable(),
  alertId: z.uuid().nullable(),
  alertNumber: z.number().int().nullable(),
  /** Why its alert pages nobody now: the maintenance window or rule that holds it back; null when nothing does. */
  held: heldView.pick({ reason: true, by: true, until: true }).nullable(),
  /** Repeats with the same content that came within a second are one event: how many they were. `raw` is that of the last. */
  times: z.number().int(),
  /** JSON where it is JSON, else the text. */
  raw: z.unknown(),
})
export type EventView = z.output<typeof eventView>

export const eventList = listOf(eventView)

export const eventQuery = pageQuery.extend({
  outcome: z.enum(eventOutcomes).optional(),
  /** The key under which the source groups its events, exactly. */
  dedupKey: z.string().max(255).optional(),
  /** Part of what was sent, in upper or lower case. */
  q: z.string().max(200).optional(),
  /** Received at this instant or later. */
  from: instant.optional(),
  /** Received before this instant. */
  to: instant.optional(),
})
export type EventQuery = z.output<typeof eventQuery>

export const sourceParams = z.object({ key: keyOrId })

export const testResult = z.object({
  dedupKey: z.string(),
  alertId: z.uuid().nullable(),
  alertNumber: z.number().int().nullable(),
})
