import type { LoopState } from '../../rules/watch/findings.ts'
import type { Clock } from '../kernel/clock.ts'
import type { DueLoop } from '../kernel/due.ts'

/** A failure that was not repeated for so long is over: its row is gone, or was handled by another node. */
const forgottenMinutes = 30

/** Due loops under observation: they do what they did, and it is known when they last ran and whether they fail. */
export interface ObservedLoops {
  loops: DueLoop[]
  states(now: Temporal.Instant): LoopState[]
}

interface Seen {
  lastRunAt: Temporal.Instant | null
  failingSince: Temporal.Instant | null
  failedAt: Temporal.Instant | null
  failures: number
  /** Whether a row failed, and not only a whole run. */
  isOfRow: boolean
  error: string | null
}

const fresh = (): Seen => ({
  lastRunAt: null,
  failingSince: null,
  failedAt: null,
  failures: 0,
  isOfRow: false,
  error: null,
})

export function observeLoops(loops: readonly DueLoop[], clock: Clock): ObservedLoops {
  const seen = loops.map(fresh)
  return {
    loops: loops.map((loop, index) => observed(loop, seen[index]!, clock)),
    states: (now) =>
      loops.map((loop, index) => {
        const one = seen[index]!
        const over = one.failedAt && Temporal.Instant.compare(one.failedAt.add({ minutes: forgottenMinutes }), now) < 0
        if (over) succeeded(one)
        return {
          name: loop.name,
          lastRunAt: one.lastRunAt?.toString() ?? null,
          failingSince: one.failingSince?.toString() ?? null,
          failures: one.failures,
          error: one.error,
        }
      }),
  }
}

function observed(loop: DueLoop, seen: Seen, clock: Clock): DueLoop {
  return {
    ...loop,
    async run(now) {
      try {
        const handled = await loop.run(now)
        const error = loop.lastError?.()
        if (error !== undefined) failed(seen, error, clock.now(), true)
        // A run that found nothing shows that the loop can work again (the database is back), not that the row can that failed.
        else if (handled > 0 || !seen.isOfRow) succeeded(seen)
        seen.lastRunAt = clock.now()
        return handled
      } catch (error) {
        failed(seen, (error as Error).message, clock.now(), false)
        throw error
      }
    },
  }
}

function failed(seen: Seen, error: string, now: Temporal.Instant, isOfRow: boolean): void {
  const { failingSince, failures } = seen
  Object.assign(seen, { failingSince: failingSince ?? now, failedAt: now, failures: failures + 1, error })
  seen.isOfRow ||= isOfRow
}

function succeeded(seen: Seen): void {
  Object.assign(seen, { ...fresh(), lastRunAt: seen.lastRunAt })
}
