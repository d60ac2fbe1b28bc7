import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'

export interface Cancelled {
  alertId: string
  /** Messages that had not begun to be sent. */
  planned: number
  /** Messages that were being sent at this moment, also as part of a bundle: they may still arrive. */
  sending: number
  /** Calls of the sandbox that stopped ringing. */
  ringing: number
}

/**
 * Every message of every person, or of one, for these alerts becomes cancelled, also as part of a bundle that has not gone out, and
 * simulated phones stop ringing: one statement. Rows
 * are locked in the order of their ids, as everywhere, so that two transactions wait instead of deadlocking.
 */
export async function cancelDeliveries(
  trx: Trx,
  alertIds: readonly string[],
  reason: string,
  userId: string | null = null,
): Promise<Cancelled[]> {
  const ofUser = userId === null ? sql`true` : sql`deliveries.user_id = ${userId}`
  const { rows } = await sql<Cancelled>`
    with doomed as materialized (
      select org_id, id, case when status <> 'bundled' then status when exists (
          select from deliveries as bundle where bundle.org_id = deliveries.org_id and bundle.id = deliveries.bundle_id
            and bundle.status = 'sending') then 'sending' else 'planned' end as status
      from deliveries
      where alert_id = any(${alertIds}::uuid[])
        and (status in ('planned', 'sending') or (status = 'bundled' and sent_at is null)) and ${ofUser}
      order by id for update
    ), cancelled as (
      update deliveries set status = 'cancelled', lease_until = null, reason = ${reason}
      from doomed where deliveries.org_id = doomed.org_id and deliveries.id = doomed.id
      returning deliveries.alert_id, doomed.status
    ), silenced as (
      update sandbox_messages set call_state = 'ended'
      from deliveries
      where sandbox_messages.call_state = 'ringing' and deliveries.alert_id = any(${alertIds}::uuid[]) and ${ofUser}
        and sandbox_messages.org_id = deliveries.org_id and sandbox_messages.delivery_id = deliveries.id
      returning deliveries.alert_id
    )
    select alert_id, sum(planned)::int as planned, sum(sending)::int as sending, sum(ringing)::int as ringing from (
      select alert_id, count(*) filter (where status = 'planned') as planned,
        count(*) filter (where status = 'sending') as sending, 0 as ringing from cancelled group by alert_id
      union all
      select alert_id, 0, 0, count(*) from silenced group by alert_id
    ) as counted group by alert_id`.execute(trx)
  return rows
}

/** An alert of which repeats were cancelled, or which reached somebody. */
export interface EndedStep {
  alertId: string
  planned: number
  isReached: boolean
}

/**
 * Repeats that have not begun to be sent; first messages stay planned, nobody's contact is dropped. A repeat that took the
 * place of a message that failed is a first message: it stays as long as nothing before it on its contact got through. Says
 * in the same statement which of the alerts at least one message has reached somebody for.
 */
export async function cancelPlannedRepeats(
  trx: Trx,
  alertIds: readonly string[],
  reason: string,
): Promise<EndedStep[]> {
  const { rows } = await sql<EndedStep>`
    with doomed as materialized (
      select org_id, id from deliveries
      where alert_id = any(${alertIds}::uuid[]) and status = 'planned' and attempt > 1
        and exists (
          select from deliveries as earlier
          where earlier.org_id = deliveries.org_id and earlier.page_id = deliveries.page_id
            and earlier.contact_id = deliveries.contact_id and earlier.attempt < deliveries.attempt
            and earlier.status in ('planned', 'sending', 'sent', 'delivered', 'bundled'))
      order by id for update
    ), cancelled as (
      update deliveries set status = 'cancelled', reason = ${reason}
      from doomed where deliveries.org_id = doomed.org_id and deliveries.id = doomed.id
      returning deliveries.alert_id
    ), counted as (
      select alert_id, count(*)::int as planned from cancelled group by alert_id
    ), reached as (
      select distinct alert_id from deliveries
      where org_id = app_org() and alert_id = any(${alertIds}::uuid[])
        and (status in ('sent', 'delivered') or (status = 'bundled' and sent_at is not null))
    )
    select coalesce(counted.alert_id, reached.alert_id) as alert_id, coalesce(planned, 0) as planned,
      reached.alert_id is not null as is_reached
    from counted full join reached on reached.alert_id = counted.alert_id`.execute(trx)
  return rows
}
