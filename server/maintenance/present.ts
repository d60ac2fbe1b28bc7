import type { MaintenanceView } from '../../contract/maintenance.ts'
import type { Occurrence } from '../../rules/maintenance/index.ts'
import { nextOccurrences } from '../../rules/maintenance/index.ts'
import { occurrenceOf, timesOf } from './plan.ts'
import { namesOf } from './shape.ts'
import type { MaintenanceWindow, NamedThing, ScopeThings } from './types.ts'

/** Overlapping times of one window that may lie between now and its next beginning. */
const mostOverlapping = 20

/** What leaves the house of a window. */
export function presentWindow(window: MaintenanceWindow, things: ScopeThings, now: Temporal.Instant): MaintenanceView {
  const found = occurrenceOf(window, now)
  const isActive = found !== undefined && Temporal.Instant.compare(found.from, now) <= 0
  const next = isActive ? nextAfter(window, now) : found
  const named = namesOf(window, things)
  return {
    id: window.id,
    key: window.key,
    name: window.name,
    description: window.description,
    timezone: window.timeZone,
    start: window.starts,
    end: window.ends,
    rrule: window.rrule,
    recurrence: window.recurrence && { ...window.recurrence },
    sources: named.sources.map(keyAndName),
    services: named.services.map(keyAndName),
    customers: named.customers.map(keyAndName),
    everything: window.everything,
    state: isActive ? 'active' : found ? 'upcoming' : 'past',
    current: isActive ? presentOccurrence(found) : null,
    next: next ? presentOccurrence(next) : null,
    createdBy: window.createdBy?.name ?? null,
    createdAt: window.createdAt.toString(),
    managed: window.managed,
  }
}

export const presentOccurrence = ({ from, to }: Occurrence) => ({ from: from.toString(), to: to.toString() })

function nextAfter(window: MaintenanceWindow, now: Temporal.Instant): Occurrence | undefined {
  const coming = nextOccurrences(timesOf(window), now, mostOverlapping)
  return coming.find((one) => Temporal.Instant.compare(one.from, now) > 0)
}

const keyAndName = ({ key, name }: NamedThing) => ({ key, name })
