/**
 * Maintenance windows: when one is in force, until when, and when next. Pure: times as they are set up and instants in,
 * occurrences out; the same functions hold alerts, show the next times and check a configuration file.
 */
export { currentOrNext, inForce, nextChange, nextOccurrences } from './occurrences.ts'
export { problemOfRule } from './rrule.ts'
export type { Occurrence, WindowTimes } from './times.ts'
