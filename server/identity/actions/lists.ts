import { Fault } from '../../kernel/fault.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import * as keys from '../store/api-keys.ts'
import * as organizations from '../store/organizations.ts'
import * as teams from '../store/teams.ts'
import { openInvitations } from '../store/invitations.ts'
import * as users from '../store/users.ts'
import { asUser } from './people.ts'

export interface Paging {
  limit: number
  cursor?: string | undefined
}

/** A page by key: one row more than asked for tells whether there is another page. */
function page<Row extends { key: string }, Item>(rows: Row[], limit: number, present: (row: Row) => Item) {
  const shown = rows.slice(0, limit)
  return { items: shown.map(present), nextCursor: rows.length > limit ? shown.at(-1)!.key : null }
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

export async function listPeople(kernel: Kernel, orgId: string, { limit, cursor }: Paging) {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const organization = await organizations.getOrganization(trx)
    const rows = await users.listUserPage(trx, limit + 1, cursor)
    const open = await openInvitations(
      trx,
      rows.map((row) => row.id),
    )
    return page(rows, limit, (row) => presentPerson(row, organization, open))
  })
}

export async function getPerson(kernel: Kernel, orgId: string, key: string) {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const row = await (isId(key) ? users.findUser(trx, key) : users.findUserByKey(trx, key))
    if (!row) throw new Fault('not_found', `There is no user "${key}".`)
    const open = await openInvitations(trx, [row.id])
    return presentPerson(row, await organizations.getOrganization(trx), open)
  })
}

function presentPerson(
  row: users.UserRow,
  organization: Parameters<typeof asUser>[1],
  openById: Awaited<ReturnType<typeof openInvitations>>,
) {
  const invitation = openById.get(row.id)
  return {
    ...asUser(row, organization),
    canSignIn: row.loginId !== null,
    lastSignInAt: row.lastSignInAt?.toString() ?? null,
    managed: row.managed,
    invitation: invitation
      ? { sentAt: invitation.createdAt.toString(), expiresAt: invitation.expiresAt.toString() }
      : null,
  }
}

export async function listTeams(kernel: Kernel, orgId: string, { limit, cursor }: Paging) {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const rows = await teams.listTeamPage(trx, limit + 1, cursor)
    const members = await teams.listMembers(
      trx,
      rows.map((row) => row.id),
    )
    return page(rows, limit, (row) => presentTeam(row, members))
  })
}

export async function getTeam(kernel: Kernel, orgId: string, key: string) {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const row = await teams.findTeam(trx, isId(key) ? 'id' : 'key', key)
    if (!row) throw new Fault('not_found', `There is no team "${key}".`)
    return presentTeam(row, await teams.listMembers(trx, [row.id]))
  })
}

function presentTeam(row: teams.TeamRow, members: Awaited<ReturnType<typeof teams.listMembers>>) {
  const own = members.filter((member) => member.teamId === row.id)
  return { id: row.id, key: row.key, name: row.name, members: own.map(({ id, key, name }) => ({ id, key, name })) }
}

/** The organizations that a caller may name: its own; all of them for the owner of the machine (no caller, or the local token). */
export async function listOrganizations(kernel: Kernel, caller: Caller | undefined) {
  if (caller === undefined || caller.apiKeyId === 'local') return organizations.listOrganizations(kernel.engine)
  const { key, name } = await kernel.work.inOrganization(caller.orgId, ({ trx }) => organizations.getOrganization(trx))
  return [{ key, name }]
}

/** The tokens are not among it: only their hashes are kept. */
export async function listApiKeys(kernel: Kernel, orgId: string, { limit, cursor }: Paging) {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const rows = await keys.listApiKeyPage(trx, limit + 1, cursor)
    return page(rows, limit, (row) => ({
      id: row.id,
      key: row.key,
      role: row.role,
      managed: row.managed,
      createdAt: row.createdAt.toString(),
      expiresAt: row.expiresAt?.toString() ?? null,
      lastUsedAt: row.lastUsedAt?.toString() ?? null,
    }))
  })
}
