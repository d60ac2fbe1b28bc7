import type { EventOutcome } from '../alerts/index.ts'
import { isRepeatable } from '../kernel/db/work.ts'
import type { Log } from '../kernel/log.ts'
import { isAway } from '../kernel/db/away.ts'
import type { Limits } from './limits.ts'
import { TurnedAway } from './line.ts'
import type { Entry, Line } from './line.ts'
import type { IntakeMetrics } from './metrics.ts'
import type { Submission } from './types.ts'
import { withinTime } from './within.ts'

/** Calls `seal` as the last thing before anything of it counts; what that throws must leave nothing behind. */
export type Commit = (orgId: string, submissions: readonly Submission[], seal: () => void) => Promise<EventOutcome[][]>

/** Commits what one organization has gathered and gives each request its verdict. Never rejects. */
export type Judge = (line: Line, entries: readonly Entry[]) => Promise<void>

interface Parts {
  commit: Commit
  limits: Limits
  log: Log
  metrics: IntakeMetrics
}

export function createJudge(parts: Parts): Judge {
  const { commit, limits, log, metrics } = parts
  const judge: Judge = async (line, all) => {
    const entries = all.filter((entry) => !entry.settled)
    if (entries.length === 0) return
    // A transaction that failed was not carried out.
    for (const entry of entries) entry.sealed = false
    const { orgId } = line
    const submissions = entries.map((entry) => entry.submission)
    const startedAtMs = performance.now()
    try {
      const seal = () => line.seal(entries, startedAtMs)
      const outcomes = await withinTime(commit(orgId, submissions, seal), limits.commitMs)
      metrics.commitSeconds.observe((performance.now() - startedAtMs) / 1_000)
      tellStored(metrics, line, entries, outcomes)
    } catch (error) {
      if (error instanceof TurnedAway) return judge(line, entries)
      const { message } = error as Error
      if (isAway(error)) {
        log.warn({ orgId, requests: entries.length, error: message }, 'events could not be stored, senders come back')
        for (const entry of entries) line.settle(entry, { kind: 'overloaded' })
        // What waits behind would wait in vain: the next request finds out whether the database is back.
        line.giveUp()
        return
      }
      if (entries.length === 1) return tellAlone(log, line, entries[0]!, error as Error)
      log.warn({ orgId, requests: entries.length, error: message }, 'a batch failed, trying its halves')
      const middle = Math.ceil(entries.length / 2)
      await judge(line, entries.slice(0, middle))
      await judge(line, entries.slice(middle))
    }
  }
  return judge
}

function tellStored(
  metrics: IntakeMetrics,
  line: Line,
  entries: readonly Entry[],
  outcomesByEntry: readonly EventOutcome[][],
): void {
  metrics.batchEvents.observe(entries.reduce((sum, entry) => sum + entry.size, 0))
  for (const [index, entry] of entries.entries()) {
    const { source, refused } = entry.submission
    const outcomes = outcomesByEntry[index]!
    for (const { outcome } of outcomes) metrics.events.inc({ type: source.type, outcome })
    if (refused.length > 0) metrics.events.inc({ type: source.type, outcome: 'rejected' }, refused.length)
    line.settle(entry, { kind: 'stored', outcomes })
  }
}

/** The one request that could not be stored. A race that was lost again and again may be won in a while. */
function tellAlone(log: Log, line: Line, entry: Entry, error: Error): void {
  const { orgId, key: source } = entry.submission.source
  log.error({ orgId, source, error: error.stack ?? error.message }, 'a request could not be stored')
  line.settle(entry, { kind: isRepeatable(error) ? 'overloaded' : 'failed' })
}
