import type { TeamConfig } from '../../../contract/config/person.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Extent, SyncChange } from '../../kernel/sync.ts'
import { sync, wholeFile } from '../../kernel/sync.ts'
import { insertTeam, listMembers, listTeams, replaceMembers, updateTeam } from '../store/teams.ts'
import { listUsers } from '../store/users.ts'

export async function syncTeams(
  _kernel: Kernel,
  work: Work,
  items: readonly TeamConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const { managed } = extent
  const { trx, orgId } = work
  const known = await knownTeams(trx)
  const idByKey = new Map(known.map(({ item, id }) => [item.key, id]))
  const userIdByKey = new Map((await listUsers(trx)).map((row) => [row.key, row.id]))
  const membersOf = (item: TeamConfig) => item.members.map((key) => userIdByKey.get(key)!)
  return sync<TeamConfig>({
    noun: 'teams',
    wanted: items,
    extent,
    existing: known,
    async create(item) {
      const id = work.id()
      await insertTeam(trx, { orgId, id, key: item.key, name: item.name, managed, createdAt: work.now })
      await replaceMembers(trx, orgId, id, membersOf(item))
    },
    async update(item) {
      const id = idByKey.get(item.key)!
      await updateTeam(trx, id, { name: item.name, managed })
      await replaceMembers(trx, orgId, id, membersOf(item))
    },
    async remove(item) {
      await updateTeam(trx, idByKey.get(item.key)!, { archivedAt: work.now })
    },
  })
}

export async function exportTeams(_kernel: Kernel, trx: Trx): Promise<TeamConfig[]> {
  return (await knownTeams(trx)).map(({ item }) => item)
}

async function knownTeams(trx: Trx) {
  const rows = await listTeams(trx)
  const members = await listMembers(
    trx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    managed: row.managed,
    item: {
      key: row.key,
      name: row.name,
      members: members.filter((member) => member.teamId === row.id).map((member) => member.key),
    },
  }))
}
