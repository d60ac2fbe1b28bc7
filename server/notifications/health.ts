import type { Outcome } from './channels/channel.ts'
import type { Failure } from './types.ts'

/** Refusals that say something about the provider's account and not about one person's address. */
const accountRefusals: readonly Failure[] = ['sign_in_refused', 'encryption_refused', 'sender_refused']

const keptMinutes = 10

/** What nobody tried again for so long is not known any more. */
const forgottenMinutes = 60

/** Messages of an organization over one provider of which none got through since an instant. */
export interface FailingProvider {
  orgId: string
  provider: string
  since: Temporal.Instant
  lastAt: Temporal.Instant
  tries: number
  reason: Failure
}

/** How the messages of this process fare; kept in memory: a new process begins without prejudice. */
export interface DeliveryHealth {
  note(orgId: string, provider: string, outcome: Outcome, now: Temporal.Instant): void
  failing(now: Temporal.Instant): FailingProvider[]
  /** Tries of the last ten minutes. */
  counts(now: Temporal.Instant): { sent: number; failed: number }
}

export function createDeliveryHealth(): DeliveryHealth {
  const failingByKey = new Map<string, FailingProvider>()
  const countsByMinute = new Map<number, { sent: number; failed: number }>()
  const countsOf = (now: Temporal.Instant) => {
    const minute = Math.floor(now.epochMilliseconds / 60_000)
    for (const old of countsByMinute.keys()) if (old <= minute - keptMinutes) countsByMinute.delete(old)
    const counts = countsByMinute.get(minute) ?? { sent: 0, failed: 0 }
    countsByMinute.set(minute, counts)
    return counts
  }
  return {
    note(orgId, provider, outcome, now) {
      const key = `${orgId} ${provider}`
      if (outcome.kind === 'sent') {
        failingByKey.delete(key)
        countsOf(now).sent += 1
        return
      }
      if (outcome.kind === 'refused' && !accountRefusals.includes(outcome.reason)) return
      countsOf(now).failed += 1
      const known = failingByKey.get(key) ?? { orgId, provider, since: now, lastAt: now, tries: 0 }
      failingByKey.set(key, { ...known, lastAt: now, tries: known.tries + 1, reason: outcome.reason })
    },
    failing(now) {
      const from = now.subtract({ minutes: forgottenMinutes })
      for (const [key, { lastAt }] of failingByKey) {
        if (Temporal.Instant.compare(lastAt, from) < 0) failingByKey.delete(key)
      }
      return [...failingByKey.values()]
    },
    counts(now) {
      countsOf(now)
      const all = [...countsByMinute.values()]
      return {
        sent: all.reduce((sum, one) => sum + one.sent, 0),
        failed: all.reduce((sum, one) => sum + one.failed, 0),
      }
    },
  }
}
