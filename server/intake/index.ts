/**
 * Intake: requests of monitoring systems become events, and events alerts.
 * Owns `sources`, `events`, `event_rule_hits`, `event_rule_counts`, `event_samples`, `received_messages`, `lookup_tables` and `organizations.prune_at`. Invariants: a sender is told that we have its events only after they
 * are committed; what waits in memory is bounded; a request that cannot be stored harms no other; the raw event and what
 * became of it commit together; integration keys are stored hashed (to find) and sealed (to show).
 * Events in: HTTP. Events out: none of its own (applyEvents of alerts raises them). Announces the topics `sources`, `setup`.
 * Asks the outside (outside.ts, through the guard) only to prove a sender: certificates and confirmations of Amazon SNS.
 */
export { acceptedResult, envelope, refused } from './adapters/opsgenie/answers.ts'
export {
  detailsOf,
  fieldsOf,
  priorityOf,
  readCreation,
  severityOfPriority,
  wordsOf,
} from './adapters/opsgenie/create.ts'
export type { Attributes, Creation } from './adapters/opsgenie/create.ts'
export { responderOf } from './adapters/opsgenie/responders.ts'
export { maxBodyBytes as maxOpsgenieBytes } from './adapters/opsgenie/parse.ts'
export { readJson } from './adapters/json.ts'
export type { IntakeResponse } from './adapters/adapter.ts'
export { dedupKeyOf } from './adapters/text.ts'
export { arrivalOf, peerOf } from './arrival.ts'
export type { BodyResult } from './body.ts'
export { createIntake } from './create.ts'
export type { Intake } from './create.ts'
export { intakeLoops } from './deadlines.ts'
export { keptRaw } from './refusals.ts'
export type { Arrival } from './request.ts'
export { intakeRoutes } from './routes/senders.ts'
export { intakeShortcut } from './routes/shortcut.ts'
export { sourceKeyRoutes } from './routes/keys.ts'
export { sourceRoutes } from './routes/sources.ts'
export { lookupTableRoutes } from './routes/tables.ts'
export { exportSources, syncSources } from './sync.ts'
export { exportLookupTables, syncLookupTables } from './tables/sync.ts'
export type { KeptEvent, OpenSource, Submission, Verdict } from './types.ts'
