import { fromLocalInput } from '../../oncall/local-input.ts'
import type { AuditFilter } from '../queries.ts'

/** What stands in the address: days instead of instants. */
export interface AuditSearch {
  actor?: string
  action?: string
  subject?: string
  from?: string
  to?: string
}

const nextDay = (day: string) => {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

/** Days of the viewer's zone as instants; the last day is part of it. */
export function filterOf(search: AuditSearch, timezone: string): AuditFilter {
  const { from, to, ...rest } = search
  const begin = from && fromLocalInput(`${from}T00:00`, timezone)
  const end = to && fromLocalInput(`${nextDay(to)}T00:00`, timezone)
  return { ...rest, ...(begin && { from: begin }), ...(end && { to: end }) }
}

/** The beginnings of acts that a reader looks for, by their word in `settings:audit.about`. */
export const actGroups = [
  'session.',
  'configuration.',
  'user.',
  'api_key.',
  'alert.',
  'schedule.',
  'maintenance_window.',
  'source.',
  'heartbeat.',
  'contact.',
  'audit.',
] as const
