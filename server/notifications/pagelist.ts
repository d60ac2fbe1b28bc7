import type { PageView } from '../../contract/alerts.ts'
import type { Trx } from '../kernel/db/types.ts'

/** Who was told about an alert, on what, with what result: its pages in the order in which they were made. */
export async function listPages(trx: Trx, alertId: string): Promise<PageView[]> {
  const pages = await trx
    .selectFrom('pages')
    .innerJoin('users', (join) => join.onRef('users.orgId', '=', 'pages.orgId').onRef('users.id', '=', 'pages.userId'))
    .select(['pages.id', 'pages.round', 'pages.step', 'pages.reason', 'pages.createdAt', 'users.key', 'users.name'])
    .where('pages.alertId', '=', alertId)
    .orderBy('pages.id')
    .execute()
  const deliveries = await deliveriesOf(trx, alertId)
  const byPage = Map.groupBy(deliveries, (delivery) => delivery.pageId)
  return pages.map((page) => ({
    id: page.id,
    user: { key: page.key, name: page.name },
    step: page.step + 1,
    round: page.round + 1,
    reason: JSON.parse(page.reason) as Record<string, unknown>,
    createdAt: page.createdAt.toString(),
    deliveries: (byPage.get(page.id) ?? []).map(present),
  }))
}

function deliveriesOf(trx: Trx, alertId: string) {
  return trx
    .selectFrom('deliveries')
    .leftJoin('contacts', (join) =>
      join.onRef('contacts.orgId', '=', 'deliveries.orgId').onRef('contacts.id', '=', 'deliveries.contactId'),
    )
    .select([
      'deliveries.id',
      'deliveries.pageId',
      'deliveries.channel',
      'deliveries.provider',
      'deliveries.simulated',
      'deliveries.attempt',
      'deliveries.status',
      'deliveries.dueAt',
      'deliveries.sentAt',
      'deliveries.reason',
      'deliveries.detail',
      'contacts.key as contactKey',
      'contacts.address as contactAddress',
    ])
    .where('deliveries.alertId', '=', alertId)
    .orderBy('deliveries.dueAt')
    .orderBy('deliveries.id')
    .execute()
}

type DeliveryRow = Awaited<ReturnType<typeof deliveriesOf>>[number]

function present(row: DeliveryRow): PageView['deliveries'][number] {
  const { contactKey, contactAddress } = row
  return {
    id: row.id,
    channel: row.channel,
    contact: contactKey === null ? null : { key: contactKey, address: maskAddress(row.channel, contactAddress!) },
    provider: row.provider,
    simulated: row.simulated,
    attempt: row.attempt,
    status: row.status,
    dueAt: row.dueAt.toString(),
    sentAt: row.sentAt?.toString() ?? null,
    reason: row.reason,
    detail: row.detail,
  }
}

/** Enough to recognise one's own address, not enough to copy a colleague's: a…n@example.test, +49…678, the host of a webhook. */
export function maskAddress(channel: string, address: string): string {
  if (channel === 'webhook') return URL.canParse(address) ? new URL(address).host : '…'
  if (channel === 'email') return address.replace(/^(.)[^@]*(?=@)/, '$1…')
  return `${address.slice(0, 3)}…${address.slice(-3)}`
}
