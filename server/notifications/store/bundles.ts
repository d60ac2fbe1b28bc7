import { sql } from 'kysely'
import type { Channel } from '../../../contract/config/person.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { PageKind } from '../types.ts'

/** A page that became part of a bundle and is not answered. */
export interface Member {
  deliveryId: string
  attempt: number
  pageId: string
  pageKind: PageKind
  alertId: string
  epoch: number
  step: number
  round: number
}

/** The first members, the one that leads at the top. Those that were answered before the message went are not among them. */
export async function listMembers(trx: Trx, bundleId: string, limit: number): Promise<Member[]> {
  return members(trx, bundleId)
    .select(['d.id as deliveryId', 'd.attempt', 'p.id as pageId', 'p.kind as pageKind', 'p.alertId', 'p.epoch'])
    .select(['p.step', 'p.round'])
    .orderBy('d.rank')
    .orderBy('d.id')
    .limit(limit)
    .execute()
}

/** How many members there are; `asks` of them call for an answer, the others inform. */
export async function countMembers(trx: Trx, bundleId: string): Promise<{ count: number; asks: number }> {
  const row = await members(trx, bundleId)
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) filter (where p.kind <> 'inform'))::int`.as('asks'),
    ])
    .executeTakeFirstOrThrow()
  return row
}

function members(trx: Trx, bundleId: string) {
  return trx
    .selectFrom('deliveries as d')
    .innerJoin('pages as p', (join) => join.onRef('p.orgId', '=', 'd.orgId').onRef('p.id', '=', 'd.pageId'))
    .where('d.bundleId', '=', bundleId)
    .where('d.status', '=', 'bundled')
}

/** Everything in it was answered: there is nothing to send. */
export async function endBundle(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ status: 'cancelled', reason: 'answered', leaseUntil: null })
    .where('id', '=', id)
    .execute()
}

export interface EndedMember {
  id: string
  pageId: string
  alertId: string
  attempt: number
}

export async function setMembersSent(trx: Trx, bundleId: string, at: Temporal.Instant): Promise<EndedMember[]> {
  const { rows } = await sql<EndedMember>`
    update deliveries set sent_at = ${at}
    where org_id = app_org() and bundle_id = ${bundleId}::uuid and status = 'bundled' and sent_at is null
    returning id, page_id, alert_id, attempt`.execute(trx)
  return rows
}

export async function setMembersFailed(
  trx: Trx,
  bundleId: string,
  reason: string,
  detail: string,
): Promise<EndedMember[]> {
  const { rows } = await sql<EndedMember>`
    update deliveries set status = 'failed', reason = ${reason}, detail = ${detail}
    where org_id = app_org() and bundle_id = ${bundleId}::uuid and status = 'bundled'
    returning id, page_id, alert_id, attempt`.execute(trx)
  return rows
}

export async function listUnanswered(trx: Trx, bundleId: string): Promise<EndedMember[]> {
  const { rows } = await sql<EndedMember>`
    select id, page_id, alert_id, attempt from deliveries
    where org_id = app_org() and bundle_id = ${bundleId}::uuid and status = 'bundled'`.execute(trx)
  return rows
}

/** What these pages would still send to the contact is not needed: it refuses. */
export async function cancelOnContact(
  trx: Trx,
  pageIds: readonly string[],
  contactId: string | null,
  reason: string,
): Promise<void> {
  await sql`
    update deliveries set status = 'cancelled', reason = ${reason}
    where org_id = app_org() and page_id = any(${pageIds}::uuid[]) and contact_id = ${contactId}::uuid and status = 'planned'`.execute(
    trx,
  )
}

/** Of each page the next first message on another contact, if one is still to come, is due at `now`. */
export async function pullForwardAll(
  trx: Trx,
  pageIds: readonly string[],
  contactId: string | null,
  now: Temporal.Instant,
): Promise<{ pageId: string; channel: Channel; contactKey: string }[]> {
  const { rows } = await sql<{ pageId: string; channel: Channel; contactKey: string }>`
    with next as materialized (
      select distinct on (page_id) org_id, id from deliveries
      where org_id = app_org() and page_id = any(${pageIds}::uuid[]) and status = 'planned' and attempt = 1 and tries = 0
        and contact_id is distinct from ${contactId}::uuid
      order by page_id, due_at, id
    )
    update deliveries set due_at = least(deliveries.due_at, ${now})
    from next, contacts
    where deliveries.org_id = next.org_id and deliveries.id = next.id
      and contacts.org_id = deliveries.org_id and contacts.id = deliveries.contact_id
    returning deliveries.page_id, deliveries.channel, contacts.key as contact_key`.execute(trx)
  return rows
}

/** Those of these pages of which nothing has arrived or may still arrive. */
export async function listDead(
  trx: Trx,
  pageIds: readonly string[],
): Promise<{ pageId: string; alertId: string; epoch: number }[]> {
  const { rows } = await sql<{ pageId: string; alertId: string; epoch: number }>`
    select id as page_id, alert_id, epoch from pages
    where org_id = app_org() and id = any(${pageIds}::uuid[]) and not exists (
      select from deliveries where deliveries.org_id = pages.org_id and deliveries.page_id = pages.id
        and deliveries.status in ('planned', 'sending', 'sent', 'delivered', 'bundled'))
    order by id`.execute(trx)
  return rows
}

/** The newest bundle that the person got by SMS after `since`. */
export async function findNewestBundle(
  trx: Trx,
  userId: string,
  since: Temporal.Instant,
): Promise<{ id: string; sentAt: Temporal.Instant } | undefined> {
  const row = await trx
    .selectFrom('deliveries')
    .select(['id', 'sentAt'])
    .where('channel', '=', 'sms')
    .where('sentAt', '>', since)
    .where('bundleId', 'is', null)
    .where('userId', '=', userId)
    .where('kind', '=', 'bundle')
    .orderBy('sentAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.id, sentAt: row.sentAt! }
}

/** The members whose message went out, by alert and after `afterAlertId`: what an answer to the whole bundle is for. */
export async function listTold(
  trx: Trx,
  bundleId: string,
  afterAlertId: string | undefined,
  limit: number,
): Promise<{ deliveryId: string; alertId: string; pageKind: PageKind }[]> {
  return members(trx, bundleId)
    .select(['d.id as deliveryId', 'p.alertId', 'p.kind as pageKind'])
    .$if(afterAlertId !== undefined, (query) => query.where('p.alertId', '>', afterAlertId!))
    .orderBy('p.alertId')
    .limit(limit)
    .execute()
}
