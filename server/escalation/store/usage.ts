import { sql } from 'kysely'
import type { PolicyUsage } from '../../../contract/escalation.ts'
import type { Trx } from '../../kernel/db/types.ts'
import { findTarget } from './targets.ts'

/** What leads along the policy of this key or id; undefined when there is none. Reads sources, which stay intake's own. */
export async function findUsage(trx: Trx, name: string): Promise<PolicyUsage | undefined> {
  const isId = /^[0-9a-f-]{36}$/i.test(name)
  const policy = await findTarget(trx, 'policy', name, isId)
  if (!policy) return undefined
  const sources = await sql<PolicyUsage['sources'][number]>`
    select sources.key, sources.name,
      case when sources.escalation_policy_id = ${policy.id}::uuid then 'source' else 'rule' end as by,
      case when customers.id is null then null
        else json_build_object('key', customers.key, 'name', customers.name) end as customer,
      case when services.id is null then null
        else json_build_object('key', services.key, 'name', services.name) end as service
    from sources
    left join customers on customers.org_id = sources.org_id and customers.id = sources.customer_id
    left join services on services.org_id = sources.org_id and services.id = sources.service_id
    where sources.archived_at is null and (
      sources.escalation_policy_id = ${policy.id}::uuid
      or exists (select from jsonb_array_elements(sources.rules) as rule
        where rule -> 'then' ->> 'escalationPolicy' = ${policy.key}))
    order by sources.key`.execute(trx)
  // Those with a deadline: they are few, and the index of the loop finds them.
  const running = await sql<{ count: number }>`
    select count(*)::integer as count from escalations
    where next_at is not null and policy ->> 'id' = ${policy.id}`.execute(trx)
  return { sources: sources.rows, running: running.rows[0]!.count }
}
