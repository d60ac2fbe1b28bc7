import type { Work } from './db/work.ts'

/**
 * Something that happened in one slice and that slices above it must take part in, in the same transaction (design,
 * section 2). Subscribers are wired in app.ts, all in one list; a subscriber that throws undoes the whole transaction.
 */
export interface EventKind<T> {
  readonly name: string
  /** Only carries the type. */
  readonly payload?: T
}

export function defineEvent<T>(name: string): EventKind<T> {
  return { name }
}

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
