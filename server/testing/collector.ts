import { Collector } from '../intake/collect.ts'
import { createJudge } from '../intake/judge.ts'
import { defaultLimits } from '../intake/limits.ts'
import type { Limits } from '../intake/limits.ts'
import { createIntakeMetrics } from '../intake/metrics.ts'
import type { OpenSource, Submission } from '../intake/types.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { createLog } from '../kernel/log.ts'
import { createMetrics } from '../kernel/metrics.ts'

export interface Transaction {
  orgId: string
  names: string[]
  /** The COMMIT begins and is answered: it succeeds, unless the collector holds it back. */
  succeed(): void
  /** The COMMIT begins, and no answer comes. */
  hang(): void
  fail(error: Error): void
}

/** A database whose transactions end when the test says so. */
export function setup(limits: Partial<Limits> = {}) {
  const transactions: Transaction[] = []
  const all = { ...defaultLimits, ...limits }
  const metrics = createIntakeMetrics({ metrics: createMetrics(false) } as Kernel)
  const judge = createJudge({
    limits: all,
    metrics,
    log: createLog('silent'),
    commit: (orgId, submissions, seal) =>
      new Promise((resolve, reject) => {
        transactions.push({
          orgId,
          names: submissions.flatMap((one) => one.events.map((_, index) => one.rawOf(index))),
          succeed() {
            try {
              seal()
              resolve(submissions.map(({ events }) => events.map(() => ({ outcome: 'created' }))))
            } catch (error) {
              reject(error)
            }
          },
          hang: seal,
          fail: reject,
        })
      }),
  })
  return { collector: new Collector(judge, all, metrics), transactions, metrics }
}

export function submission(name: string, orgId = 'one', amount = 1): Submission {
  const raws = Array.from({ length: amount }, () => name)
  return {
    source: { orgId, id: 'source', key: 'source', type: 'webhook' } as OpenSource,
    events: raws.map((raw) => ({ raw }) as Submission['events'][number]),
    rawOf: () => name,
    bytes: name.length * amount,
    refused: [],
    receivedAt: Temporal.Instant.fromEpochMilliseconds(0),
  }
}

/** One event about the alert of this key. */
export function about(dedupKey: string, name: string, orgId = 'one'): Submission {
  const one = submission(name, orgId)
  return { ...one, events: one.events.map((event) => ({ ...event, dedupKey })) }
}
