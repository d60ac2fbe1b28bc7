import { sql } from 'kysely'
import type { Work } from '../kernel/db/work.ts'

interface Down {
  key: string
  name: string
  alert: { id: string; number: number; summary: string }
}

/** What a service stands on, directly or not, and has an open alert of high priority: the oldest of each. */
export async function dependenciesDown({ trx, orgId }: Work, serviceId: string): Promise<Down[]> {
  const { rows } = await sql<{ key: string; name: string; id: string; number: number; summary: string }>`
    with recursive below (id) as (
      select depends_on_id from service_dependencies where org_id = ${orgId}::uuid and service_id = ${serviceId}::uuid
      union
      select next.depends_on_id from below
      join service_dependencies next on next.org_id = ${orgId}::uuid and next.service_id = below.id
    )
    select services.key, services.name, cause.id, cause.number::integer, cause.summary
    from below join services on services.org_id = ${orgId}::uuid and services.id = below.id
    cross join lateral (
      select id, number, summary from alerts
      where alerts.org_id = ${orgId}::uuid and alerts.service_id = below.id and priority = 'high' and status <> 'resolved'
      order by number limit 1
    ) as cause
    order by cause.number`.execute(trx)
  return rows.map(({ key, name, ...alert }) => ({ key, name, alert }))
}
