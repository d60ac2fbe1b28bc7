import type { ResponderView } from '../../contract/by-hand.ts'

interface Person {
  key: string
  name: string
}

/** A page of the alert as far as it says who is on it. */
export interface PageFacts {
  user: Person
  epoch: number
  reason: Record<string, unknown>
  createdAt: string
  deliveries: readonly { status: string; channel: string; contact: { key: string } | null }[]
}

export interface Answers {
  /** Of the escalation as it runs now: what was paged before has been stopped. */
  epoch: number
  acknowledged: { user: Person; at: string } | undefined
  /** People who were asked by hand and said that they are on it as well, by key. */
  acceptedAtByKey: ReadonlyMap<string, string>
  next: { at: string; people: readonly Person[] } | undefined
}

const live = new Set<ResponderView['state']>(['paged', 'reached', 'acknowledged'])

/** Whether somebody in this state is on the alert, or will hear of it in a moment. */
export const isOnIt = ({ state }: ResponderView): boolean => live.has(state)

/** Everybody who is or was on an alert, each once by their last page, in the order in which they were paged first (R159). */
export function respondersOf(pages: readonly PageFacts[], answers: Answers): ResponderView[] {
  const { acknowledged, acceptedAtByKey, next } = answers
  const byKey = new Map<string, ResponderView>()
  for (const page of pages) byKey.set(page.user.key, viewOf(page, answers.epoch))
  for (const [key, since] of acceptedAtByKey) {
    const view = byKey.get(key)
    if (view) byKey.set(key, { ...view, state: 'acknowledged', since })
  }
  if (acknowledged) {
    const { user, at } = acknowledged
    const view = byKey.get(user.key) ?? { user, contact: null, via: null }
    byKey.set(user.key, { ...view, state: 'acknowledged', since: at })
  }
  for (const user of next?.people ?? []) {
    const view = byKey.get(user.key)
    if (view && isOnIt(view)) continue
    byKey.set(user.key, { user, state: 'next', since: next!.at, contact: null, via: null })
  }
  return [...byKey.values()]
}

function viewOf({ user, epoch, reason, createdAt, deliveries }: PageFacts, current: number): ResponderView {
  const withStatus = (...wanted: string[]) => deliveries.find(({ status }) => wanted.includes(status))
  const arrived = withStatus('delivered', 'sent')
  const waiting = withStatus('sending', 'planned')
  const shown = arrived ?? waiting ?? deliveries[0]
  const contact = shown?.contact ? { key: shown.contact.key, channel: shown.channel } : null
  return { user, state: stateOf(), since: createdAt, contact, via: reason }

  function stateOf(): ResponderView['state'] {
    if (arrived) return epoch < current ? 'stopped' : 'reached'
    if (waiting) return 'paged'
    return withStatus('cancelled') ? 'stopped' : 'failed'
  }
}
