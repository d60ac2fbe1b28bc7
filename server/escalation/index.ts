/**
 * Escalation: who is paged when nobody has answered.
 * Owns `escalations`, `escalation_policies` and `alert_responders`. Invariants: one escalation per alert; its policy is frozen when it starts;
 * `next_at` is null unless it is active; every stop raises `epoch`, so that late callbacks are recognised;
 * after an acknowledgement only `inform_at`, `remind_at` and `acknowledgement_ends_at` are due.
 * Events in: alertsOpened, alertsRaised, alertsReopened, alertsAnswered, alertAcknowledgedAgain, alertEscalationRequested,
 * pageFailed, leadsInherited. Events out: none.
 */
export { renew } from './acknowledged.ts'
export { beginAnew, hasten, request, restart, start } from './actions.ts'
export { escalateByHand } from './by-hand/escalate.ts'
export { reassign } from './by-hand/reassign.ts'
export { addResponders, join } from './by-hand/responders.ts'
export { byHandRoutes } from './by-hand/routes.ts'
export { acknowledgedLoop, escalationLoop } from './deadlines.ts'
export { draftedPolicy } from './draft.ts'
export { policyCovers } from './empty-steps.ts'
export type { PolicyCover } from './empty-steps.ts'
export { foresee } from './foresee.ts'
export { listPolicies } from './policies.ts'
export { progressOf } from './progress.ts'
export { policyRoutes } from './routes.ts'
export { inheritAcknowledgement, stop } from './stop.ts'
export { acknowledgementEnds } from './store/acknowledged.ts'
export { policyIdsOf } from './store/policies.ts'
export { exportPolicies, syncPolicies } from './sync.ts'
