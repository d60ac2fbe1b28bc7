import type { MaintenanceWindowConfig } from '../../contract/config/maintenance.ts'

/**
 * When a maintenance window is in force, as it is set up: every time is a wall-clock text in `timeZone`. Texts have passed the
 * contract (contract/config/maintenance.ts); a text that has not makes the rules throw a RangeError.
 */
export interface WindowTimes {
  /** An IANA name; an offset would break twice a year. */
  readonly timeZone: string
  /** `YYYY-MM-DDTHH:MM`, of the only or of the first occurrence. */
  readonly start?: string | undefined
  readonly end?: string | undefined
  /** RFC 5545, counted from `start`. */
  readonly rrule?: string | undefined
  readonly recurrence?: Readonly<NonNullable<MaintenanceWindowConfig['recurrence']>> | undefined
  /** Somebody ended the window then: what had begun by this instant is over. */
  readonly endedAt?: Temporal.Instant | undefined
}

/** One time that a window is in force: half-open. */
export interface Occurrence {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
}
