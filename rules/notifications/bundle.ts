import type { Priority } from '../../contract/keys.ts'

/** What a message is for, as far as its place in the queue needs to know it. */
export interface Ranked {
  kind: 'page' | 'inform' | 'reminder'
  priority: Priority
  /** Counted from 1 per contact. */
  attempt: number
  /** The person was not paged for this service lately, nor by another page that is planned with this one. */
  firstOfService: boolean
}

/** The place in the queue, 0 first: the first page of a service, other first messages of high priority, repeats, the rest. */
export function rankOf({ kind, priority, attempt, firstOfService }: Ranked): number {
  if (kind !== 'page' || priority === 'low') return 3
  if (attempt > 1) return 2
  return firstOfService ? 0 : 1
}

/** A message that waits for the same contact as others. */
export interface Waiting {
  id: string
  alertId: string
  pageId: string
  attempt: number
  rank: number
}

export interface Gathered<T> {
  /** One message per alert, the one that leads first: by rank, then the oldest. */
  members: T[]
  /** Messages of alerts that another of these already tells of. */
  superseded: T[]
}

/**
 * Makes one message of many. An alert is told once: its newest page, and of that the first message, because repeats end
 * with their step and first messages do not. Identifiers sort by age.
 */
export function gather<T extends Waiting>(waiting: readonly T[]): Gathered<T> {
  const ordered = waiting.toSorted(
    (a, b) => compare(b.pageId, a.pageId) || a.attempt - b.attempt || compare(a.id, b.id),
  )
  const told = new Set<string>()
  const members: T[] = []
  const superseded: T[] = []
  for (const one of ordered) {
    if (told.has(one.alertId)) superseded.push(one)
    else members.push(one)
    told.add(one.alertId)
  }
  return { members: members.toSorted((a, b) => a.rank - b.rank || compare(a.id, b.id)), superseded }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
