/**
 * Heartbeats: jobs that must report, and the alert when one stays silent.
 * Owns `heartbeats` and `heartbeat_pings`. Invariants: the time of a ping is that of its receipt; `next_at` is the instant at
 * which the status may change by itself, null when only a ping can change it; the alert begins and ends in the transaction
 * of the ping or of the deadline (dedup key `heartbeat:<key>` on the heartbeat's source).
 * Events in and out: none; tells alerts by applyEvents. Announces the topic `heartbeats`.
 */
export { addHeartbeat, changeHeartbeat, heartbeatsOf, removeHeartbeat } from './actions/manage.ts'
export type { HeartbeatSettings } from './actions/manage.ts'
export { pause as pauseHeartbeat, resume as resumeHeartbeat } from './actions/pause.ts'
export { takePing } from './actions/ping.ts'
export { heartbeatLoop } from './deadlines.ts'
export { heartbeatKeyRoutes } from './routes/keys.ts'
export { heartbeatRoutes } from './routes/heartbeats.ts'
export { pingRoutes } from './routes/pings.ts'
export { exportHeartbeats, syncHeartbeats } from './sync.ts'
export type { FoundHeartbeat } from './types.ts'
