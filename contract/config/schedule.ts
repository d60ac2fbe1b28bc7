import { z } from 'zod'
import { key, timeZone } from '../keys.ts'

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
export type Weekday = (typeof weekdays)[number]

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as HH:MM, such as 08:00')

/** The end of a restriction may also be 24:00, the end of the day. */
export const endOfDay = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write a time of day as HH:MM, such as 18:00 or 24:00')

/** A wall-clock date and time in the schedule's zone, without offset: 2026-12-24T00:00. */
export const localDateTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
    'write a local date and time as YYYY-MM-DDTHH:MM; the time zone stands beside it',
  )
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'there is no such day')

/**
 * How a layer hands over. `every` is `n hour(s)|day(s)|week(s)`. `handover` is the wall-clock time of the hand-over in
 * the zone of the schedule: `Mon 09:00` for weeks (without a weekday: that of the start day), `09:00` for days, `09:00`
 * for hours (counted from that time of the start day). The first user is on call from 00:00 of the start day.
 * `skipExcluded` (default true): a turn that the restrictions exclude completely is not consumed (field 3.1, rule 4).
 */
export const rotation = z
  .strictObject({
    every: z
      .string()
      .regex(/^([1-9]\d{0,3}) (hour|day|week)s?$/, 'write the length of a turn like "1 week", "2 days" or "12 hours"'),
    handover: z
      .string()
      .regex(
        /^((Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?([01]\d|2[0-3]):[0-5]\d$/,
        'write the hand-over like "Mon 09:00" or "09:00"',
      )
      .default('00:00'),
    skipExcluded: z.boolean().default(true),
  })
  .refine(({ every, handover }) => every.includes('week') || !handover.includes(' '), {
    path: ['handover'],
    message: 'a hand-over on a weekday needs turns of weeks; write "7 days" as "1 week", or leave out the weekday',
  })

/** When a layer is active: on these days (default all), from - to. `to` at or before `from` ends on the next day. */
export const restriction = z.strictObject({
  days: z.array(z.enum(weekdays)).min(1).max(7).optional(),
  from: timeOfDay,
  to: endOfDay,
})

export const layer = z
  .strictObject({
    name: z.string().min(1).max(100),
    /** First day of the layer (local date in the zone of the schedule), active from 00:00 of it. */
    start: z.iso.date('write a date as YYYY-MM-DD'),
    /** The day on which the layer ends (it is no longer active on it). */
    end: z.iso.date('write a date as YYYY-MM-DD').optional(),
    /** May be left out for a single user, who is then always on call. */
    rotation: rotation.optional(),
    /** User keys in order of their turns. The same person may stand twice. */
    users: z.array(key).min(1).max(200),
    restrictions: z.array(restriction).max(50).optional(),
  })
  .refine(({ start, end }) => end === undefined || start < end, {
    path: ['end'],
    message: 'the layer must end after the day on which it starts',
  })
  .refine(({ rotation, users }) => rotation !== undefined || new Set(users).size < 2, {
    path: ['rotation'],
    message: 'several users need a rotation, or all but the first would never be on call',
  })

/** A replacement for the whole schedule in a half-open interval of local time (Vertretung). */
export const override = z
  .strictObject({ user: key, from: localDateTime, to: localDateTime })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'the override must end after it begins' })

/** A schedule (Dienstplan). Later layers win over earlier ones; overrides win over layers and never overlap. */
export const schedule = z
  .strictObject({
    key,
    name: z.string().min(1).max(100).optional(),
    timezone: timeZone.optional(),
    team: key.optional(),
    customer: key.optional(),
    layers: z.array(layer).max(20),
    overrides: z.array(override).max(1000).optional(),
  })
  .superRefine(({ overrides }, context) => {
    for (const [first, second] of overlapping(overrides ?? [])) {
      context.addIssue({
        code: 'custom',
        path: ['overrides', second],
        message: `this override overlaps override ${first + 1} of the list; let one end where the other begins`,
      })
    }
  })

/** Pairs of positions whose overrides overlap, the earlier position first; each is named once. */
function overlapping(overrides: readonly { from: string; to: string }[]): [number, number][] {
  const ordered = overrides.map(({ from, to }, index) => ({ from, to, index })).toSorted(byBeginning)
  const pairs: [number, number][] = []
  let longest = ordered[0]
  for (const next of ordered.slice(1)) {
    if (!longest || next.from >= longest.to) longest = next
    else {
      pairs.push([Math.min(longest.index, next.index), Math.max(longest.index, next.index)])
      if (next.to > longest.to) longest = next
    }
  }
  return pairs
}

function byBeginning(a: { from: string; index: number }, b: { from: string; index: number }): number {
  if (a.from === b.from) return a.index - b.index
  return a.from < b.from ? -1 : 1
}

export type ScheduleConfig = z.output<typeof schedule>
export type LayerConfig = z.output<typeof layer>
export type OverrideConfig = z.output<typeof override>
export type RestrictionConfig = z.output<typeof restriction>
export type RotationConfig = z.output<typeof rotation>
