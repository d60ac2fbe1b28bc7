import type { Named, OnCallEntry } from '../api/types.ts'
import type { ScheduleView } from '../../../contract/oncall.ts'

/** Whom a step pages, as the configuration writes it: user:bob, team:netops, schedule:primary, schedule:primary/all. */
export interface TargetParts {
  kind: 'user' | 'schedule' | 'team'
  key: string
  everybody: boolean
}

export function partsOf(text: string): TargetParts | undefined {
  const [, kind, key, all] = /^(user|schedule|team):([^/]+)(\/all)?$/.exec(text) ?? []
  if (!kind || !key) return undefined
  return { kind: kind as TargetParts['kind'], key, everybody: all !== undefined }
}

/** What the console knows of what steps can name. */
export interface Directory {
  users: readonly Named[]
  teams: readonly (Named & { members: readonly Named[] })[]
  schedules: readonly ScheduleView[]
  duties: readonly OnCallEntry[]
}

export function nameOfTarget({ kind, key }: TargetParts, directory: Directory): string {
  const list: readonly Named[] = { user: directory.users, team: directory.teams, schedule: directory.schedules }[kind]
  return list.find((one) => one.key === key)?.name ?? key
}

/** Who stands behind some targets now, in their order, each once: the same people that would be paged. */
export function peopleBehind(targets: readonly string[], directory: Directory): Named[] {
  const people = targets.flatMap((text) => {
    const parts = partsOf(text)
    return parts ? behind(parts, directory) : []
  })
  return people.filter((one, index) => people.findIndex((other) => other.key === one.key) === index)
}

function behind({ kind, key, everybody }: TargetParts, { users, teams, schedules, duties }: Directory): Named[] {
  const named = ({ key: own, name }: Named): Named => ({ key: own, name })
  if (kind === 'user') return users.filter((one) => one.key === key).map(named)
  if (kind === 'team') return (teams.find((one) => one.key === key)?.members ?? []).map(named)
  const onCall = duties.find((one) => one.schedule.key === key)?.user
  const now = onCall ? [named(onCall)] : []
  if (!everybody) return now
  const layers = schedules.find((one) => one.key === key)?.layers ?? []
  return [...layers.flatMap((layer) => layer.users.map(named)), ...now]
}
