import { setTimeout as pause } from 'node:timers/promises'
import { isAway } from '../../kernel/db/away.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Outcome } from '../channels/channel.ts'
import type { Sent } from '../actions/outcomes.ts'
import { recordOutcome, recordSentTogether } from '../actions/outcomes.ts'
import type { NotificationParts } from '../parts.ts'
import type { Claim } from '../types.ts'

/** After this time the lease has long run out, and another node has sent it under the same id. */
const recordWithinMs = 600_000
const recordAgainMs = 500

/** So many are written down together at most. */
const mostTogether = 200

/** Writes down what became of messages. */
export interface Recorder {
  /** Resolves when it is written down, or when it cannot be any more; never rejects. */
  record(claim: Claim, outcome: Outcome): Promise<void>
  /**
   * What is kept while the database is away. Who claims anew waits for that, or a message that has arrived would be sent
   * again.
   */
  readonly unrecorded: ReadonlySet<Promise<void>>
}

interface Waiting {
  claim: Claim
  outcome: Sent
  endMs: number
  done: () => void
}

/**
 * Messages that were taken are written down in one transaction for all that came in within one turn of the event loop, or
 * while the one before was under way: none waits for others. What failed is written down alone, because it has consequences.
 */
export function createRecorder(parts: NotificationParts): Recorder {
  const unrecorded = new Set<Promise<void>>()
  const waitingByOrganization = new Map<string, Waiting[]>()
  const drain = async (orgId: string, waiting: Waiting[]) => {
    const away = createAway(unrecorded)
    while (waiting.length > 0) {
      const group = waiting.splice(0, mostTogether)
      await recordTogether(parts, orgId, group, away.begins)
      for (const { done } of group) done()
    }
    waitingByOrganization.delete(orgId)
    away.ends()
  }
  return {
    unrecorded,
    record(claim, outcome) {
      if (outcome.kind !== 'sent' || claim.kind === 'bundle') return recordAlone(parts, claim, outcome, unrecorded)
      const { promise, resolve: done } = Promise.withResolvers<void>()
      const one = { claim, outcome, endMs: performance.now() + recordWithinMs, done }
      const waiting = waitingByOrganization.get(claim.orgId)
      if (waiting) waiting.push(one)
      else {
        const first = [one]
        waitingByOrganization.set(claim.orgId, first)
        setImmediate(() => void drain(claim.orgId, first))
      }
      return promise
    },
  }
}

/** Stands in `unrecorded` from the moment that the database was seen to be away until what was kept is written down. */
function createAway(unrecorded: Set<Promise<void>>) {
  const settled = Promise.withResolvers<void>()
  return {
    begins: () => void unrecorded.add(settled.promise),
    ends() {
      unrecorded.delete(settled.promise)
      settled.resolve()
    },
  }
}

async function recordTogether(
  parts: NotificationParts,
  orgId: string,
  group: readonly Waiting[],
  away: () => void,
): Promise<void> {
  const [first] = group
  const write = (work: Work) => recordSentTogether(work, group)
  const failed = await keepTrying(parts, orgId, write, { endMs: first!.endMs, away })
  if (failed === undefined) return
  if (group.length === 1) return tellLost(parts, first!.claim, failed)
  // One poisoned row must not hold up the others: alone, each shows whether it is the one.
  for (const one of group) await recordTogether(parts, orgId, [one], away)
}

async function recordAlone(
  parts: NotificationParts,
  claim: Claim,
  outcome: Outcome,
  unrecorded: Set<Promise<void>>,
): Promise<void> {
  const away = createAway(unrecorded)
  const endMs = performance.now() + recordWithinMs
  const write = (work: Work) => recordOutcome(work, claim, outcome)
  const failed = await keepTrying(parts, claim.orgId, write, { endMs, away: away.begins })
  if (failed !== undefined) tellLost(parts, claim, failed)
  away.ends()
}

/** Tries as long as the database is away. Returns why it was not written down, undefined when it was. */
async function keepTrying(
  { kernel }: NotificationParts,
  orgId: string,
  write: (work: Work) => Promise<void>,
  { endMs, away }: { endMs: number; away: () => void },
): Promise<Error | undefined> {
  for (;;) {
    try {
      await kernel.work.inOrganization(orgId, write)
      return undefined
    } catch (error) {
      if (!isAway(error) || performance.now() > endMs) return error as Error
      away()
      await pause(recordAgainMs)
    }
  }
}

/** The lease runs out, and the delivery is claimed again under the same id. */
function tellLost({ kernel }: NotificationParts, claim: Claim, error: Error): void {
  kernel.log.error({ delivery: claim.id, error: error.message }, 'an outcome was not recorded')
}
