import { setTimeout as pause } from 'node:timers/promises'
import { isThere } from './checker.ts'
import type { Until } from './checker.ts'
import type { History } from './history.ts'
import { nowMs } from './moment.ts'
import { readOutcome } from './outcome.ts'
import { onItsWayMs } from './verdicts/paging.ts'

/** The lease of a killed sender is a minute, and a retry may wait as long again; a busy machine takes its time too. */
const settleWithinMs = 240_000

/**
 * Waits until what must happen has happened, and a little longer, so that what must not happen had its chance. Returns also
 * when it did not: the verdicts say so then.
 */
export async function settle(url: string, history: History, until: Until): Promise<void> {
  const endAt = nowMs() + settleWithinMs
  while (nowMs() < endAt && !isThere({ ...history, ...(await readOutcome(url)) }, until)) await pause(1_000)
  await pause(onItsWayMs)
}
