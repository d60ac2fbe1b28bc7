import type { Schedule } from '../../rules/oncall/schedule.ts'

/** A schedule as its row stands. */
export interface ScheduleRow {
  id: string
  key: string
  name: string
  timeZone: string
  teamId: string | null
  customerId: string | null
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

/** A schedule with everything that decides who is on call, in the form of the rules. */
export interface LoadedSchedule extends ScheduleRow {
  rules: Schedule
  /** In the order of `rules.overrides`. */
  overrides: readonly OverrideRow[]
}

/** The time within which overrides are wanted; old ones are many and never asked for. Half-open. */
export interface Span {
  from: Temporal.Instant
  to: Temporal.Instant
}
