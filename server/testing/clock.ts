import type { Clock } from '../kernel/clock.ts'

/** A clock that stands still until a test moves it. */
export interface MovableClock extends Clock {
  set(at: Temporal.Instant): void
}

export function createClock(at: Temporal.Instant): MovableClock {
  let now = at
  return {
    now: () => now,
    set(next) {
      now = next
    },
  }
}
