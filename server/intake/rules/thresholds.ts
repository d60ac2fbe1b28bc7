import { parseDuration } from '../../../contract/durations.ts'
import type { Wait } from '../../../rules/intake/ruling.ts'
import { countTrigger } from '../../../rules/intake/threshold.ts'
import type { Work } from '../../kernel/db/work.ts'
import { lockHits, saveHits } from '../store/rules.ts'
import type { HitKey, Hits } from '../store/rules.ts'

/** A trigger that a threshold counts. */
export interface CountedTrigger {
  sourceId: string
  dedupKey: string
  receivedAt: Temporal.Instant
  wait: Wait & { kind: 'threshold' }
}

/**
 * Counts triggers in their order and says of each whether its threshold is reached with it. The counts are rows that are locked,
 * so that they are right on any number of nodes, and committed with the alerts, so that they are right after a crash.
 */
export async function countTriggers(work: Work, triggers: readonly CountedTrigger[]): Promise<boolean[]> {
  if (triggers.length === 0) return []
  const keys = new Map(triggers.map((one) => [nameOf(keyOf(one)), keyOf(one)]))
  const locked = await lockHits(work.trx, work.orgId, [...keys.values()], work.now)
  const rows = new Map(locked.map((row) => [nameOf(row), { ...row, expiresAt: work.now }]))
  const reached = triggers.map((one) => {
    const row = rows.get(nameOf(keyOf(one)))!
    const withinSeconds = parseDuration(one.wait.within)!
    const counted = countTrigger(row.hits, one.receivedAt.epochMilliseconds, { count: one.wait.count, withinSeconds })
    row.hits = counted.kept
    row.expiresAt = one.receivedAt.add({ seconds: withinSeconds })
    return counted.reached
  })
  await saveHits(work.trx, work.orgId, [...rows.values()])
  return reached
}

const keyOf = ({ sourceId, dedupKey, wait }: CountedTrigger): HitKey => ({ sourceId, rule: wait.rule, dedupKey })

const nameOf = ({ sourceId, rule, dedupKey }: HitKey | Hits) => JSON.stringify([sourceId, rule, dedupKey])
