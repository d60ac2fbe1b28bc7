import type { Trx } from '../../kernel/db/types.ts'

export interface TeamRow {
  id: string
  key: string
  name: string
  managed: boolean
}

const columns = ['id', 'key', 'name', 'managed'] as const

const present = (trx: Trx) => trx.selectFrom('teams').select(columns).where('archivedAt', 'is', null)

export async function listTeams(trx: Trx): Promise<TeamRow[]> {
  return present(trx).orderBy('createdAt').orderBy('id').execute()
}

export async function listTeamPage(trx: Trx, limit: number, after?: string): Promise<TeamRow[]> {
  return present(trx)
    .$if(after !== undefined, (query) => query.where('key', '>', after!))
    .orderBy('key')
    .limit(limit)
    .execute()
}

export async function findTeam(trx: Trx, by: 'id' | 'key', value: string): Promise<TeamRow | undefined> {
  return present(trx).where(by, '=', value).executeTakeFirst()
}

export async function insertTeam(
  trx: Trx,
  row: TeamRow & { orgId: string; createdAt: Temporal.Instant },
): Promise<void> {
  await trx.insertInto('teams').values(row).execute()
}

export async function updateTeam(
  trx: Trx,
  id: string,
  values: { name?: string; managed?: boolean; archivedAt?: Temporal.Instant },
): Promise<void> {
  await trx.updateTable('teams').set(values).where('id', '=', id).execute()
}

/** The members of teams in their order, without people who left. */
export async function listMembers(trx: Trx, teamIds: readonly string[]) {
  if (teamIds.length === 0) return []
  return trx
    .selectFrom('teamMembers')
    .innerJoin('users', (join) =>
      join.onRef('users.orgId', '=', 'teamMembers.orgId').onRef('users.id', '=', 'teamMembers.userId'),
    )
    .select(['teamMembers.teamId', 'users.id', 'users.key', 'users.name'])
    .where('teamMembers.teamId', 'in', [...teamIds])
    .where('users.archivedAt', 'is', null)
    .orderBy('teamMembers.position')
    .execute()
}

export async function replaceMembers(trx: Trx, orgId: string, teamId: string, userIds: readonly string[]) {
  await trx.deleteFrom('teamMembers').where('teamId', '=', teamId).execute()
  if (userIds.length === 0) return
  await trx
    .insertInto('teamMembers')
    .values(userIds.map((userId, position) => ({ orgId, teamId, userId, position })))
    .execute()
}

export async function deleteMemberships(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('teamMembers').where('userId', '=', userId).execute()
}

export async function listTeamsById(trx: Trx, ids: readonly string[]): Promise<TeamRow[]> {
  if (ids.length === 0) return []
  return present(trx)
    .where('id', 'in', [...ids])
    .execute()
}
