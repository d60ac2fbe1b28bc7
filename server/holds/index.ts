/**
 * Holds: open alerts that are recorded and page nobody, each for a reason that people see.
 * Owns `alert_holds`. Invariants: at most one hold per alert; only alerts that nobody has answered are held; whoever opens,
 * moves or ends a hold writes it into the timeline; a hold that is over pages in the same transaction, or is held anew.
 * Events in: alertsAnswered (dropAnswered), alertEscalationRequested (endForEscalation). Events out: alertsHeld, alertsReleased.
 * Who holds new alerts is decided above: maintenance, dependencies, and the list of screeners of escalation.
 */
export {
  dropAnswered,
  endForEscalation,
  hold,
  moveHolds,
  release,
  releaseAsked,
  releaseForRules,
  screenAsked,
} from './actions.ts'
export { holdLoop } from './deadlines.ts'
export { alertsHeld, alertsReleased } from './events.ts'
export { heldAmong, holdsOf } from './present.ts'
export { listHeldNow, lockHoldsBehind, lockHoldsFor } from './store.ts'
export type { Hold, HoldData, ScreenedAlert } from './types.ts'
