import { z } from 'zod'
import { alertStatuses, holdReasons } from './alerts.ts'
import { priority } from './keys.ts'
import { instant, keyOrId, listOf, pageQuery } from './lists.ts'

/** What narrows a list of alerts. */
const narrowing = z.object({
  priority: priority.optional(),
  customer: keyOrId.optional(),
  service: keyOrId.optional(),
  source: keyOrId.optional(),
  /** Only alerts with this tag, such as `tier:gold`. */
  tag: z.string().min(1).max(100).optional(),
  /** Only alerts that are held back, only those that are not, or only those that are held for this reason. */
  held: z.enum(['true', 'false', ...holdReasons]).optional(),
  /** `leads`: without the alerts that belong to another one. */
  group: z.enum(['leads']).optional(),
  /** Whoever acknowledged it, or whom it was given to: the key or id of a person, or `me`. */
  assignee: keyOrId.optional(),
  /** Part of the summary or of the dedup key, or a number such as 4711. */
  q: z.string().max(200).optional(),
  /** The key under which the source groups its events, exactly. */
  dedupKey: z.string().max(255).optional(),
  /** Opened at this instant or later. */
  from: instant.optional(),
  /** Opened before this instant. */
  to: instant.optional(),
})
export type Narrowing = z.output<typeof narrowing>

const status = z.enum(['open', 'all', ...alertStatuses])

/**
 * `urgency`: nobody has answered and the priority is high, then the low ones, then what is held back, acknowledged, snoozed,
 * resolved. By customer, service or source: by their names, what has none last. Within the same, newest first.
 */
const sort = z.enum(['newest', 'oldest', 'urgency', 'customer', 'service', 'source'])
export type AlertSort = z.output<typeof sort>

export const alertQuery = pageQuery
  .extend(narrowing.shape)
  .extend({
    cursor: z
      .string()
      .regex(/^([\w-]{1,2000}~)?\d{1,15}$/, 'not a cursor of this list; use nextCursor of the page before')
      .optional(),
    status: status.default('all'),
    sort: sort.default('newest'),
    /** Only those with these numbers: `4711,4712`, at most 200. */
    numbers: z
      .string()
      .regex(/^\d{1,15}(,\d{1,15}){0,199}$/, 'numbers of alerts, separated by commas')
      .optional(),
  })
  .strict()
export type AlertQuery = z.output<typeof alertQuery>

/** How many there are, counted to 1,000; `more`: there are more than that. */
const counted = z.object({ count: z.number().int(), more: z.boolean() })
export type Counted = z.output<typeof counted>

export const alertCountQuery = narrowing.omit({ held: true }).strict()
export type AlertCountQuery = z.output<typeof alertCountQuery>

/** `calling`: nobody has answered, nothing holds it back, and it belongs to no other alert. `mine`: open, held by the caller. */
export const alertCounts = z.object({
  open: counted,
  triggered: counted,
  acknowledged: counted,
  held: counted,
  calling: counted,
  mine: counted,
  /** When the last open alert was resolved, while none is open; null while one is, and when there never was any. */
  quietSince: instant.nullable(),
})
export type AlertCounts = z.output<typeof alertCounts>

/** How the list is looked at, by the names in its address. */
const viewFilters = z
  .object({ ...narrowing.shape, status: status.optional(), sort: sort.optional() })
  .extend({ by: z.enum(['customer', 'service', 'source']).optional() })
  .strict()
const viewName = z.string().trim().min(1).max(60)

export const newAlertView = z.strictObject({
  name: viewName,
  filters: viewFilters,
  /** Everybody in the organization has it. */
  shared: z.boolean().default(false),
  /** The list of the caller begins with it. */
  isDefault: z.boolean().default(false),
})
export type NewAlertView = z.output<typeof newAlertView>

/** What is left out stays. */
export const alertViewChange = z.strictObject({
  name: viewName.optional(),
  filters: viewFilters.optional(),
  shared: z.boolean().optional(),
  isDefault: z.boolean().optional(),
})
export type AlertViewChange = z.output<typeof alertViewChange>

export const savedView = z.object({
  id: z.uuid(),
  name: z.string(),
  filters: viewFilters,
  shared: z.boolean(),
  /** The caller made it. */
  own: z.boolean(),
  /** The caller may change and remove it. */
  changeable: z.boolean(),
  isDefault: z.boolean(),
})
export type SavedView = z.output<typeof savedView>
export const savedViews = listOf(savedView)
