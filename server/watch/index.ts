/**
 * Watch: Pikett looks at itself.
 * Owns `nodes` (the processes of the installation) and `watch_looks` (what the auditor found), `self_tests`.
 * Invariants: one node looks at a time; the outward heartbeat is called only after a look that found everything well;
 * something is told after two looks and over after five minutes, so that nothing that comes and goes makes a storm.
 * Events in: selfTestPaged.
 * Stands on every other slice; nobody needs it.
 */
export { watchClock } from './clock.ts'
export { noteArrival } from './selftest/begin.ts'
export { selfTestLoop } from './selftest/run.ts'
export { watchRoutes } from './routes.ts'
export { createWatch } from './watch.ts'
export type { Watch } from './watch.ts'
