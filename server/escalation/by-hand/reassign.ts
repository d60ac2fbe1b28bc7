import { chainByHand, reassigned, timeoutByHand } from '../../../rules/escalation/by-hand.ts'
import { assign, lockOpenAlert } from '../../alerts/index.ts'
import type { Alert, Answerer } from '../../alerts/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { cancelForAlerts } from '../../notifications/index.ts'
import { begin } from '../actions.ts'
import { lockEscalation } from '../store/escalations.ts'
import type { Escalation } from '../types.ts'
import { free } from './free.ts'
import type { Chosen } from './targets.ts'
import { choose, mustReachSomebody, ownPolicy, stepsFor } from './targets.ts'

/**
 * Gives an alert to others: it is no business of the people before any more, so their messages stop, in this transaction.
 * The new ones are paged now, with the priority of the alert; behind them stands the whole chain of its policy, so that
 * nobody is dropped when they do not answer. Giving it to whom it is given already changes nothing. Returns whether it did.
 * Throws not_found, already_resolved, unknown_target, nobody_there.
 */
export async function reassign(work: Work, id: string, by: Answerer, to: string): Promise<boolean> {
  const alert = await lockOpenAlert(work, id)
  const chosen = await choose(work, to)
  // The row is locked before anything is cancelled: a step that begins at this moment is then seen.
  const escalation = await lockEscalation(work.trx, id)
  if (isTheirs(alert, escalation, chosen)) return false
  const { assignee } = chosen
  const before = escalation?.policy ?? (await ownPolicy(work, alert)) ?? chainByHand(work.id(), assignee.name)
  const added = await stepsFor(work, chosen, timeoutByHand(before, 0))
  await mustReachSomebody(work, chosen, added)
  const entry = { kind: 'alert.reassigned' as const, data: { name: assignee.name }, keepsPriority: true }
  await free(work, alert, by, entry)
  await assign(work, id, assignee)
  await cancelForAlerts(work, [id], 'reassigned')
  await begin(work, [{ alertId: id, policy: reassigned(before, added), nextAt: work.now }])
  return true
}

function isTheirs({ assignedTo, status }: Alert, escalation: Escalation | undefined, { assignee }: Chosen): boolean {
  const isActive = status === 'triggered' && escalation?.status === 'active'
  return isActive && assignedTo?.kind === assignee.kind && assignedTo.id === assignee.id
}
