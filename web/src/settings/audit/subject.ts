import type { namesOf } from '../../api/names.ts'

/** The kinds of things that the log can be narrowed to by name, and where their names are read. */
export const namesByKind = {
  user: 'users',
  team: 'teams',
  schedule: 'schedules',
  escalation_policy: 'policies',
  source: 'sources',
  heartbeat: 'heartbeats',
  maintenance_window: 'maintenanceWindows',
  service: 'services',
  customer: 'customers',
} as const satisfies Record<string, keyof typeof namesOf>
export type SubjectKind = keyof typeof namesByKind

/** The list of the set-up in which the things of a kind stand. */
export const nounByKind = {
  user: 'users',
  team: 'teams',
  schedule: 'schedules',
  escalation_policy: 'escalationPolicies',
  source: 'sources',
  heartbeat: 'heartbeats',
  maintenance_window: 'maintenanceWindows',
  service: 'services',
  customer: 'customers',
  lookup_table: 'lookupTables',
} as const

const isKind = (kind: string): kind is SubjectKind => Object.hasOwn(namesByKind, kind)

/** A subject of the address in parts; undefined for what cannot be chosen, such as `alert:12`. */
export function partsOfSubject(
  subject: string | undefined,
): { kind: SubjectKind; key: string | undefined } | undefined {
  if (subject === undefined) return undefined
  const colon = subject.indexOf(':')
  const kind = colon < 0 ? subject : subject.slice(0, colon)
  return isKind(kind) ? { kind, key: colon < 0 ? undefined : subject.slice(colon + 1) } : undefined
}
