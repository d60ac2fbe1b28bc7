/**
 * The only place that reads the time. Everything else takes an instant as an argument (design, idea 4), so that the same
 * rule runs in production, in a test that moves time and in the simulator.
 */
export interface Clock {
  /** The present instant, to the millisecond: what PostgreSQL, JSON and identifiers carry without loss. */
  now(): Temporal.Instant
}

export const systemClock: Clock = {
  now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
}

/** The process clock may differ from the database's by this much before it is reported. */
export const skewWarnMs = 1_000

/** From here on the node calls itself not ready: its deadlines would fire at visibly wrong times. */
export const skewNotReadyMs = 5_000
