/**
 * Alerts: what a monitoring reported and somebody must answer.
 * Owns `alerts`. Invariant: at most one open alert per source and dedup key (unique index alerts_open); resolved is final.
 * Events in: applyEvents (intake, heartbeats), answers of people (acknowledge, resolve, escalate).
 * Events out: alertsOpened, alertsRaised, alertsReopened, alertsAnswered, alertAcknowledgedAgain, alertEscalationRequested, all in the same transaction.
 */
export { acknowledge, addNote, escalate, resolve, unacknowledge } from './answer.ts'
export { acknowledgeMany } from './answer-many.ts'
export { changeAlert } from './change.ts'
export type { AlertChange } from './change.ts'
export { expiryLoop, raiseLoop } from './deadlines.ts'
export {
  alertAcknowledgedAgain,
  alertEscalationRequested,
  alertsAnswered,
  alertsOpened,
  alertsRaised,
  alertsReopened,
  openedAlert,
  triggeredAmong,
} from './events.ts'
export type { OpenedAlert } from './events.ts'
export { applyEvents } from './incoming.ts'
export { findAlert, isUuid } from './list.ts'
export type { AlertRow } from './list.ts'
export { raiseSystemAlert, resolveSystemAlert } from './own.ts'
export type { SystemAlert } from './own.ts'
export { findQuietRepeats, recordRepeats } from './repeats.ts'
export type { Repeats } from './repeats.ts'
export type {
  Alert,
  AlertSource,
  AlertStatus,
  Answerer,
  AnswerResult,
  AskedHold,
  EventOutcome,
  IncomingEvent,
} from './types.ts'
export { reconsiderHours } from './raise.ts'
export { lockAcknowledged, reopen } from './reopen.ts'
export type { AlertPorts, Progress } from './ports.ts'
export { lockAlerts, lockTriggered } from './store.ts'
export { alertRoutes, answererOf, detailOf } from './routes.ts'
export { answerTogether, raiseTogether, takeBackTogether } from './together.ts'
