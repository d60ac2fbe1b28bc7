import type { Trx } from '../../kernel/db/types.ts'

const tableByKind = {
  user: 'users',
  team: 'teams',
  schedule: 'schedules',
  policy: 'escalationPolicies',
} as const

/** What is there now under a key, or under an id if the name can be one. */
export async function findTarget(trx: Trx, kind: keyof typeof tableByKind, name: string, mayBeId: boolean) {
  const query = trx.selectFrom(tableByKind[kind]).select(['id', 'key', 'name']).where('archivedAt', 'is', null)
  const byKey = await query.where('key', '=', name).executeTakeFirst()
  if (byKey !== undefined || !mayBeId) return byKey
  return query.where('id', '=', name).executeTakeFirst()
}
