import { z } from 'zod'
import { key, timeZone } from '../keys.ts'
import { endOfDay, localDateTime, timeOfDay, weekdays } from './schedule.ts'

const date = z.iso.date('write a date as YYYY-MM-DD')

/**
 * Every day or on days of the week, `from` - `to` on the clock of the zone; `to` at or before `from` ends on the next day.
 * `first` and `last` bound the days on which it begins.
 */
const recurrence = z
  .strictObject({
    every: z.enum(['day', 'week']),
    days: z.array(z.enum(weekdays)).min(1).max(7).optional(),
    from: timeOfDay,
    to: endOfDay,
    first: date.optional(),
    last: date.optional(),
  })
  .refine(({ every, days }) => (every === 'week') === (days !== undefined), {
    path: ['days'],
    message: 'name the days for "every: week", such as [Mon, Thu], and leave them out for "every: day"',
  })
  .refine(({ first, last }) => first === undefined || last === undefined || first <= last, {
    path: ['last'],
    message: 'the last day lies before the first',
  })

const keys = z.array(key).min(1).max(1_000)

/** The fields of a maintenance window; what must hold between them is in `maintenanceWindow`. */
export const maintenanceFields = z.strictObject({
  key,
  name: z.string().min(1).max(100).optional(),
  description: z.string().max(2_000).optional(),
  /** Without it the organization's. */
  timezone: timeZone.optional(),
  /** Begin and end on the clock of the zone; with `rrule` those of the first occurrence. */
  start: localDateTime.optional(),
  end: localDateTime.optional(),
  /** A recurrence rule of RFC 5545, such as FREQ=MONTHLY;BYDAY=2SA, counted from `start`. */
  rrule: z
    .string()
    .max(500)
    .regex(
      /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/,
      'begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, as in FREQ=MONTHLY;BYDAY=2SA',
    )
    .optional(),
  recurrence: recurrence.optional(),
  /** An alert falls under the window when its source, its service or its customer is named here. */
  sources: keys.optional(),
  services: keys.optional(),
  customers: keys.optional(),
  everything: z.boolean().default(false),
})

/** A maintenance window (Wartungsfenster): alerts that begin in it are recorded and page when it ends, if still open. */
export const maintenanceWindow = maintenanceFields.superRefine((window, context) => {
  const report = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  const { start, end, rrule, recurrence: simple } = window
  if (simple === undefined) {
    if (start === undefined) report('start', 'say when it begins, such as 2026-12-24T22:00')
    if (end === undefined) report('end', 'say when it ends, such as 2026-12-25T02:00')
    if (start !== undefined && end !== undefined && start >= end) report('end', 'the window must end after it begins')
  } else {
    const other = start === undefined ? (end === undefined ? rrule && 'rrule' : 'end') : 'start'
    if (other) report(other, 'a window with "recurrence" takes its times from there; leave this out')
  }
  if (!window.everything && !window.sources && !window.services && !window.customers) {
    report('everything', 'say what is maintained: sources, services, customers, or "everything: true"')
  }
})

export type MaintenanceWindowConfig = z.output<typeof maintenanceWindow>
