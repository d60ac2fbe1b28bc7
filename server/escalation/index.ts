/**
 * Escalation: who is paged when nobody has answered.
 * Owns `escalations` and `escalation_policies`. Invariants: one escalation per alert; its policy is frozen when it starts;
 * `next_at` is null unless it is active; every stop raises `epoch`, so that late callbacks are recognised.
 * Events in: alertsOpened, alertsRaised, alertsAnswered, alertEscalationRequested, pageFailed. Events out: none.
 */
export { hasten, request, restart, start, stop } from './actions.ts'
export { escalationLoop } from './deadlines.ts'
export { listPolicies } from './policies.ts'
export { progressOf } from './progress.ts'
export { policyRoutes } from './routes.ts'
export { exportPolicies, syncPolicies } from './sync.ts'
