import type { Alert } from '../api/types.ts'
import type { MaintenanceWindow } from './queries.ts'

const states = ['active', 'upcoming', 'past'] as const

/** Windows by what is now, what comes and what is over; each in the order in which it matters. */
export function byState(windows: readonly MaintenanceWindow[], customer: string | undefined) {
  const concerns = (window: MaintenanceWindow) =>
    customer === undefined || window.everything || window.customers.some(({ key }) => key === customer)
  const timeOf = (window: MaintenanceWindow) =>
    (window.state === 'active' ? window.current?.to : window.next?.from) ?? window.createdAt
  return states.map((state) => {
    const items = windows.filter((window) => window.state === state && concerns(window))
    const direction = state === 'past' ? -1 : 1
    items.sort((one, other) => direction * timeOf(one).localeCompare(timeOf(other)))
    return { state, items }
  })
}

/** The open alerts that wait for a window to end. */
export function heldBy(alerts: readonly Alert[], windowKey: string): Alert[] {
  return alerts.filter(({ held }) => held?.reason === 'maintenance' && held.by?.key === windowKey)
}
