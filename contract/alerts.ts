import { z } from 'zod'
import { instant, keyOrId, listOf, pageQuery } from './lists.ts'
import { priority, severity } from './keys.ts'

export const alertStatuses = ['triggered', 'acknowledged', 'resolved'] as const
const alertStatus = z.enum(alertStatuses)

const person = z.object({ key: z.string(), name: z.string() })

/**
 * Where the escalation of an alert stands. Steps and rounds are counted from 1; step 0 is before the first. `waiting`: paged
 * once, and nothing more happens by itself (low priority).
 */
const escalationView = z.object({
  state: z.enum(['active', 'waiting', 'stopped', 'ended', 'none']),
  step: z.number().int(),
  steps: z.number().int(),
  round: z.number().int(),
  rounds: z.number().int(),
})

/** Why an open alert pages nobody for now. */
export const holdReasons = ['maintenance', 'dependency', 'group', 'delay', 'threshold', 'suppressed', 'merged'] as const
export type HoldReason = (typeof holdReasons)[number]

/**
 * `by`: the maintenance window, or the event rule. `cause`: the alert that it waits for. Without `until` it waits until something else happens;
 * once the hold is over, it pages if it is still open.
 */
export const heldView = z.object({
  reason: z.enum(holdReasons),
  since: instant,
  until: instant.nullable(),
  by: z.object({ key: z.string(), name: z.string() }).nullable(),
  cause: z.object({ id: z.uuid(), number: z.number().int(), summary: z.string() }).nullable(),
})
export type HeldView = z.output<typeof heldView>

/** How an alert is named beside another one. */
const alertName = z.object({ id: z.uuid(), number: z.number().int(), summary: z.string() })

/**
 * The group of an alert: `lead` pages for all, `members` counts the others, answered ones included. `score`: how alike the
 * summary of a member is to that of the lead, 0 to 1; null of the lead, and of what a person merged.
 */
const groupView = z.object({
  role: z.enum(['lead', 'member']),
  lead: alertName,
  members: z.number().int(),
  score: z.number().nullable(),
})
export type GroupView = z.output<typeof groupView>

/** An alert in a list. References are keys; the names beside them are for people. */
export const alertView = z.object({
  id: z.uuid(),
  number: z.number().int(),
  summary: z.string(),
  status: alertStatus,
  priority,
  severity,
  dedupKey: z.string(),
  source: z.string(),
  sourceName: z.string(),
  sourceType: z.string(),
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  service: z.string().nullable(),
  serviceName: z.string().nullable(),
  /** `priority:…`, `customer:…` and `tier:…` by themselves, then what sources and event rules added. */
  tags: z.array(z.string()),
  /** How many events this alert stands for. */
  count: z.number().int(),
  createdAt: instant,
  lastEventAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: person.nullable(),
  acknowledgedVia: z.string().nullable(),
  /** When the acknowledgement ends by itself and the alert is triggered again; null: it holds until somebody resolves. */
  acknowledgedUntil: instant.nullable(),
  /** Quiet until then: acknowledged for a while. At this time it is triggered and pages anew. */
  snoozedUntil: instant.nullable(),
  /** Whom somebody gave it to, as they were called then; null: it goes along its policy. */
  assignedTo: z
    .object({ kind: z.enum(['user', 'team', 'schedule', 'policy']), key: z.string(), name: z.string() })
    .nullable(),
  resolvedAt: instant.nullable(),
  resolvedBy: person.nullable(),
  resolvedVia: z.string().nullable(),
  /** Low because of its customer's support hours: it becomes high then and pages; null: it does not by itself. */
  raiseAt: instant.nullable(),
  nextEscalationAt: instant.nullable(),
  /**
   * What happens then, as things stand now; null when nothing is due. `step`: these people are paged; `fallback`: nobody
   * stands behind what is left, so the organization's fallback is; `end`: the policy is through, nobody else is paged. Of an
   * acknowledged alert `inform`: these people are told that it is not resolved; `reopen`: the acknowledgement ends, and these
   * people are paged.
   */
  nextStep: z
    .object({ at: instant, kind: z.enum(['step', 'fallback', 'end', 'inform', 'reopen']), names: z.array(z.string()) })
    .nullable(),
  escalation: escalationView,
  held: heldView.nullable(),
  group: groupView.nullable(),
  url: z.string(),
})
export type AlertView = z.output<typeof alertView>

export const deliveryView = z.object({
  id: z.uuid(),
  channel: z.string(),
  contact: z.object({ key: z.string(), address: z.string() }).nullable(),
  provider: z.string().nullable(),
  /** Carried by the sandbox: nobody's real phone rang. */
  simulated: z.boolean(),
  attempt: z.number().int(),
  /** `bundled`: part of the message `bundleId`, which tells of several alerts. */
  status: z.enum(['planned', 'sending', 'sent', 'delivered', 'failed', 'cancelled', 'bundled']),
  bundleId: z.uuid().nullable(),
  dueAt: instant,
  sentAt: instant.nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
})

export const pageView = z.object({
  id: z.uuid(),
  /** `inform` tells of an alert that somebody has acknowledged, `reminder` asks them whether they are still on it. */
  kind: z.enum(['page', 'inform', 'reminder']),
  user: person,
  /** Counted from 1; 0 is the organization's fallback. */
  step: z.number().int(),
  round: z.number().int(),
  reason: z.record(z.string(), z.unknown()),
  createdAt: instant,
  deliveries: z.array(deliveryView),
})
export type PageView = z.output<typeof pageView>

export const alertDetail = alertView.extend({
  fields: z.record(z.string(), z.string()),
  links: z.array(z.object({ href: z.string(), text: z.string().optional() })),
  images: z.array(z.object({ src: z.string(), href: z.string().optional(), alt: z.string().optional() })),
  policy: person.nullable(),
  pages: z.array(pageView),
})
export type AlertDetail = z.output<typeof alertDetail>

/** An alert that was raised by hand. `notice`: in the caller's language, what is not as whoever raised it may expect. */
export const createdAlert = alertDetail.extend({ notice: z.string().nullable() })
export type CreatedAlert = z.output<typeof createdAlert>

export const alertList = listOf(alertView)

export const timelineEntry = z.object({
  id: z.uuid(),
  at: instant,
  kind: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().optional(), name: z.string() }).nullable(),
  data: z.record(z.string(), z.unknown()),
})
export const timeline = listOf(timelineEntry)

export const newAlert = z.strictObject({
  summary: z.string().trim().min(1).max(1024),
  details: z.string().max(10_000).optional(),
  priority: priority.default('high'),
  escalationPolicy: keyOrId.optional(),
  customer: keyOrId.optional(),
  service: keyOrId.optional(),
})
export type NewAlert = z.output<typeof newAlert>

export const note = z.strictObject({ text: z.string().trim().min(1).max(10_000) })

/** `members`: what waits behind the alert is resolved with it. Otherwise the oldest of them leads the others on. */
export const resolveQuery = z.object({ members: z.enum(['true', 'false']).optional() })

/** An alert that belongs to another one. */
export const memberView = alertName.extend({
  status: alertStatus,
  priority,
  score: z.number().nullable(),
  joinedAt: instant,
})
export type MemberView = z.output<typeof memberView>
export const memberList = listOf(memberView)

export const memberQuery = pageQuery.extend({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'not a cursor of this list; use nextCursor of the page before')
    .optional(),
})

/** The number or the id of the alert that pages for both. */
export const merging = z.strictObject({ into: z.union([z.int().positive(), z.string().min(1).max(40)]) })
