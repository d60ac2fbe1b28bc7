/**
 * Opsgenie's API (wire A02), for clients that insist on it: alerts with all their actions, the status of requests, heartbeats,
 * who is on call. Owns `opsgenie_alerts` (what Opsgenie keeps of an alert beside what every alert has) and
 * `opsgenie_requests`. Invariants: a key sees and changes the alerts of its own source only; an accepted request has been
 * committed together with its status before it is answered; what is not carried out is never called a success.
 * Events in: HTTP. Events out: none of its own (alerts and heartbeats raise them).
 */
export { requestLoop as opsgenieLoop } from './deadlines.ts'
export { opsgenieRoutes } from './routes/index.ts'
