import { sql } from 'kysely'
import type { Channel } from '../../../contract/config/person.ts'
import type { DeliveryStatus } from '../../../rules/notifications/receipt.ts'
import { anyOf } from '../../kernel/db/among.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { DeliveryKind } from '../types.ts'

/** A delivery as the record of its outcome needs it. */
export interface RecordedDelivery {
  id: string
  kind: DeliveryKind
  status: DeliveryStatus
  tries: number
  attempt: number
  dueAt: Temporal.Instant
  channel: Channel
  pageId: string | null
  alertId: string | null
  contactId: string | null
  userId: string
  userName: string
  contactKey: string | null
  provider: string | null
  simulated: boolean
  epoch: number | null
}

/** The deliveries of a page, or the one without a page, locked in the order of their ids. */
export async function lockWithPage(trx: Trx, id: string): Promise<RecordedDelivery[]> {
  return recorded(trx)
    .where((eb) =>
      eb.or([
        eb('d.id', '=', id),
        eb('d.pageId', '=', eb.selectFrom('deliveries').select('pageId').where('deliveries.id', '=', id)),
      ]),
    )
    .orderBy('d.id')
    .forUpdate('d')
    .execute()
}

export async function lockDelivery(trx: Trx, id: string): Promise<RecordedDelivery | undefined> {
  return recorded(trx).where('d.id', '=', id).forUpdate('d').executeTakeFirst()
}

export async function lockByProviderMessage(trx: Trx, messageId: string): Promise<RecordedDelivery | undefined> {
  return recorded(trx).where('d.providerMessageId', '=', messageId).forUpdate('d').executeTakeFirst()
}

function recorded(trx: Trx) {
  return trx
    .selectFrom('deliveries as d')
    .innerJoin('users as u', (join) => join.onRef('u.orgId', '=', 'd.orgId').onRef('u.id', '=', 'd.userId'))
    .leftJoin('contacts as c', (join) => join.onRef('c.orgId', '=', 'd.orgId').onRef('c.id', '=', 'd.contactId'))
    .leftJoin('pages as p', (join) => join.onRef('p.orgId', '=', 'd.orgId').onRef('p.id', '=', 'd.pageId'))
    .select([
      'd.id',
      'd.kind',
      'd.status',
      'd.tries',
      'd.attempt',
      'd.dueAt',
      'd.channel',
      'd.pageId',
      'd.alertId',
      'd.contactId',
    ])
    .select(['d.userId', 'u.name as userName', 'c.key as contactKey', 'd.provider', 'd.simulated', 'p.epoch'])
}

export async function setSent(
  trx: Trx,
  id: string,
  sent: { at: Temporal.Instant; providerMessageId: string | null; delivered: boolean },
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({
      status: sent.delivered ? 'delivered' : 'sent',
      sentAt: sent.at,
      deliveredAt: sent.delivered ? sent.at : null,
      providerMessageId: sent.providerMessageId,
      leaseUntil: null,
      reason: null,
      detail: null,
    })
    .where('id', '=', id)
    .execute()
}

/** A message that went out. */
export interface ToldSent {
  id: string
  providerMessageId: string | null
  delivered: boolean
}

/** What the record of a message that went out tells of it. */
export type RecordedSent = Omit<RecordedDelivery, 'kind' | 'tries' | 'dueAt' | 'epoch'>

/**
 * Several messages went out, none of them a bundle: one statement, which locks them in the order of their ids. Returns them
 * with the status that they had before; those that count as sent already are left as they are.
 */
export async function setSentTogether(
  trx: Trx,
  told: readonly ToldSent[],
  at: Temporal.Instant,
): Promise<RecordedSent[]> {
  const rows = told.map(({ id, providerMessageId, delivered }) => ({ id, message: providerMessageId, delivered }))
  const recorded = await sql<RecordedSent>`
    with told as materialized (
      select id, message, delivered
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, message text, delivered boolean)
    ), before as materialized (
      select org_id, id, status, attempt, channel, page_id, alert_id, contact_id, user_id, provider, simulated
      from deliveries
      where org_id = app_org() and id = any(array(select id from told)) and status not in ('sent', 'delivered')
      order by id for update
    ), written as (
      update deliveries set status = case when told.delivered then 'delivered' else 'sent' end,
        sent_at = ${at}, delivered_at = case when told.delivered then ${at}::timestamptz end,
        provider_message_id = told.message, lease_until = null, reason = null, detail = null
      from before join told on told.id = before.id
      where deliveries.org_id = before.org_id and deliveries.id = before.id
      returning deliveries.id
    )
    select before.id, before.status, before.attempt, before.channel, before.page_id, before.alert_id, before.contact_id,
      before.user_id, before.provider, before.simulated, users.name as user_name, contacts.key as contact_key
    from before join written on written.id = before.id
      join users on users.org_id = before.org_id and users.id = before.user_id
      left join contacts on contacts.org_id = before.org_id and contacts.id = before.contact_id
    order by before.id`.execute(trx)
  return recorded.rows
}

export async function setDelivered(trx: Trx, id: string, at: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set((eb) => ({ status: 'delivered', deliveredAt: at, sentAt: eb.fn.coalesce('sentAt', eb.val(at)) }))
    .where('id', '=', id)
    .execute()
}

export async function setRetry(
  trx: Trx,
  id: string,
  retry: { at: Temporal.Instant; reason: string; detail: string },
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ status: 'planned', dueAt: retry.at, leaseUntil: null, reason: retry.reason, detail: retry.detail })
    .where('id', '=', id)
    .execute()
}

export async function setFailed(trx: Trx, id: string, reason: string, detail: string): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ status: 'failed', leaseUntil: null, reason, detail })
    .where('id', '=', id)
    .execute()
}

/** The messages of these ids that have not begun to be sent. */
export async function setCancelled(trx: Trx, ids: readonly string[], reason: string): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('deliveries')
    .set({ status: 'cancelled', reason })
    .where('id', '=', anyOf(ids))
    .where('status', '=', 'planned')
    .execute()
}

/** The person's next first message on another contact, if one is still to come, is due at `now`. */
export async function pullForward(
  trx: Trx,
  failed: { pageId: string; contactId: string | null },
  now: Temporal.Instant,
): Promise<{ id: string; channel: Channel; contactKey: string } | undefined> {
  const { rows } = await sql<{ id: string; channel: Channel; contactKey: string }>`
    update deliveries set due_at = least(deliveries.due_at, ${now})
    from contacts
    where contacts.org_id = deliveries.org_id and contacts.id = deliveries.contact_id
      and deliveries.org_id = app_org() and deliveries.id = (
        select next.id from deliveries as next
        where next.page_id = ${failed.pageId} and next.status = 'planned' and next.attempt = 1 and next.tries = 0
          and next.contact_id is distinct from ${failed.contactId}
        order by next.due_at, next.id limit 1)
    returning deliveries.id, deliveries.channel, contacts.key as contact_key`.execute(trx)
  return rows[0]
}

/**
 * How the last messages on a contact ended, newest first: the reason of a failure, null for one that was sent. Looks back
 * to `since` (an identifier that carries its time), so that a rarely used contact does not cost a search of everything.
 */
export async function lastEndings(
  trx: Trx,
  contactId: string,
  before: string,
  since: string,
  limit: number,
): Promise<(string | null)[]> {
  const rows = await trx
    .selectFrom('deliveries')
    .select(['status', 'reason'])
    .where('contactId', '=', contactId)
    .where('bundleId', 'is', null)
    .where('id', '<', before)
    .where('id', '>', since)
    .where('status', 'in', ['sent', 'delivered', 'failed'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => (row.status === 'failed' ? row.reason : null))
}
