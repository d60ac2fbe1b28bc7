import type { MaintenanceWindowConfig } from '../../contract/config/maintenance.ts'
import type { MaintenanceWindow, NamedThing, Scope, ScopeThings, WindowValues } from './types.ts'

/** A window as the file writes it, with everything that may be left out filled in. */
export type CompleteWindow = MaintenanceWindowConfig & { name: string; timezone: string }

/** A name in the scope that leads nowhere. */
export interface UnknownName {
  noun: keyof ScopeThings
  index: number
  key: string
}

export function completed(item: MaintenanceWindowConfig, timezone: string): CompleteWindow {
  return { ...item, name: item.name ?? item.key, timezone: item.timezone ?? timezone }
}

/** The columns of a window, and what its scope names that does not exist. */
export function valuesOf(item: CompleteWindow, things: ScopeThings): { values: WindowValues; unknown: UnknownName[] } {
  const unknown: UnknownName[] = []
  const idsOf = (noun: keyof ScopeThings) => {
    const idByKey = new Map(things[noun].map(({ key, id }) => [key, id]))
    return (item[noun] ?? []).flatMap((key, index) => {
      const id = idByKey.get(key)
      if (id === undefined) unknown.push({ noun, index, key })
      return id ?? []
    })
  }
  const values = {
    name: item.name,
    description: item.description ?? null,
    timeZone: item.timezone,
    starts: item.start ?? null,
    ends: item.end ?? null,
    rrule: item.rrule ?? null,
    recurrence: item.recurrence ?? null,
    everything: item.everything,
    sourceIds: idsOf('sources'),
    serviceIds: idsOf('services'),
    customerIds: idsOf('customers'),
  }
  return { values, unknown }
}

/** A window in the shape of the file. */
export function itemOf(window: MaintenanceWindow, things: ScopeThings): CompleteWindow {
  const { key, name, description, timeZone, starts, ends, rrule, recurrence, everything } = window
  const named = namesOf(window, things)
  const keysOf = (found: readonly NamedThing[]) => found.map((thing) => thing.key)
  return {
    key,
    name,
    ...(description !== null && { description }),
    timezone: timeZone,
    ...(starts !== null && { start: starts }),
    ...(ends !== null && { end: ends }),
    ...(rrule !== null && { rrule }),
    ...(recurrence !== null && { recurrence: { ...recurrence } }),
    ...(named.sources.length > 0 && { sources: keysOf(named.sources) }),
    ...(named.services.length > 0 && { services: keysOf(named.services) }),
    ...(named.customers.length > 0 && { customers: keysOf(named.customers) }),
    everything,
  }
}

/** What the scope names and still exists. */
export function namesOf(scope: Scope, things: ScopeThings): ScopeThings {
  const pick = (found: readonly NamedThing[], ids: readonly string[]) =>
    ids.flatMap((id) => found.find((thing) => thing.id === id) ?? [])
  return {
    sources: pick(things.sources, scope.sourceIds),
    services: pick(things.services, scope.serviceIds),
    customers: pick(things.customers, scope.customerIds),
  }
}

/** Whether two windows take place at the same times. */
export function hasSameTimes(a: CompleteWindow, b: CompleteWindow): boolean {
  return JSON.stringify(timesIn(a)) === JSON.stringify(timesIn(b))
}

function timesIn({ timezone, start, end, rrule, recurrence }: CompleteWindow): unknown[] {
  const { every, days, from, to, first, last } = recurrence ?? {}
  return [timezone, start, end, rrule, every, days, from, to, first, last]
}
