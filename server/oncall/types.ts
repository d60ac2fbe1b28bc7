import type { Layer, Schedule } from '../../rules/oncall/schedule.ts'

/** A team or a customer as a schedule names it. */
export interface Named {
  id: string
  key: string
  name: string
}

/** A schedule without its people. */
export interface ScheduleRow {
  id: string
  key: string
  name: string
  timeZone: string
  /** Null also when the team or the customer is gone. */
  team: Named | null
  customer: Named | null
  /** Came from a configuration file, which may also remove it. */
  managed: boolean
}

/** A replacement as its row stands; local times of the schedule's zone, `YYYY-MM-DDTHH:MM`. */
export interface OverrideRow {
  id: string
  scheduleId: string
  userId: string
  from: string
  to: string
  managed: boolean
}

/** A schedule with everything that decides who is on call. */
export interface LoadedSchedule extends ScheduleRow {
  rules: Schedule
  /** In the order of `rules.overrides`. */
  overrides: readonly OverrideRow[]
}

/** A half-open stretch of time. */
export interface Span {
  from: Temporal.Instant
  to: Temporal.Instant
}

/** What is written of a schedule; `layers` name people by id. */
export interface ScheduleValues {
  name: string
  timeZone: string
  teamId: string | null
  customerId: string | null
  layers: readonly Layer[]
}
