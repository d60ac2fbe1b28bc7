import type { Work } from './db/work.ts'
import type { EventKind } from './event-kind.ts'

/**
 * Subscribers are wired in one list (server/subscriptions.ts) and run inside the transaction of whoever raised the event; a
 * subscriber that throws undoes the whole transaction.
 */
export type Subscriber<T> = (work: Work, payload: T) => Promise<void>

export interface Events {
  on<T>(kind: EventKind<T>, subscriber: Subscriber<T>): void
  emit<T>(work: Work, kind: EventKind<T>, payload: T): Promise<void>
}

export function createEvents(): Events {
  const subscribersByName = new Map<string, Subscriber<never>[]>()
  return {
    on(kind, subscriber) {
      subscribersByName.set(kind.name, [...(subscribersByName.get(kind.name) ?? []), subscriber as Subscriber<never>])
    },
    async emit(work, kind, payload) {
      for (const subscriber of subscribersByName.get(kind.name) ?? []) await subscriber(work, payload as never)
    },
  }
}
