import type { Trx } from '../../kernel/db/types.ts'
import { findFallbackUserId, getOrganization } from '../store/organizations.ts'
import type { OrganizationRow } from '../store/organizations.ts'
import { findUser, findUserByKey, listUsers, listUsersById, listUsersOfRole } from '../store/users.ts'
import type { UserRow } from '../store/users.ts'
import type { FallbackUser, Organization, User } from '../types.ts'

/** The organization of the transaction. */
export async function findOrganization(trx: Trx): Promise<Organization> {
  return asOrganization(await getOrganization(trx))
}

/** People by id, also those who left: a timeline names whoever it was. Unknown ids are left out. */
export async function usersById(trx: Trx, ids: Iterable<string>): Promise<Map<string, User>> {
  const organization = await getOrganization(trx)
  const rows = await listUsersById(trx, [...new Set(ids)])
  return new Map(rows.map((row) => [row.id, asUser(row, organization)]))
}

/** Who is with the organization now under this key. */
export async function findPerson(trx: Trx, key: string): Promise<User | undefined> {
  const row = await findUserByKey(trx, key)
  return row && asUser(row, await getOrganization(trx))
}

/** Everybody who is with the organization now, in the order in which they joined. */
export async function listUsersNow(trx: Trx): Promise<User[]> {
  const organization = await getOrganization(trx)
  return (await listUsers(trx)).map((row) => asUser(row, organization))
}

/** The ids of everybody who is with the organization now, by key. */
export async function userIdsByKey(trx: Trx): Promise<Map<string, string>> {
  return new Map((await listUsers(trx)).map((row) => [row.key, row.id]))
}

/**
 * Who is paged when nobody else is there: the organization's fallback person; without one the owners; without any the
 * administrators. Empty only in an organization without all three.
 */
export async function fallbackUsers(trx: Trx): Promise<FallbackUser[]> {
  const chosen = await findFallbackUserId(trx)
  if (chosen !== null && (await findUser(trx, chosen))) return [{ userId: chosen, reason: 'fallback' }]
  for (const reason of ['owner', 'admin'] as const) {
    const found = await listUsersOfRole(trx, reason)
    if (found.length > 0) return found.map((row) => ({ userId: row.id, reason }))
  }
  return []
}

function asOrganization({ timeZone, ...row }: OrganizationRow): Organization {
  return { ...row, timezone: timeZone }
}

export function asUser(row: UserRow, organization: Pick<OrganizationRow, 'language' | 'timeZone'>): User {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    email: row.email,
    role: row.role,
    language: row.language ?? organization.language,
    timezone: row.timeZone ?? organization.timeZone,
  }
}
