import type { Kernel } from '../kernel/kernel.ts'
import { createBudget } from './budget.ts'
import { Collector } from './collect.ts'
import { commit } from './commit.ts'
import { createJudge } from './judge.ts'
import type { Commit } from './judge.ts'
import { defaultLimits } from './limits.ts'
import type { Limits } from './limits.ts'
import { SourceLookup } from './lookup.ts'
import { createIntakeMetrics } from './metrics.ts'
import { createReceiver } from './receive.ts'
import type { Receiver } from './receive.ts'
import { createRefusalQuota } from './refusals.ts'

/** The running intake of one node. */
export interface Intake {
  receiver: Receiver
  collector: Collector
  lookup: SourceLookup
  startedAt: Temporal.Instant
  /** After the web server has stopped: everything that was accepted has its answer and no transaction runs. */
  drain(): Promise<void>
}

/** `limits` and `commit` differ in tests only. */
export function createIntake(kernel: Kernel, limits: Partial<Limits> = {}, commitBatch?: Commit): Intake {
  const all = { ...defaultLimits, ...limits }
  const { clock, log } = kernel
  const metrics = createIntakeMetrics(kernel)
  const lookup = new SourceLookup(kernel, all)
  const toDatabase: Commit = (orgId, submissions) => commit(kernel, orgId, submissions)
  const judge = createJudge({ commit: commitBatch ?? toDatabase, limits: all, log, metrics })
  const collector = new Collector(judge, all, metrics)
  const budget = createBudget(all.heldBytes)
  const quota = createRefusalQuota(all)
  return {
    receiver: createReceiver({ clock, log, lookup, collector, budget, quota, metrics, limits: all }),
    collector,
    lookup,
    startedAt: clock.now(),
    async drain() {
      await collector.drain()
      lookup.close()
    },
  }
}
