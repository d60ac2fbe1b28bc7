import type { Weekday } from '../../../../contract/config/schedule.ts'
import { newId, weekdays } from './draft.ts'
import type { Draft, LayerDraft } from './draft.ts'

export const templates = ['weekly', 'weekend', 'sun', 'office'] as const
export type Template = (typeof templates)[number]

/** What a template calls its layers; in the words of the reader. */
export type LayerNames = Record<'weekly' | 'week' | 'weekend' | 'east' | 'west' | 'office', string>

interface Beginning {
  name: string
  timezone: string
  /** YYYY-MM-DD in that zone. */
  today: string
  names: LayerNames
}

const workdays: Weekday[] = weekdays.filter((day) => day !== 'Sat' && day !== 'Sun')

/** A layer that waits for its people; weekly, on Mondays at nine. */
export function emptyLayer(name: string, start: string): LayerDraft {
  return {
    id: newId(),
    name,
    start,
    end: '',
    every: 1,
    unit: 'week',
    weekday: 'Mon',
    time: '09:00',
    skipExcluded: true,
    users: [],
    restrictions: [],
  }
}

/** A schedule to begin with; its people are still to be chosen. It begins today, so that it has no gap before its first hand-over. */
export function draftFrom(template: Template, { name, timezone, today, names }: Beginning): Draft {
  const layer = (title: string, over: Partial<LayerDraft> = {}) => ({ ...emptyLayer(title, today), ...over })
  const within = (from: string, to: string, days: Weekday[] = [...weekdays]) => [{ id: newId(), days, from, to }]
  const layers: Record<Template, LayerDraft[]> = {
    weekly: [layer(names.weekly)],
    weekend: [
      layer(names.week, { unit: 'day', restrictions: within('00:00', '24:00', workdays) }),
      layer(names.weekend, { weekday: 'Sat', time: '00:00', restrictions: within('00:00', '24:00', ['Sat', 'Sun']) }),
    ],
    sun: [
      layer(names.east, { restrictions: within('08:00', '20:00') }),
      layer(names.west, { restrictions: within('20:00', '08:00') }),
    ],
    office: [layer(names.office, { restrictions: within('08:00', '18:00', workdays) })],
  }
  return { name, timezone, team: undefined, customer: undefined, layers: layers[template] }
}
