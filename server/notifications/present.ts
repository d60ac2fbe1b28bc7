import type { PageView } from '../../contract/alerts.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { DeliveryRow, OwnDeliveryRow } from './store/pages.ts'
import type { AnswerVia } from './types.ts'
import { maskAddress } from './content/mask.ts'
import { listDeliveryRows, listPageRows } from './store/pages.ts'

/**
 * The pages of an alert with their deliveries, oldest first, as the API shows them: to everybody who may see the alert, so
 * addresses are masked.
 */
export async function listPages(trx: Trx, alertId: string): Promise<PageView[]> {
  const pages = await listPageRows(trx, alertId)
  const deliveriesByPage = Map.groupBy(await listDeliveryRows(trx, alertId), (one) => one.pageId)
  return pages.map((page) => ({
    id: page.id,
    kind: page.kind,
    user: { key: page.key, name: page.name },
    step: page.step + 1,
    round: page.round + 1,
    reason: JSON.parse(page.reason) as Record<string, unknown>,
    createdAt: page.createdAt.toString(),
    deliveries: (deliveriesByPage.get(page.id) ?? []).map(forColleagues),
  }))
}

/** Whom pages called for an answer, oldest first, and in which run of the escalation. */
export async function listPagesByEpoch(trx: Trx, alertId: string): Promise<(PageView & { epoch: number })[]> {
  const epochById = new Map((await listPageRows(trx, alertId)).map(({ id, epoch }) => [id, epoch]))
  const pages = (await listPages(trx, alertId)).filter(({ kind }) => kind === 'page')
  return pages.map((page) => ({ ...page, epoch: epochById.get(page.id) ?? 0 }))
}

export function forColleagues(row: DeliveryRow): PageView['deliveries'][number] {
  const shown = presentDelivery(row)
  const { contact } = shown
  return { ...shown, contact: contact && { ...contact, address: maskAddress(row.channel, contact.address) } }
}

/** What became of a message after it was sent, as far as somebody said so. */
export function presentArrival({ deliveredAt, acknowledgedAt, acknowledgedVia }: OwnDeliveryRow) {
  return {
    deliveredAt: deliveredAt?.toString() ?? null,
    acknowledgedAt: acknowledgedAt?.toString() ?? null,
    acknowledgedVia: acknowledgedVia as AnswerVia | null,
  }
}

/** A delivery as the person themselves sees it. */
export function presentDelivery(row: DeliveryRow): PageView['deliveries'][number] {
  return {
    id: row.id,
    channel: row.channel,
    contact: row.contactKey === null ? null : { key: row.contactKey, address: row.contactAddress! },
    provider: row.provider,
    simulated: row.simulated,
    attempt: row.attempt,
    status: row.status,
    bundleId: row.bundleId,
    dueAt: row.dueAt.toString(),
    sentAt: row.sentAt?.toString() ?? null,
    reason: row.reason,
    detail: row.detail,
  }
}
