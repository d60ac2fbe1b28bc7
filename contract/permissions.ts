import type { Role } from './keys.ts'

/** What can be allowed. The console asks for the same names in GET /api/v1/session (`can`). */
export const permissions = [
  'alerts.read',
  'alerts.answer',
  'alerts.create',
  'oncall.read',
  'oncall.take',
  'oncall.write',
  'sources.read',
  'sources.secrets',
  'sources.test',
  'heartbeats.read',
  'heartbeats.write',
  'maintenance.read',
  'maintenance.write',
  'people.read',
  'people.contacts',
  'sandbox.use',
  'selftests.read',
  'selftests.run',
  'config.read',
  'config.write',
  'audit.read',
  'health.read',
] as const
export type Permission = (typeof permissions)[number]

const reading: Permission[] = ['alerts.read', 'oncall.read', 'heartbeats.read', 'maintenance.read', 'people.read']
const responding: Permission[] = [
  ...reading,
  'alerts.answer',
  'alerts.create',
  'oncall.take',
  'maintenance.write',
  'sources.read',
  'sandbox.use',
]
const managing: Permission[] = [
  ...responding,
  'oncall.write',
  'heartbeats.write',
  'sources.test',
  'people.contacts',
  'selftests.read',
  'selftests.run',
  'config.read',
]
const administering: Permission[] = [...managing, 'sources.secrets', 'config.write', 'audit.read', 'health.read']

/** A stakeholder looks on, a responder answers, a manager sees the set-up, an administrator changes it; deny is the default. */
const permissionsByRole: Record<Role, readonly Permission[]> = {
  stakeholder: reading,
  responder: responding,
  manager: managing,
  admin: administering,
  owner: administering,
}

export function allows(role: Role, permission: Permission): boolean {
  return permissionsByRole[role].includes(permission)
}
