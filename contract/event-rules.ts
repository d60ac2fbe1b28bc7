import { z } from 'zod'
import { eventRule, eventRules } from './config/event-rule.ts'
import { priority, severity } from './keys.ts'
import { instant, listOf } from './lists.ts'

/** A rule as it is set up, and what it did. Counts follow within some seconds and may lose the last ones in a crash. */
export const ruleView = eventRule.safeExtend({
  matches: z.number().int(),
  lastMatchAt: instant.nullable(),
  /** How often its condition or one of its actions could not be carried out. */
  failures: z.number().int(),
  lastFailureAt: instant.nullable(),
  /** Technical, in English. */
  lastFailure: z.string().nullable(),
})
export type RuleView = z.output<typeof ruleView>

export const previewRequest = z.strictObject({
  /** What to try; without them the rules that the source has. */
  rules: eventRules.optional(),
  /** How many of the last events. */
  events: z.int().min(1).max(200).default(50),
})
export type PreviewRequest = z.input<typeof previewRequest>

/** `at_once`; `if_it_lasts` after the delay; `if_it_repeats` once the threshold is reached; `no`. */
const pages = z.enum(['at_once', 'if_it_lasts', 'if_it_repeats', 'no'])

export const previewedEvent = z.object({
  id: z.uuid(),
  receivedAt: instant,
  /** As the source sent it. */
  before: z.object({ action: z.string(), dedupKey: z.string(), summary: z.string(), severity }),
  /** What each rule did that was asked; those behind a `stop` or a `drop` are not. */
  rules: z.array(
    z.object({
      rule: z.string(),
      matched: z.boolean(),
      did: z.array(z.object({ action: z.string(), value: z.string() })),
      failures: z.array(z.string()),
    }),
  ),
  after: z.object({
    action: z.string(),
    dedupKey: z.string(),
    summary: z.string(),
    severity,
    priority,
    customer: z.string().nullable(),
    service: z.string().nullable(),
    escalationPolicy: z.string().nullable(),
    tags: z.array(z.string()),
    fields: z.record(z.string(), z.string()),
  }),
  /** The rule that drops or holds it. */
  decidedBy: z.string().nullable(),
  result: z.enum(['dropped', 'suppressed', 'delayed', 'threshold', 'alert', 'answer', 'recorded']),
  pages,
  /** Whether somebody would be paged if it opened an alert: at once, or after the delay. */
  wouldPage: z.boolean(),
  delaySeconds: z.number().nullable(),
})
export type PreviewedEvent = z.output<typeof previewedEvent>

/** Newest first. */
export const previewResult = z.object({ events: z.array(previewedEvent) })

export const lookupTableView = z.object({
  key: z.string(),
  keyColumn: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  /** A configuration file made it, and will put its own content back. */
  managed: z.boolean(),
  updatedAt: instant,
})
export type LookupTableView = z.output<typeof lookupTableView>
export const lookupTableList = listOf(lookupTableView)
