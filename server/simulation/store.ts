import type { SourcePriorities } from '../../rules/intake/priority.ts'
import type { Trx } from '../kernel/db/types.ts'

/** Something by key or id; reads tables of other slices, which stay their own. */
const named = (trx: Trx, table: 'escalationPolicies' | 'services' | 'sources' | 'users', name: string) =>
  trx
    .selectFrom(table)
    .select(['id', 'key', 'name'])
    .where('archivedAt', 'is', null)
    .where((eb) => eb.or([eb('key', '=', name), eb(eb.cast<string>('id', 'text'), '=', name)]))

export async function findNamed(
  trx: Trx,
  table: 'escalationPolicies' | 'services' | 'users',
  name: string,
): Promise<{ id: string; key: string; name: string } | undefined> {
  return named(trx, table, name).executeTakeFirst()
}

/** A source with what decides on priority, policy and customer of its alerts. */
export async function findAlertSource(trx: Trx, name: string) {
  const found = await named(trx, 'sources', name).executeTakeFirst()
  if (!found) return undefined
  const row = await trx
    .selectFrom('sources')
    .select(['id', 'name', 'escalationPolicyId', 'customerId', 'serviceId', 'priorities'])
    .where('id', '=', found.id)
    .executeTakeFirstOrThrow()
  return { ...row, priorities: row.priorities as SourcePriorities }
}
