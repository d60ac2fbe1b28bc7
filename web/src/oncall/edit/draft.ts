import type { LayerConfig, ScheduleConfig, Weekday } from '../../../../contract/config/schedule.ts'
import type { OverrideView } from '../../../../contract/oncall.ts'
import { scheduleOf } from '../../../../rules/oncall/index.ts'
import type { Schedule } from '../../../../rules/oncall/index.ts'

/** In the order in which they are offered. */
export const weekdays: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
export const turnUnits = ['hour', 'day', 'week'] as const
export type TurnUnit = (typeof turnUnits)[number]

/** What is written into the form. `id` names a part while it is moved about; it is never saved. */
export interface Draft {
  name: string
  timezone: string
  team: string | undefined
  customer: string | undefined
  layers: LayerDraft[]
}

export interface LayerDraft {
  id: string
  name: string
  start: string
  end: string
  every: number | undefined
  unit: TurnUnit
  weekday: Weekday
  time: string
  skipExcluded: boolean
  users: { id: string; key: string }[]
  restrictions: RestrictionDraft[]
}

export interface RestrictionDraft {
  id: string
  days: Weekday[]
  from: string
  to: string
}

let lastId = 0
export const newId = () => `${++lastId}`

export function draftOf(
  item: Pick<ScheduleConfig, 'key' | 'name' | 'timezone' | 'team' | 'customer' | 'layers'>,
  zone: string,
): Draft {
  return {
    name: item.name ?? item.key,
    timezone: item.timezone ?? zone,
    team: item.team,
    customer: item.customer,
    layers: item.layers.map(layerDraft),
  }
}

function layerDraft(layer: LayerConfig): LayerDraft {
  const [count, unit] = (layer.rotation?.every ?? '1 week').split(' ') as [string, string]
  const [, weekday, time] = /^(?:(\w{3}) )?(\d\d:\d\d)$/.exec(layer.rotation?.handover ?? '') ?? []
  return {
    id: newId(),
    name: layer.name,
    start: layer.start,
    end: layer.end ?? '',
    every: Number(count),
    unit: turnUnits.find((one) => unit.startsWith(one)) ?? 'week',
    weekday: (weekday as Weekday | undefined) ?? weekdayOf(layer.start),
    time: time ?? '09:00',
    skipExcluded: layer.rotation?.skipExcluded ?? true,
    users: layer.users.map((key) => ({ id: newId(), key })),
    restrictions: (layer.restrictions ?? []).map(({ days, from, to }) => ({
      id: newId(),
      days: days ?? [...weekdays],
      from,
      to,
    })),
  }
}

function weekdayOf(date: string): Weekday {
  return weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1]!
}

/** As it is saved. What is left out means what is usual, so that the file stays short. Overrides are not part of it. */
export function itemOf(draft: Draft, key: string): ScheduleConfig {
  return {
    key,
    ...(draft.name.trim() !== '' && draft.name.trim() !== key && { name: draft.name.trim() }),
    timezone: draft.timezone,
    ...(draft.team !== undefined && { team: draft.team }),
    ...(draft.customer !== undefined && { customer: draft.customer }),
    layers: draft.layers.map(layerOf),
  }
}

function layerOf(layer: LayerDraft): LayerConfig {
  const users = layer.users.map((user) => user.key)
  return {
    name: layer.name.trim(),
    start: layer.start,
    ...(layer.end !== '' && { end: layer.end }),
    ...(new Set(users).size > 1 && { rotation: rotationOf(layer) }),
    users,
    ...(layer.restrictions.length > 0 && {
      restrictions: layer.restrictions.map(({ days, from, to }) => ({
        ...(days.length < weekdays.length && { days: weekdays.filter((day) => days.includes(day)) }),
        from,
        to: endOf(to),
      })),
    }),
  }
}

/** The browser has no 24:00; its 00:00 as an end is the end of the day. */
const endOf = (time: string) => (time === '00:00' ? '24:00' : time)

function rotationOf({
  every = 1,
  unit,
  weekday,
  time,
  skipExcluded,
}: LayerDraft): NonNullable<LayerConfig['rotation']> {
  return {
    every: `${every} ${unit}${every === 1 ? '' : 's'}`,
    handover: unit === 'week' ? `${weekday} ${time}` : time,
    skipExcluded,
  }
}

/** What keeps the draft from being saved, by the place in the form. */
export type DraftProblem = 'name' | 'users' | 'every' | 'start' | 'end' | 'days' | 'time'

export function problemsOf(draft: Draft): Map<string, DraftProblem> {
  const found = new Map<string, DraftProblem>()
  if (draft.name.trim() === '') found.set('name', 'name')
  for (const layer of draft.layers) {
    const isBad: [DraftProblem, boolean][] = [
      ['name', layer.name.trim() === ''],
      ['users', layer.users.length === 0],
      ['every', layer.every === undefined || layer.every < 1],
      ['start', layer.start === ''],
      ['time', layer.time === ''],
      ['end', layer.end !== '' && layer.end <= layer.start],
    ]
    for (const [problem, holds] of isBad) if (holds) found.set(`${layer.id}.${problem}`, problem)
    for (const { id, days, from, to } of layer.restrictions) {
      if (days.length === 0) found.set(`${id}.days`, 'days')
      if (from === '' || to === '') found.set(`${id}.time`, 'time')
    }
  }
  return found
}

/** The draft as the rules read it, people by their keys, with the overrides that stay; undefined while it is incomplete. */
export function scheduleOfDraft(draft: Draft, overrides: readonly OverrideView[]): Schedule | undefined {
  if (problemsOf(draft).size > 0) return undefined
  const item = itemOf(draft, 'draft')
  const keys = [...item.layers.flatMap((layer) => layer.users), ...overrides.map((one) => one.user.key)]
  const kept = overrides.map(({ user, from, to }) => ({ user: user.key, from, to }))
  return scheduleOf({ ...item, overrides: kept }, draft.timezone, new Map(keys.map((key) => [key, key])))
}

/** A list with one of its parts at another place. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.toSpliced(from, 1)
  return rest.toSpliced(Math.min(Math.max(to, 0), rest.length), 0, list[from]!)
}

/** A key from a name: "Nächte & Wochenenden" -> "naechte-wochenenden". Empty when nothing of it can be in a key. */
export function keyOfName(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
  const letters = plain.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')
  return letters
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .replaceAll(/^[-._]+|-+$/g, '')
    .slice(0, 64)
}
