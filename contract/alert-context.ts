import { z } from 'zod'
import { alertStatuses } from './alerts.ts'
import { instant, listOf, pageQuery } from './lists.ts'
import { deliveryView } from './alerts.ts'

const person = z.object({ key: z.string(), name: z.string() })
const alertName = z.object({ id: z.uuid(), number: z.number().int(), summary: z.string() })

/** Why another alert is alike: the same dedup key of the same source, or a summary that is alike of the same service or source. */
const kinships = ['key', 'service', 'source'] as const

export const similarAlert = alertName.extend({
  status: z.enum(alertStatuses),
  kinship: z.enum(kinships),
  /** How alike the summaries are, 0 to 1. */
  likeness: z.number(),
  createdAt: instant,
  resolvedAt: instant.nullable(),
  /** Null as well when it ended by itself. */
  resolvedBy: person.nullable(),
  resolvedVia: z.string().nullable(),
})
export type SimilarAlert = z.output<typeof similarAlert>

export const similarAlerts = z.object({
  days: z.number().int(),
  /** With the same dedup key of the same source within these days, this one left out. */
  times: z.number().int(),
  /** How many of those nobody had to resolve. */
  endedAlone: z.number().int(),
  /** Half of those that are resolved lasted no longer than this; null when none is. */
  usualSeconds: z.number().int().nullable(),
  /** The most alike first. */
  items: z.array(similarAlert),
})
export type SimilarAlerts = z.output<typeof similarAlerts>

/** What is known of the place of an alert, as things stand now. */
export const alertContext = z.object({
  tier: z.string().nullable(),
  /** `turnsAt`: when that changes next; null: not within 400 days. Null: the customer has no support hours. */
  supportHours: z.object({ isOpen: z.boolean(), turnsAt: instant.nullable(), timezone: z.string() }).nullable(),
  /** Other open alerts of the same customer, and the newest of them. */
  customerOpen: z.object({ count: z.number().int(), more: z.boolean(), items: z.array(alertName) }),
  /** What its service stands on and has an open alert of high priority. */
  dependenciesDown: z.array(z.object({ key: z.string(), name: z.string(), alert: alertName })),
  /** Maintenance windows in force that speak of it. */
  maintenance: z.array(z.object({ key: z.string(), name: z.string(), until: instant })),
})
export type AlertContext = z.output<typeof alertContext>

/** Messages of pages, newest first: to colleagues, so addresses are masked. */
export const deliveryQuery = pageQuery
  .omit({ cursor: true })
  .extend({
    status: z.literal('failed').default('failed'),
    /** Planned at this instant or later; without it, within the last 24 hours. */
    since: instant.optional(),
  })
  .strict()

export const failedDelivery = deliveryView.extend({
  user: person,
  /** Null of a message that tells of several alerts. */
  alert: alertName.nullable(),
})
export type FailedDelivery = z.output<typeof failedDelivery>
export const failedDeliveries = listOf(failedDelivery)
