import type { Trx } from '../../kernel/db/types.ts'
import { listMembers, listTeams, listTeamsById } from '../store/teams.ts'
import { listPresentIds } from '../store/users.ts'

/** Which of these people are with the organization now; who has left is paged no more. */
export async function presentUserIds(trx: Trx, ids: readonly string[]): Promise<Set<string>> {
  return new Set(await listPresentIds(trx, ids))
}

/** The teams of the organization with their members in the order of the team. */
export async function listTeamsNow(trx: Trx): Promise<{ id: string; key: string; name: string; userIds: string[] }[]> {
  const teams = await listTeams(trx)
  const members = await listMembers(
    trx,
    teams.map(({ id }) => id),
  )
  return teams.map(({ id, key, name }) => ({
    id,
    key,
    name,
    userIds: members.filter((member) => member.teamId === id).map((member) => member.id),
  }))
}

/** Names and members of several teams at once, members in the order of the team; teams that are gone are left out. */
export async function teamRosters(
  trx: Trx,
  teamIds: readonly string[],
): Promise<Map<string, { name: string; userIds: string[] }>> {
  const teams = await listTeamsById(trx, teamIds)
  const membersByTeamId = Map.groupBy(await listMembers(trx, teamIds), (member) => member.teamId)
  return new Map(
    teams.map(({ id, name }) => [id, { name, userIds: (membersByTeamId.get(id) ?? []).map((member) => member.id) }]),
  )
}
