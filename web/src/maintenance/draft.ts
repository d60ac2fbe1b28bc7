import type { MaintenanceChange, NewMaintenance } from '../../../contract/maintenance.ts'
import type { MaintenanceWindow } from './queries.ts'
import { once, readRule, ruleOf, type RepeatValues } from './recurrence.ts'

/** What the form holds. Times are wall-clock texts in the zone. */
export interface WindowDraft {
  name: string
  description: string
  timezone: string
  start: string
  end: string
  repeat: RepeatValues
  everything: boolean
  sources: string[]
  services: string[]
  customers: string[]
}

/** A window from the next full hour on, for two hours. `now` is a wall-clock text in the zone. */
export function newDraft(now: string, timezone: string, customer: string | undefined): WindowDraft {
  const start = plusHours(now.slice(0, 13), 1)
  return {
    name: '',
    description: '',
    timezone,
    start,
    end: plusHours(start.slice(0, 13), 2),
    repeat: once,
    everything: false,
    sources: [],
    services: [],
    customers: customer ? [customer] : [],
  }
}

const plusHours = (hour: string, hours: number) =>
  new Date(Date.parse(`${hour}:00:00Z`) + hours * 3_600_000).toISOString().slice(0, 16)

/** A window as it is set up. The short form of a recurrence becomes the rule that says the same. `today`: YYYY-MM-DD. */
export function draftOf(window: MaintenanceWindow, today: string): WindowDraft {
  const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key)
  return {
    name: window.name,
    description: window.description ?? '',
    timezone: window.timezone,
    ...timesOf(window, today),
    everything: window.everything,
    sources: keys(window.sources),
    services: keys(window.services),
    customers: keys(window.customers),
  }
}

function timesOf({ start, end, rrule, recurrence }: MaintenanceWindow, today: string) {
  if (!recurrence) return { start: start ?? '', end: end ?? '', repeat: readRule(rrule) }
  const day = recurrence.first ?? today
  const nextDay = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const until = recurrence.last ?? ''
  const endsNextDay = recurrence.to === '24:00' || recurrence.to <= recurrence.from
  const to = recurrence.to === '24:00' ? '00:00' : recurrence.to
  const repeat: RepeatValues =
    recurrence.every === 'day'
      ? { ...once, repeat: 'daily', until }
      : { ...once, repeat: 'weekly', days: recurrence.days ?? [], until }
  return { start: `${day}T${recurrence.from}`, end: `${endsNextDay ? nextDay : day}T${to}`, repeat }
}

/** As it is asked for when it is new. */
export function asNew(draft: WindowDraft): NewMaintenance {
  const rrule = ruleOf(draft.repeat)
  const { everything } = draft
  return {
    name: draft.name.trim(),
    ...(draft.description.trim() && { description: draft.description.trim() }),
    timezone: draft.timezone,
    start: draft.start,
    end: draft.end,
    ...(rrule !== undefined && { rrule }),
    everything,
    ...(!everything && draft.sources.length > 0 && { sources: draft.sources }),
    ...(!everything && draft.services.length > 0 && { services: draft.services }),
    ...(!everything && draft.customers.length > 0 && { customers: draft.customers }),
  }
}

/** As it is asked for when it is changed: what the form does not say is taken away. */
export function asChange(draft: WindowDraft): MaintenanceChange {
  const asked = asNew(draft)
  return {
    ...asked,
    description: asked.description ?? null,
    rrule: asked.rrule ?? null,
    recurrence: null,
    sources: asked.sources ?? null,
    services: asked.services ?? null,
    customers: asked.customers ?? null,
  }
}

export type DraftFault = 'name' | 'start' | 'end' | 'days' | 'scope'

/** What keeps a draft from being saved, so that nobody has to ask the server. */
export function faultsOf(draft: WindowDraft): DraftFault[] {
  const { repeat, everything, sources, services, customers } = draft
  return [
    ...(draft.name.trim() ? [] : ['name' as const]),
    ...(draft.start ? [] : ['start' as const]),
    ...(draft.end && draft.end > draft.start ? [] : ['end' as const]),
    ...(repeat.repeat === 'weekly' && repeat.days.length === 0 ? ['days' as const] : []),
    ...(everything || sources.length + services.length + customers.length > 0 ? [] : ['scope' as const]),
  ]
}
