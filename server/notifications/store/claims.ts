import { sql } from 'kysely'
import type { MessageLimits } from '../../../contract/config/organization.ts'
import type { Channel } from '../../../contract/config/person.ts'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { Claim, OrganizationSetup } from '../types.ts'

/** An organization with something due, and the channels on which it is. */
export interface DueOrganization {
  orgId: string
  channels: Channel[]
}

/** Organizations with deliveries that are due, or whose sender's lease ran out; the longest waiting first. */
export async function findDueOrganizations(
  engine: Connection,
  now: Temporal.Instant,
  limit: number,
): Promise<DueOrganization[]> {
  const { rows } = await sql<DueOrganization>`
    select org_id, array_agg(distinct channel) as channels from (
      select org_id, channel, due_at as at from deliveries where status = 'planned' and due_at <= ${now}
      union all
      select org_id, channel, lease_until from deliveries where status = 'sending' and lease_until <= ${now}
    ) as due group by org_id order by min(at) limit ${limit}`.execute(engine)
  return rows
}

/** Organizations in which deliveries are being sent, by whomever. */
export async function findSendingOrganizations(engine: Connection): Promise<string[]> {
  const rows = await engine
    .selectFrom('deliveries')
    .select('orgId')
    .where('status', '=', 'sending')
    .distinct()
    .execute()
  return rows.map((row) => row.orgId)
}

/** Ends the leases of all deliveries that are being sent. */
export async function endLeases(trx: Trx, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ leaseUntil: now })
    .where('status', '=', 'sending')
    .where('leaseUntil', '>', now)
    .execute()
}

/** When the next delivery or lease falls due; only those after `after`, when it is given. */
export async function findNextDue(
  engine: Connection,
  after: Temporal.Instant | undefined,
): Promise<Temporal.Instant | undefined> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select least(
      (select min(due_at) from deliveries where status = 'planned' and due_at > coalesce(${after ?? null}::timestamptz, '-infinity')),
      (select min(lease_until) from deliveries where status = 'sending' and lease_until > coalesce(${after ?? null}::timestamptz, '-infinity'))
    ) as at`.execute(engine)
  return rows[0]?.at ?? undefined
}

export async function getSetup(trx: Trx, orgId: string): Promise<OrganizationSetup> {
  return trx
    .selectFrom('organizations')
    .select(['id', 'name', 'demo', 'smtpSealed', 'webhookSecretSealed'])
    .where('id', '=', orgId)
    .executeTakeFirstOrThrow()
}

/** The same with what the organization has set for limits; empty for the defaults. */
export async function getSetupWithLimits(
  trx: Trx,
  orgId: string,
): Promise<{ setup: OrganizationSetup; limits: MessageLimits }> {
  const { messageLimits, ...setup } = await trx
    .selectFrom('organizations')
    .select(['id', 'name', 'demo', 'smtpSealed', 'webhookSecretSealed', 'messageLimits'])
    .where('id', '=', orgId)
    .executeTakeFirstOrThrow()
  return { setup, limits: messageLimits as MessageLimits }
}

export interface Claiming {
  orgId: string
  provider: string
  simulated: boolean
  channels: readonly Channel[]
  /** Channels whose pages are gathered instead (actions/gather.ts): only what else there is goes out here. */
  paced?: readonly Channel[]
  now: Temporal.Instant
  leaseUntil: Temporal.Instant
  limit: number
  /** How many messages one contact may have on their way; undefined: as many as the lane. */
  perContact?: number | undefined
  /** How many more those contacts take that have some on their way already. */
  freeByContact?: ReadonlyMap<string, number>
}

/** Among so many times the limit messages to contacts that take some are looked for. */
const lookedAtPerTaken = 8

/**
 * Takes due deliveries of these channels for sending, the most urgent first. What another node holds at this moment is
 * passed over; an expired lease is taken over with the same delivery id, which every provider receives as the idempotency
 * key. Materialized: as plain subqueries the planner may run them once per row, and then it takes more than `limit`. The row
 * that is locked is looked at again: another node may have taken it since it was found.
 */
export async function claimDeliveries(trx: Trx, claiming: Claiming): Promise<Claim[]> {
  const { orgId, provider, simulated, channels, paced = [], now, leaseUntil, limit } = claiming
  const free = [...(claiming.freeByContact ?? [])]
  const perContact = claiming.perContact ?? limit
  const isDue = sql`(
    (d.status = 'planned' and d.due_at <= ${now} and not (d.channel = any(${paced}::text[]) and d.kind in ('page', 'bundle')))
    or (d.status = 'sending' and d.lease_until <= ${now}))`
  const { rows } = await sql<Pick<Claim, 'id' | 'kind' | 'tries' | 'contactId'>>`
    with busy as materialized (
      select * from unnest(${free.map(([id]) => id)}::uuid[], ${free.map(([, room]) => room)}::int[]) as t(contact_id, room)
    ), found as materialized (
      select d.org_id, d.id, d.contact_id, d.rank, d.due_at from deliveries as d
      where d.org_id = ${orgId}::uuid and d.channel = any(${channels}::text[]) and ${isDue}
        and not exists (select from busy where busy.contact_id = d.contact_id and busy.room <= 0)
      order by d.rank, d.due_at limit ${limit * lookedAtPerTaken}
    ), placed as materialized (
      select found.*, row_number() over (partition by coalesce(contact_id, id) order by rank, due_at, id) as place from found
    ), picked as materialized (
      select placed.org_id, placed.id from placed left join busy on busy.contact_id = placed.contact_id
      where placed.place <= coalesce(busy.room, ${perContact}) order by placed.rank, placed.due_at limit ${limit}
    ), taken as materialized (
      select d.org_id, d.id from deliveries as d join picked on picked.org_id = d.org_id and picked.id = d.id
      where ${isDue} for update of d skip locked
    )
    update deliveries set status = 'sending', lease_until = ${leaseUntil}, tries = tries + 1,
      provider = ${provider}, simulated = ${simulated}
    from taken where deliveries.org_id = taken.org_id and deliveries.id = taken.id
    returning deliveries.id, deliveries.kind, deliveries.tries, deliveries.contact_id`.execute(trx)
  return rows.map((row) => ({ ...row, orgId, leaseUntil, provider }))
}

/** Takes one locked delivery for sending. */
export async function claimOne(
  trx: Trx,
  id: string,
  by: Pick<Claiming, 'orgId' | 'provider' | 'simulated' | 'leaseUntil'>,
): Promise<Claim> {
  const { orgId, provider, simulated, leaseUntil } = by
  const row = await trx
    .updateTable('deliveries')
    .set((eb) => ({ status: 'sending', leaseUntil, tries: eb('tries', '+', 1), provider, simulated }))
    .where('id', '=', id)
    .returning(['kind', 'tries', 'contactId'])
    .executeTakeFirstOrThrow()
  return { orgId, id, ...row, leaseUntil, provider }
}
