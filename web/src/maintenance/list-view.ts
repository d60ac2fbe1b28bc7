import type { Alert } from '../api/types.ts'
import type { MaintenanceWindow } from './queries.ts'

const states = ['active', 'upcoming', 'past'] as const

/** What belongs to one customer, by keys. */
export interface Belongings {
  customer: string
  services: ReadonlySet<string>
  sources: ReadonlySet<string>
}

/** A window covers it by name, by one of its services or sources, or because it covers everything. */
function concerns({ everything, customers, services, sources }: MaintenanceWindow, one: Belongings): boolean {
  return (
    everything ||
    customers.some(({ key }) => key === one.customer) ||
    services.some(({ key }) => one.services.has(key)) ||
    sources.some(({ key }) => one.sources.has(key))
  )
}

/** Windows by what is now, what comes and what is over; each in the order in which it matters. */
export function byState(windows: readonly MaintenanceWindow[], belongings: Belongings | undefined) {
  const timeOf = (window: MaintenanceWindow) =>
    (window.state === 'active' ? window.current?.to : window.next?.from) ?? window.createdAt
  return states.map((state) => {
    const items = windows.filter((window) => window.state === state && (!belongings || concerns(window, belongings)))
    const direction = state === 'past' ? -1 : 1
    items.sort((one, other) => direction * timeOf(one).localeCompare(timeOf(other)))
    return { state, items }
  })
}

/** The open alerts that wait for a window to end. */
export function heldBy(alerts: readonly Alert[], windowKey: string): Alert[] {
  return alerts.filter(({ held }) => held?.reason === 'maintenance' && held.by?.key === windowKey)
}
