import type { LayerConfig, OverrideConfig, RestrictionConfig, ScheduleConfig } from '../../contract/config/schedule.ts'
import { weekdays } from '../../contract/config/schedule.ts'
import type { Layer } from '../../rules/oncall/index.ts'
import type { LoadedSchedule, OverrideRow } from './types.ts'

/** A schedule in the shape of the file with every default filled in, so that two that mean the same are the same. */
export interface CompleteSchedule extends ScheduleConfig {
  name: string
  timezone: string
  overrides: OverrideConfig[]
}

/** What the file writes, with what it leaves out: the organization's zone, and the overrides that are there. */
export function completed(
  item: ScheduleConfig,
  timezone: string,
  presentOverrides: OverrideConfig[],
): CompleteSchedule {
  return {
    ...item,
    name: item.name ?? item.key,
    timezone: item.timezone ?? timezone,
    layers: item.layers.map(canonicalLayer),
    overrides: sorted(item.overrides ?? presentOverrides),
  }
}

/** A schedule that is set up, as the file would write it with every default. */
export function itemOf(
  schedule: LoadedSchedule,
  overrides: readonly OverrideRow[],
  keyOf: (userId: string) => string,
): CompleteSchedule {
  const { key, name, timeZone, team, customer, rules } = schedule
  return {
    key,
    name,
    timezone: timeZone,
    ...(team && { team: team.key }),
    ...(customer && { customer: customer.key }),
    layers: rules.layers.map((layer) => canonicalLayer(layerConfigOf(layer, keyOf))),
    overrides: sorted(overrides.map(({ userId, from, to }) => ({ user: keyOf(userId), from, to }))),
  }
}

/** Without what the file may leave out. */
export function brief(item: CompleteSchedule): ScheduleConfig {
  const { name, overrides, ...rest } = item
  return { ...rest, ...(name !== item.key && { name }), ...(overrides.length > 0 && { overrides }) }
}

export function isSameOverride(a: OverrideConfig, b: OverrideConfig): boolean {
  return a.user === b.user && a.from === b.from && a.to === b.to
}

function layerConfigOf({ userIds, restrictions, ...layer }: Layer, keyOf: (userId: string) => string): LayerConfig {
  return {
    name: layer.name,
    start: layer.start,
    ...(layer.end !== undefined && { end: layer.end }),
    ...(layer.rotation && { rotation: { ...layer.rotation } }),
    users: userIds.map(keyOf),
    restrictions: (restrictions ?? []).map(({ days, from, to }) => ({ ...(days && { days: [...days] }), from, to })),
  }
}

/** All days is the same as no days named, and the order of days means nothing. */
function canonicalLayer({ restrictions, ...layer }: LayerConfig): LayerConfig {
  if (!restrictions?.length) return layer
  return { ...layer, restrictions: restrictions.map(canonicalRestriction) }
}

function canonicalRestriction({ days, from, to }: RestrictionConfig): RestrictionConfig {
  const named = weekdays.filter((day) => days?.includes(day))
  const everyDay = named.length === 0 || named.length === weekdays.length
  return { ...(!everyDay && { days: named }), from, to }
}

function sorted(overrides: readonly OverrideConfig[]): OverrideConfig[] {
  return overrides.toSorted((a, b) => (a.from < b.from ? -1 : 1))
}
