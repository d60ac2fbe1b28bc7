import type { FailedDelivery } from '../../../contract/alert-context.ts'

/** What goes wrong on one way to one person. */
export interface Failure {
  id: string
  person: string
  channel: string
  address: string | null
  count: number
  reason: string | null
  at: string
  alert: FailedDelivery['alert']
}

/** Failed messages (newest first) by person and way: ten failures of one number are one problem. */
export function failuresOf(deliveries: readonly FailedDelivery[]): Failure[] {
  const failures = new Map<string, Failure>()
  for (const { user, channel, contact, reason, sentAt, dueAt, alert } of deliveries) {
    const id = `${user.key} ${channel} ${contact?.key ?? ''}`
    const known = failures.get(id)
    if (known) known.count += 1
    else {
      const address = contact?.address ?? null
      failures.set(id, { id, person: user.name, channel, address, count: 1, reason, at: sentAt ?? dueAt, alert })
    }
  }
  return [...failures.values()]
}
