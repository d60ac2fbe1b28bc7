import { z } from 'zod'
import { maintenanceFields } from './config/maintenance.ts'
import { durationText } from './durations.ts'
import { timeZone } from './keys.ts'
import { instant, listOf, pageQuery } from './lists.ts'

const named = z.object({ key: z.string(), name: z.string() })

/** One time that the window is in force, half-open. */
const occurrence = z.object({ from: instant, to: instant })

const states = ['active', 'upcoming', 'past'] as const

export const maintenanceView = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  timezone: timeZone,
  /** As set up: local times in the zone. */
  start: z.string().nullable(),
  end: z.string().nullable(),
  rrule: z.string().nullable(),
  recurrence: maintenanceFields.shape.recurrence.unwrap().nullable(),
  sources: z.array(named),
  services: z.array(named),
  customers: z.array(named),
  everything: z.boolean(),
  state: z.enum(states),
  /** The occurrence in force. */
  current: occurrence.nullable(),
  next: occurrence.nullable(),
  createdBy: z.string().nullable(),
  createdAt: instant,
  /** Set up by the configuration file; applying the file again brings back what the file says. */
  managed: z.boolean(),
})
export type MaintenanceView = z.output<typeof maintenanceView>
export const maintenanceList = listOf(maintenanceView)

/** By key. */
export const maintenanceQuery = pageQuery.extend({ state: z.enum(states).optional() }).strict()
export type MaintenanceQuery = z.output<typeof maintenanceQuery>

/** The next times of a window that begin or go on at `from` (now when absent). */
export const occurrenceQuery = z
  .object({ from: instant.optional(), limit: z.coerce.number().int().min(1).max(100).default(10) })
  .strict()
export const occurrenceList = listOf(occurrence)

/** Without a key one is made. Without `start` it begins now; `duration` may stand in the place of `end`. */
export const newMaintenance = maintenanceFields.extend({
  key: maintenanceFields.shape.key.optional(),
  name: z.string().min(1).max(100),
  duration: durationText(60, 366 * 86_400).optional(),
})
export type NewMaintenance = z.output<typeof newMaintenance>

/** What is left out stays; null takes away. */
const changeable = maintenanceFields.omit({ key: true, name: true, everything: true }).shape
export const maintenanceChange = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  description: changeable.description.nullable(),
  timezone: changeable.timezone,
  start: changeable.start.nullable(),
  end: changeable.end.nullable(),
  rrule: changeable.rrule.nullable(),
  recurrence: changeable.recurrence.nullable(),
  sources: changeable.sources.nullable(),
  services: changeable.services.nullable(),
  customers: changeable.customers.nullable(),
  everything: z.boolean().optional(),
})
export type MaintenanceChange = z.output<typeof maintenanceChange>
