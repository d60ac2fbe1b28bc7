import type { AlertDetail } from '../contract/alerts.ts'
import { ask } from './ask.ts'
import type { FinalAlert, History } from './history.ts'
import { token } from './set-up.ts'

type Page<Item> = { items: Item[]; nextCursor: string | null }
type Entry = { kind: string; data: { deliveryId?: string; alreadyOnItsWay?: boolean } }

/** Reads as anybody can: over the public API. Throws when it does not answer; Pikett must be well by then. */
async function read<T>(url: string, path: string): Promise<T> {
  const asked = await ask(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (asked.fate !== 'accepted') throw new Error(`GET ${path}: ${asked.said} ${asked.text.slice(0, 300)}`)
  return JSON.parse(asked.text) as T
}

/** Every alert that senders brought, with what became of it, and which others there are. */
export async function readOutcome(url: string): Promise<Pick<History, 'alerts' | 'ownIds'>> {
  const alerts: FinalAlert[] = []
  const ownIds: string[] = []
  for (let cursor = ''; ;) {
    const page = await read<Page<{ id: string; sourceType: string }>>(url, `/alerts?status=all&limit=100${cursor}`)
    // What Pikett itself reports (its clock is wrong, say) was sent by nobody.
    const [own, sent] = [true, false].map((is) => page.items.filter((alert) => (alert.sourceType === 'system') === is))
    ownIds.push(...own!.map(({ id }) => id))
    for (const { id } of sent!) alerts.push(await readAlert(url, id))
    if (page.nextCursor === null) return { alerts, ownIds }
    cursor = `&cursor=${page.nextCursor}`
  }
}

const msOf = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const msOrNull = (text: string | null) => (text === null ? null : msOf(text))

async function readAlert(url: string, id: string): Promise<FinalAlert> {
  const alert = await read<AlertDetail>(url, `/alerts/${id}`)
  const story = await read<Page<Entry>>(url, `/alerts/${id}/timeline`)
  const told = story.items.filter((entry) => entry.data.alreadyOnItsWay === true)
  const { dedupKey: key, status, count, acknowledgedAt, resolvedAt } = alert
  return {
    id,
    key,
    status,
    count,
    createdAt: msOf(alert.createdAt),
    acknowledgedAt: msOrNull(acknowledgedAt),
    resolvedAt: msOrNull(resolvedAt),
    nextEscalationAt: msOrNull(alert.nextEscalationAt),
    pages: alert.pages.map((page) => ({ id: page.id, round: page.round, step: page.step, recipient: page.user.key })),
    deliveries: alert.pages.flatMap((page) =>
      page.deliveries.map((one) => ({ id: one.id, pageId: page.id, attempt: one.attempt, status: one.status })),
    ),
    lateDeliveryIds: told.flatMap((entry) => entry.data.deliveryId ?? []),
  }
}
