import { findOrganization, listTeamsNow, listUsersNow } from '../../identity/index.ts'
import type { User } from '../../identity/index.ts'
import { Refusal } from '../refusal.ts'
import type { Call, Reply } from '../types.ts'
import { inside } from './inside.ts'
import { numberIn, pagingOf } from './paging.ts'

/** Opsgenie's username is the address. */
const presentUser = ({ id, name, email, role, timezone, language }: User) => ({
  id,
  username: email,
  fullName: name,
  role: { id: role, name: role },
  timeZone: timezone,
  locale: language,
  blocked: false,
  verified: true,
})

export async function listUsers(call: Call): Promise<Reply> {
  const limit = numberIn(call, 'limit', 100, 1, 500)
  const offset = numberIn(call, 'offset', 0, 0, 100_000)
  const users = await inside(call, ({ trx }) => listUsersNow(trx))
  const data = users.slice(offset, offset + limit).map(presentUser)
  const paging = pagingOf(call, { limit, offset, count: users.length })
  return { status: 200, body: { totalCount: users.length, data, paging } }
}

export async function getUser(call: Call): Promise<Reply> {
  const users = await inside(call, ({ trx }) => listUsersNow(trx))
  const user = userNamed(users, call.params.id ?? '')
  if (!user) throw new Refusal(404, 'User does not exist.')
  return { status: 200, body: { data: presentUser(user) } }
}

/** By address, id or key. */
export function userNamed(users: readonly User[], name: string): User | undefined {
  const plain = name.trim().toLowerCase()
  return users.find(({ id, key, email }) => [email.toLowerCase(), id, key].includes(plain))
}

export async function listTeams(call: Call): Promise<Reply> {
  const teams = await inside(call, ({ trx }) => listTeamsNow(trx))
  return { status: 200, body: { data: teams.map(({ id, name }) => ({ id, name, description: '' })) } }
}

export async function getTeam(call: Call): Promise<Reply> {
  const { teams, users } = await inside(call, async ({ trx }) => ({
    teams: await listTeamsNow(trx),
    users: await listUsersNow(trx),
  }))
  const wanted = (call.params.id ?? '').trim().toLowerCase()
  const team = teams.find(({ id, key, name }) => [id, key, name.toLowerCase()].includes(wanted))
  if (!team) throw new Refusal(404, 'Team does not exist.')
  const members = users
    .filter(({ id }) => team.userIds.includes(id))
    .map(({ id, email }) => ({ user: { id, username: email }, role: 'user' }))
  return { status: 200, body: { data: { id: team.id, name: team.name, description: '', members } } }
}

/** What clients ask to see whether the key works. It says nothing that a person's name would have to protect. */
export async function getAccount(call: Call): Promise<Reply> {
  const { organization, count } = await inside(call, async ({ trx }) => ({
    organization: await findOrganization(trx),
    count: (await listUsersNow(trx)).length,
  }))
  const plan = { maxUserCount: count, name: 'Pikett', isYearly: false }
  return { status: 200, body: { data: { name: organization.name, userCount: count, plan } } }
}
