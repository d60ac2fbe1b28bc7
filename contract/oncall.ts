import { z } from 'zod'
import { layer } from './config/schedule.ts'
import { key, timeZone } from './keys.ts'
import { instant, keyOrId, listOf } from './lists.ts'

const person = z.object({ key: z.string(), name: z.string() })
const named = z.object({ key: z.string(), name: z.string() })
const scheduleName = z.object({ key: z.string(), name: z.string(), timezone: timeZone })

/** From a layer, or from an override (Vertretung). */
const origin = z.enum(['layer', 'override'])

/** A moment as people ask for it; read by server/oncall/times.ts, which says in words what is wrong with it. */
const moment = z.string().max(64).optional()

export const onCallQuery = z.object({
  /** An instant such as 2026-12-24T18:00:00Z; now when absent. */
  at: moment,
  schedule: keyOrId.optional(),
  team: keyOrId.optional(),
})

/**
 * Who is on call in one schedule at the asked instant. `user` null: nobody. A bound of null lies further away than anybody
 * looks (400 days). `next` is the first shift that begins after the asked instant; null when none begins within 400 days.
 */
export const onCallView = z.object({
  schedule: scheduleName,
  team: named.nullable(),
  customer: named.nullable(),
  user: person.nullable(),
  from: instant.nullable(),
  to: instant.nullable(),
  origin: origin.nullable(),
  next: z.object({ user: person, from: instant, to: instant.nullable() }).nullable(),
})
export type OnCallView = z.output<typeof onCallView>
export const onCallList = listOf(onCallView)

/** `from` and `to`: instants, or local dates and date-times in the zone of the schedule. At most 366 days apart. */
export const spanQuery = z.object({ from: moment, to: moment })
export type SpanQuery = z.output<typeof spanQuery>

export const shiftView = z.object({ user: person, from: instant, to: instant, origin })
export type ShiftView = z.output<typeof shiftView>

/** What a schedule comes to between two instants, cut to them, where it leaves nobody, and each layer by itself. */
export const shiftsView = z.object({
  schedule: scheduleName,
  from: instant,
  to: instant,
  items: z.array(shiftView),
  gaps: z.array(z.object({ from: instant, to: instant })),
  layers: z.array(z.object({ name: z.string(), shifts: z.array(shiftView) })),
})
export type ShiftsView = z.output<typeof shiftsView>

export const myShift = z.object({ schedule: scheduleName, from: instant, to: instant, origin })
export const myShifts = listOf(myShift)
export type MyShift = z.output<typeof myShift>

/** An override as it is set up: local times in the zone of the schedule, `YYYY-MM-DDTHH:MM`. */
export const overrideView = z.object({
  id: z.uuid(),
  user: person,
  from: z.string(),
  to: z.string(),
  /** Set up by the configuration file; applying the file again brings it back when it was removed here. */
  managed: z.boolean(),
})
export type OverrideView = z.output<typeof overrideView>

export const scheduleView = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  timezone: timeZone,
  team: named.nullable(),
  customer: named.nullable(),
  layers: z.array(z.object({ ...layer.shape, users: z.array(person) })),
  /** The overrides that have not ended yet, in the order of their beginning. */
  overrides: z.array(overrideView),
})
export type ScheduleView = z.output<typeof scheduleView>
export const scheduleList = listOf(scheduleView)

/** How far ahead to look for gaps. */
export const gapsQuery = z.object({ days: z.coerce.number().int().min(1).max(60).default(14) })

/**
 * Time in which a schedule has nobody, cut to what was asked for. `then`: what an alert that comes when it begins does, along
 * each policy that names the schedule: whom it pages instead, at which step (counted from 1); null: the fallback.
 */
export const gapView = z.object({
  schedule: scheduleName,
  team: named.nullable(),
  from: instant,
  to: instant,
  then: z.array(z.object({ policy: named, step: z.int().nullable(), people: z.array(person) })),
})
export type GapView = z.output<typeof gapView>
export const gapList = listOf(gapView)

/** `from` and `to`: local date-times in the zone of the schedule, or instants; whole minutes. */
export const newOverride = z.strictObject({
  user: key,
  from: z.string().min(1).max(64),
  to: z.string().min(1).max(64),
})
export type NewOverride = z.output<typeof newOverride>
