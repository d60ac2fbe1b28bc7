import { sql } from 'kysely'
import type { Channel } from '../../../contract/config/person.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { DeliveryKind, PageKind } from '../types.ts'

export interface NewPage {
  id: string
  kind: PageKind
  alertId: string
  userId: string
  epoch: number
  round: number
  step: number
  reason: string
}

/** Pages with their deliveries: one statement, however many they are. */
export async function insertPages(
  trx: Trx,
  orgId: string,
  at: Temporal.Instant,
  { pages, deliveries }: { pages: readonly NewPage[]; deliveries: readonly NewDelivery[] },
): Promise<void> {
  if (pages.length === 0) return
  const rows = pages.map(({ alertId, userId, ...rest }) => ({ ...rest, alert_id: alertId, user_id: userId }))
  await sql`
    with planned as (insert into pages (org_id, id, kind, alert_id, user_id, epoch, round, step, reason, created_at)
    select ${orgId}::uuid, id, kind, alert_id, user_id, epoch, round, step, reason, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(id uuid, kind text, alert_id uuid, user_id uuid, epoch integer, round integer, step integer, reason text))
    ${inserted(orgId, at, deliveries)}`.execute(trx)
}

export interface NewDelivery {
  id: string
  kind: DeliveryKind
  pageId: string | null
  alertId: string | null
  userId: string
  contactId: string | null
  channel: Channel
  address: string | null
  contentSealed: string | null
  attempt: number
  dueAt: Temporal.Instant
  /** What goes out first, 0 before all (rules/notifications/bundle.ts). */
  rank: number
  /** What the alert is about; null for messages without one. */
  subjectId: string | null
}

/** One statement, however many deliveries. */
export async function insertDeliveries(
  trx: Trx,
  orgId: string,
  at: Temporal.Instant,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length > 0) await inserted(orgId, at, deliveries).execute(trx)
}

function inserted(orgId: string, at: Temporal.Instant, deliveries: readonly NewDelivery[]) {
  const rows = deliveries.map((one) => ({
    id: one.id,
    kind: one.kind,
    page_id: one.pageId,
    alert_id: one.alertId,
    user_id: one.userId,
    contact_id: one.contactId,
    channel: one.channel,
    address: one.address,
    content_sealed: one.contentSealed,
    attempt: one.attempt,
    due_at: one.dueAt,
    rank: one.rank,
    subject_id: one.subjectId,
  }))
  return sql`
    insert into deliveries (org_id, id, kind, page_id, alert_id, user_id, contact_id, channel, address, content_sealed, attempt,
      status, due_at, created_at, rank, subject_id)
    select ${orgId}::uuid, id, kind, page_id, alert_id, user_id, contact_id, channel, address, content_sealed, attempt,
      'planned', due_at, ${at}, rank, subject_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(id uuid, kind text, page_id uuid, alert_id uuid, user_id uuid, contact_id uuid, channel text, address text,
        content_sealed text, attempt integer, due_at timestamptz, rank smallint, subject_id uuid)`
}

/** The pages of an alert with their people, oldest first. */
export async function listPageRows(trx: Trx, alertId: string) {
  return trx
    .selectFrom('pages')
    .innerJoin('users', (join) => join.onRef('users.orgId', '=', 'pages.orgId').onRef('users.id', '=', 'pages.userId'))
    .select([
      'pages.id',
      'pages.kind',
      'pages.epoch',
      'pages.step',
      'pages.round',
      'pages.reason',
      'pages.createdAt',
      'users.key',
      'users.name',
    ])
    .where('pages.alertId', '=', alertId)
    .orderBy('pages.id')
    .execute()
}

/** The deliveries of an alert's pages, in the order in which they were planned. */
export async function listDeliveryRows(trx: Trx, alertId: string) {
  return deliveryRows(trx).where('deliveries.alertId', '=', alertId).orderBy('deliveries.id').execute()
}

/** One delivery to this person. */
export async function findDelivery(trx: Trx, userId: string, id: string) {
  return deliveryRows(trx)
    .leftJoin('answers', (join) =>
      join
        .onRef('answers.orgId', '=', 'deliveries.orgId')
        .onRef('answers.deliveryId', '=', 'deliveries.id')
        .on('answers.action', '=', 'acknowledge'),
    )
    .select(['deliveries.deliveredAt', 'answers.at as acknowledgedAt', 'answers.via as acknowledgedVia'])
    .where('deliveries.userId', '=', userId)
    .where('deliveries.id', '=', id)
    .executeTakeFirst()
}

export function deliveryRows(trx: Trx) {
  return trx
    .selectFrom('deliveries')
    .leftJoin('contacts', (join) =>
      join.onRef('contacts.orgId', '=', 'deliveries.orgId').onRef('contacts.id', '=', 'deliveries.contactId'),
    )
    .select([
      'deliveries.id',
      'deliveries.pageId',
      'deliveries.kind',
      'deliveries.channel',
      'deliveries.provider',
      'deliveries.simulated',
      'deliveries.attempt',
      'deliveries.status',
      'deliveries.bundleId',
      'deliveries.dueAt',
      'deliveries.sentAt',
      'deliveries.reason',
      'deliveries.detail',
      'contacts.key as contactKey',
      'contacts.address as contactAddress',
    ])
}
export type DeliveryRow = NonNullable<Awaited<ReturnType<ReturnType<typeof deliveryRows>['executeTakeFirst']>>>
export type OwnDeliveryRow = NonNullable<Awaited<ReturnType<typeof findDelivery>>>
