import type { Kernel } from '../kernel/kernel.ts'
import { createOutbound } from '../kernel/outbound/index.ts'
import type { Outbound } from '../kernel/outbound/index.ts'
import { createBudget } from './budget.ts'
import { Collector } from './collect.ts'
import { commit } from './commit.ts'
import { createJudge } from './judge.ts'
import type { Commit } from './judge.ts'
import { defaultLimits } from './limits.ts'
import type { Limits } from './limits.ts'
import { SourceLookup } from './lookup.ts'
import { createIntakeMetrics } from './metrics.ts'
import { createOutside } from './outside.ts'
import { createMailbox } from './mail/mailbox.ts'
import type { Mailbox } from './mail/mailbox.ts'
import { createReceiver } from './receive.ts'
import type { Receiver } from './receive.ts'
import { createRefusalQuota } from './refusals.ts'
import { Repeats } from './repeats.ts'
import { RuleNotes } from './rules/notes.ts'
import { createServe } from './serve.ts'
import type { Serve } from './serve.ts'

/** The running intake of one node. */
export interface Intake {
  receiver: Receiver
  serve: Serve
  collector: Collector
  repeats: Repeats
  notes: RuleNotes
  lookup: SourceLookup
  mailbox: Mailbox
  startedAt: Temporal.Instant
  /** After the web server has stopped: everything that was accepted has its answer and no transaction runs. */
  drain(): Promise<void>
}

/** What differs in tests only. */
interface Different {
  commitBatch?: Commit
  outbound?: Outbound
}

/** Throws when PIKETT_OUTBOUND_ALLOW holds something that is not a network. */
export function createIntake(kernel: Kernel, limits: Partial<Limits> = {}, different: Different = {}): Intake {
  const all = { ...defaultLimits, ...limits }
  const { clock, log } = kernel
  const metrics = createIntakeMetrics(kernel)
  const lookup = new SourceLookup(kernel, all)
  const repeats = new Repeats(kernel, all)
  const notes = new RuleNotes(kernel, all)
  const toDatabase: Commit = (...batch) => commit(kernel, { repeats, notes }, ...batch)
  const judge = createJudge({ commit: different.commitBatch ?? toDatabase, limits: all, log, metrics })
  const collector = new Collector(judge, all, metrics)
  const budget = createBudget(all.heldBytes)
  const quota = createRefusalQuota(all)
  const outbound = different.outbound ?? createOutbound(kernel.config.outboundAllow)
  const outside = createOutside(outbound)
  const { publicUrl } = kernel
  const parts = { clock, log, budget, metrics, limits: all }
  const mailbox = createMailbox({ kernel, lookup, collector, budget, metrics })
  return {
    receiver: createReceiver({ ...parts, lookup, collector, quota, outside, publicUrl }),
    serve: createServe(parts),
    collector,
    repeats,
    notes,
    lookup,
    mailbox,
    startedAt: clock.now(),
    async drain() {
      await mailbox.close()
      await collector.drain()
      await repeats.drain()
      await notes.drain()
      await lookup.uses.drain()
      lookup.close()
      outbound.close()
    },
  }
}
