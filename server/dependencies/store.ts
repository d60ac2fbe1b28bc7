import { sql } from 'kysely'
import type { Trx } from '../kernel/db/types.ts'
import type { Cause, Dependant } from './types.ts'

/** Those of these services that stand on others or that others stand on: most organizations have none, and one look is enough. */
export async function listConnected(trx: Trx, serviceIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${serviceIds}::uuid[]) as asked (id)
    where exists (select from service_dependencies where service_id = asked.id)
      or exists (select from service_dependencies where depends_on_id = asked.id)`.execute(trx)
  return new Set(rows.map((row) => row.id))
}

/**
 * What explains alerts of these services: the oldest open high-priority alert of each service that they stand on, directly or
 * not, which is not held itself and has a policy, so that somebody is paged for it. By number. Locked against changes until
 * the transaction ends: whoever resolves a cause at this moment waits, and then finds the alerts that were held behind it.
 */
export async function shareCauses(trx: Trx, orgId: string, serviceIds: readonly string[]): Promise<Cause[]> {
  const { rows } = await sql<Cause>`
    with recursive below (service_id, depends_on_id) as (
      select service_id, depends_on_id from service_dependencies
      where org_id = ${orgId}::uuid and service_id = any(${serviceIds}::uuid[])
      union
      select below.service_id, next.depends_on_id from below
      join service_dependencies next on next.org_id = ${orgId}::uuid and next.service_id = below.depends_on_id
    )
    select below.service_id, cause.id, cause.number, cause.summary
    from below cross join lateral (
      select id, number, summary from alerts
      where alerts.org_id = ${orgId}::uuid and alerts.service_id = below.depends_on_id
        and priority = 'high' and status <> 'resolved' and escalation_policy_id is not null
        and not exists (select from alert_holds where alert_holds.org_id = alerts.org_id and alert_holds.alert_id = alerts.id)
      order by number limit 1 for share
    ) as cause
    order by cause.number`.execute(trx)
  return rows.map((row) => ({ ...row, number: Number(row.number) }))
}

/** The open alerts of services that stand on those of these causes, which nothing holds and nobody was paged for yet. */
export async function listUnpagedDependants(
  trx: Trx,
  orgId: string,
  causes: readonly { id: string; serviceId: string }[],
): Promise<Dependant[]> {
  const { rows } = await sql<Dependant>`
    with recursive above (cause_id, service_id) as (
      select cause.id, service_dependencies.service_id
      from unnest(${causes.map((one) => one.id)}::uuid[], ${causes.map((one) => one.serviceId)}::uuid[]) as cause (id, service_id)
      join service_dependencies on org_id = ${orgId}::uuid and depends_on_id = cause.service_id
      union
      select above.cause_id, next.service_id from above
      join service_dependencies next on next.org_id = ${orgId}::uuid and next.depends_on_id = above.service_id
    )
    select distinct on (alerts.id) alerts.id as alert_id, above.cause_id
    from above join alerts on alerts.org_id = ${orgId}::uuid and alerts.service_id = above.service_id
    where alerts.status = 'triggered' and alerts.escalation_policy_id is not null
      and not exists (select from alert_holds where alert_holds.org_id = alerts.org_id and alert_holds.alert_id = alerts.id)
      and not exists (select from pages where pages.org_id = alerts.org_id and pages.alert_id = alerts.id)
    order by alerts.id, above.cause_id`.execute(trx)
  return rows
}
