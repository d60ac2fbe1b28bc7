import { nameRank } from '../../../../rules/alerts/name-order.ts'
import type { Alert } from '../../api/types.ts'
import type { AlertFilters } from '../filters.ts'

/** The order of the server (contract/alert-list.ts), so that a row that comes by itself finds its place among the others. */
export type Order = 'newest' | 'oldest' | 'urgency' | 'customer' | 'service' | 'source'

export function orderOf({ by, sort }: AlertFilters): Order {
  return by ?? sort ?? 'newest'
}

type Placed = Pick<
  Alert,
  | 'number'
  | 'status'
  | 'priority'
  | 'snoozedUntil'
  | 'held'
  | 'customer'
  | 'customerName'
  | 'service'
  | 'serviceName'
  | 'source'
  | 'sourceName'
>

/** Negative when the first stands above the second. */
export function compareIn(order: Order): (one: Placed, other: Placed) => number {
  if (order === 'oldest') return (one, other) => one.number - other.number
  const rank = rankIn(order)
  return (one, other) => {
    const [a, b] = [rank(one), rank(other)]
    return a === b ? other.number - one.number : a < b ? -1 : 1
  }
}

function rankIn(order: Order): (alert: Placed) => string {
  if (order === 'urgency') return urgencyOf
  if (order === 'customer' || order === 'service' || order === 'source')
    return (alert) => nameRank(alert[order], alert[`${order}Name`])
  return () => ''
}

function urgencyOf({ status, priority, snoozedUntil, held }: Placed): string {
  if (status === 'resolved') return '6'
  if (status === 'acknowledged') return snoozedUntil === null ? '4' : '5'
  if (held) return '3'
  return priority === 'high' ? '1' : '2'
}
