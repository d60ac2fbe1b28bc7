/**
 * Intake: requests of monitoring systems become events, and events alerts.
 * Owns `sources`, `events` and `organizations.prune_at`. Invariants: a sender is told that we have its events only after they
 * are committed; what waits in memory is bounded; a request that cannot be stored harms no other; the raw event and what
 * became of it commit together; integration keys are stored hashed (to find) and sealed (to show).
 * Events in: HTTP. Events out: none of its own (applyEvents of alerts raises them). Announces the topics `sources`, `setup`.
 */
export { createIntake } from './create.ts'
export type { Intake } from './create.ts'
export { intakeLoops } from './deadlines.ts'
export { intakeRoutes } from './routes/senders.ts'
export { sourceRoutes } from './routes/sources.ts'
export { exportSources, syncSources } from './sync.ts'
