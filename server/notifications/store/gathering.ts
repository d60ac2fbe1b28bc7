import { sql } from 'kysely'
import type { Channel } from '../../../contract/config/person.ts'
import type { Waiting } from '../../../rules/notifications/bundle.ts'
import { anyOf } from '../../kernel/db/among.ts'
import type { Trx } from '../../kernel/db/types.ts'

/** A contact for which pages are due, with what their timeline entries name. */
export interface DueContact {
  contactId: string
  contactKey: string
  channel: Channel
  userId: string
  userName: string
  /** The most urgent of what is due. */
  rank: number
}

/**
 * The contacts for which pages are due, the most urgent first. They are locked: two nodes at once would each send what
 * one alone may. What another holds at this moment is passed over.
 */
export async function lockDueContacts(
  trx: Trx,
  asked: { orgId: string; channels: readonly Channel[]; now: Temporal.Instant; limit: number },
): Promise<DueContact[]> {
  const { orgId, channels, now, limit } = asked
  const { rows } = await sql<DueContact>`
    with due as materialized (
      select contact_id, channel, min(rank) as rank, min(due_at) as due_at from deliveries
      where org_id = ${orgId}::uuid and status = 'planned' and due_at <= ${now} and kind in ('page', 'bundle')
        and channel = any(${channels}::text[])
      group by contact_id, channel order by min(rank), min(due_at) limit ${limit}
    )
    select contacts.id as contact_id, contacts.key as contact_key, due.channel, due.rank, users.id as user_id, users.name as user_name
    from due
    join contacts on contacts.org_id = ${orgId}::uuid and contacts.id = due.contact_id
    join users on users.org_id = contacts.org_id and users.id = contacts.user_id
    order by due.rank, due.due_at for no key update of contacts skip locked`.execute(trx)
  return rows
}

export interface SentMessage {
  contactId: string | null
  channel: Channel
  at: Temporal.Instant
}

/**
 * The messages of the organization on these channels after `since`, oldest first; what is being sent counts as sent when it
 * was claimed, which is `leaseSeconds` before its lease ends. Only those to `contactIds`, when they are given.
 */
export async function listSent(
  trx: Trx,
  asked: {
    orgId: string
    channels: readonly Channel[]
    since: Temporal.Instant
    now: Temporal.Instant
    leaseSeconds: number
    contactIds?: readonly string[]
  },
): Promise<SentMessage[]> {
  const { orgId, channels, since, now, leaseSeconds, contactIds } = asked
  const among = contactIds === undefined ? sql`true` : sql`contact_id = any(${contactIds}::uuid[])`
  const { rows } = await sql<SentMessage>`
    select contact_id, channel, at from (
      select contact_id, channel, sent_at as at from deliveries
      where org_id = ${orgId}::uuid and channel = any(${channels}::text[]) and sent_at > ${since} and sent_at is not null
        and bundle_id is null and ${among}
      union all
      select contact_id, channel, lease_until - ${leaseSeconds} * interval '1 second' from deliveries
      where org_id = ${orgId}::uuid and channel = any(${channels}::text[]) and status = 'sending' and lease_until > ${now}
        and ${among}
    ) as messages order by at`.execute(trx)
  return rows
}

export interface Place {
  orgId: string
  contactId: string
  channel: Channel
  now: Temporal.Instant
  limit: number
}

const isDue = ({ orgId, contactId, channel, now }: Place) => sql`
  org_id = ${orgId}::uuid and contact_id = ${contactId}::uuid and channel = ${channel} and status = 'planned' and due_at <= ${now}`

/** What is due for the contact waits until `until`. `isNew`: it did not wait for this reason before. */
export async function holdDue(
  trx: Trx,
  place: Place,
  until: Temporal.Instant,
  reason: string,
): Promise<{ id: string; alertId: string | null; pageId: string | null; attempt: number; isNew: boolean }[]> {
  const { rows } = await sql<{
    id: string
    alertId: string | null
    pageId: string | null
    attempt: number
    isNew: boolean
  }>`
    with held as materialized (
      select org_id, id, reason from deliveries where ${isDue(place)} and kind in ('page', 'bundle')
      order by rank, due_at limit ${place.limit} for update skip locked
    )
    update deliveries set due_at = ${until}, reason = ${reason}, detail = null
    from held where deliveries.org_id = held.org_id and deliveries.id = held.id
    returning deliveries.id, deliveries.alert_id, deliveries.page_id, deliveries.attempt,
      held.reason is null or held.reason not like 'limit_%' as is_new`.execute(trx)
  return rows
}

/** The pages that are due for the contact, locked. */
export async function lockWaiting(trx: Trx, place: Place): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select id, alert_id, page_id, attempt, rank from deliveries where ${isDue(place)} and kind = 'page'
    order by rank, due_at, id limit ${place.limit} for update skip locked`.execute(trx)
  return rows
}

/** A bundle for the contact that is still to be sent, locked; others may join it. */
export async function lockOpenBundle(trx: Trx, place: Place): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from deliveries where ${isDue(place)} and kind = 'bundle'
    order by id limit 1 for update skip locked`.execute(trx)
  return rows[0]?.id
}

/** Which of these alerts the bundle tells of already. */
export async function listToldAlerts(trx: Trx, bundleId: string, alertIds: readonly string[]): Promise<Set<string>> {
  if (alertIds.length === 0) return new Set()
  const rows = await trx
    .selectFrom('deliveries')
    .select('alertId')
    .where('bundleId', '=', bundleId)
    .where('status', '=', 'bundled')
    .where('alertId', '=', anyOf(alertIds))
    .execute()
  return new Set(rows.flatMap((row) => row.alertId ?? []))
}

/** A message of its own for what will be part of it; due now, and sent once everything has joined. */
export async function insertBundle(
  trx: Trx,
  bundle: { orgId: string; id: string; contact: DueContact; at: Temporal.Instant },
): Promise<void> {
  const { orgId, id, contact, at } = bundle
  const { contactId, channel, userId, rank } = contact
  const due = { attempt: 1, status: 'planned' as const, dueAt: at, createdAt: at }
  await trx
    .insertInto('deliveries')
    .values({ orgId, id, kind: 'bundle', contactId, channel, userId, rank, ...due })
    .execute()
}

/** These messages are part of the bundle from now on. */
export async function joinBundle(
  trx: Trx,
  bundle: { id: string; provider: string; simulated: boolean },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const { id, provider, simulated } = bundle
  await trx
    .updateTable('deliveries')
    .set({ status: 'bundled', bundleId: id, provider, simulated, reason: null, detail: null })
    .where('id', '=', anyOf(ids))
    .execute()
}
