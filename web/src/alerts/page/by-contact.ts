import type { Delivery } from '../../api/types.ts'

/** The messages of one page on one contact: what has happened, and what comes next if nobody answers. */
export interface ContactMessages {
  id: string
  channel: string
  address: string | null
  simulated: boolean
  /** Oldest first. */
  past: Delivery[]
  next: Delivery | undefined
  /** Messages that are no longer needed; they matter only where nothing else happened. */
  cancelled: Delivery[]
}

/** A page repeats each minute on every contact; a reader wants to know per contact how it went. */
export function byContact(deliveries: Delivery[]): ContactMessages[] {
  const rows = new Map<string, ContactMessages>()
  for (const delivery of deliveries.toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt))) {
    const id = `${delivery.channel} ${delivery.contact?.key ?? ''}`
    const row = rows.get(id) ?? {
      id,
      channel: delivery.channel,
      address: delivery.contact?.address ?? null,
      simulated: false,
      past: [],
      next: undefined,
      cancelled: [],
    }
    rows.set(id, row)
    row.simulated ||= delivery.simulated
    if (delivery.status === 'planned') row.next ??= delivery
    else if (delivery.status === 'cancelled') row.cancelled.push(delivery)
    else row.past.push(delivery)
  }
  return [...rows.values()]
}
