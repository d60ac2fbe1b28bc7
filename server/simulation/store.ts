import { sql } from 'kysely'
import type { MessageLimits } from '../../contract/config/organization.ts'
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

interface Surroundings {
  hasRules: boolean
  isGrouped: boolean
  standsOnOthers: boolean
  messageLimits: MessageLimits
}

/** What besides the simulation decides on an alert of this source, about this customer and service. */
export async function findSurroundings(
  trx: Trx,
  orgId: string,
  { sourceId, customerId, serviceId }: { sourceId: string | null; customerId: string | null; serviceId: string | null },
): Promise<Surroundings> {
  const { rows } = await sql<Surroundings>`
    select coalesce(jsonb_array_length(sources.rules) > 0, false) as has_rules,
      num_nonnulls(sources.grouping, customers.grouping) > 0 as is_grouped,
      exists (select from service_dependencies as standing
        where standing.org_id = organizations.id and standing.service_id = ${serviceId}::uuid) as stands_on_others,
      organizations.message_limits
    from organizations
    left join sources on sources.org_id = organizations.id and sources.id = ${sourceId}::uuid
    left join customers on customers.org_id = organizations.id and customers.id = ${customerId}::uuid
    where organizations.id = ${orgId}::uuid`.execute(trx)
  return rows[0]!
}
