import type { WindowTimes } from '../../rules/maintenance/index.ts'
import type { Actor } from '../timeline/index.ts'

/** What a window is about: an alert falls under it when any of the three names it. */
export interface Scope {
  everything: boolean
  sourceIds: string[]
  serviceIds: string[]
  customerIds: string[]
}

/** What somebody sets up. */
export interface WindowValues extends Scope {
  name: string
  description: string | null
  timeZone: string
  starts: string | null
  ends: string | null
  rrule: string | null
  recurrence: NonNullable<WindowTimes['recurrence']> | null
}

/** What follows from the times: the occurrence in force or the next one, and when the window changes next. */
export interface WindowPlan {
  occurrenceFrom: Temporal.Instant | null
  occurrenceTo: Temporal.Instant | null
  nextAt: Temporal.Instant | null
}

export interface MaintenanceWindow extends WindowValues, WindowPlan {
  id: string
  key: string
  endedAt: Temporal.Instant | null
  createdBy: Actor | null
  managed: boolean
  createdAt: Temporal.Instant
}

export interface NamedThing {
  id: string
  key: string
  name: string
}

/** What windows can name, as it exists now. */
export interface ScopeThings {
  sources: NamedThing[]
  services: NamedThing[]
  customers: NamedThing[]
}
