/**
 * Alerts: what a monitoring reported and somebody must answer.
 * Owns `alerts`, and `alert_views` with `alert_view_defaults`, the saved views of the list. Invariant: at most one open alert per source and dedup key (unique index alerts_open); resolved is final.
 * `snoozed_until` is due only while it is acknowledged.
 * Events in: applyEvents (intake, heartbeats), answers of people (acknowledge, snooze, resolve, escalate …).
 * Events out: alertsOpened, alertsRaised, alertsReopened, alertsAnswered, alertAcknowledgedAgain, alertEscalationRequested, all in the same transaction.
 */
export { aroundRoutes } from './around-routes.ts'
export { bulkRoutes } from './bulk-routes.ts'
export { acknowledge, addNote, escalate, resolve, unacknowledge } from './answer.ts'
export { acknowledgeMany } from './answer-many.ts'
export { changeAlert } from './change.ts'
export type { AlertChange } from './change.ts'
export { expiryLoop, raiseLoop, snoozeLoop } from './deadlines.ts'
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
export type { OpenedAlert, ReopenReason } from './events.ts'
export { hoursFor } from './hours.ts'
export { applyEvents } from './incoming.ts'
export { isUuid } from './filter.ts'
export { findAlert } from './list.ts'
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
  Assignee,
  AnswerResult,
  AskedHold,
  EventOutcome,
  IncomingEvent,
} from './types.ts'
export { reconsiderHours } from './raise.ts'
export { lockAcknowledged, reopen } from './reopen.ts'
export type { AlertPorts, Progress } from './ports.ts'
export { lockOpenAlert } from './lock.ts'
export { assign, rouse } from './rouse.ts'
export { answererOf, existing, inside, json, oneAlert, detailOf } from './show.ts'
export { snooze } from './snooze.ts'
export { listFacts } from './store/facts.ts'
export { lockAlerts, lockTriggered } from './store/alerts.ts'
export { alertRoutes } from './routes.ts'
export { alertViewRoutes } from './views/routes.ts'
export { answerTogether, raiseTogether, takeBackTogether } from './together.ts'
