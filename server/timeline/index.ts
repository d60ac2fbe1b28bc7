/**
 * The timeline of an alert: every event, decision with its reason, page, delivery, answer, and who did it.
 * Owns `timeline_entries`. An entry is written in the transaction of what it tells, and never changed.
 * Lies below notifications, alerts and escalation, so that each writes its own entries; knows none of them.
 * `kind` is a key of messages/timeline.json, `data` its values.
 */
export { writeEntries, writeEntry } from './actions.ts'
export { listEntries } from './store.ts'
export type { Actor, Entry, EntryKind } from './types.ts'
