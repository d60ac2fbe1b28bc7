import type { Work } from '../../kernel/db/work.ts'
import { writeEntries } from '../../timeline/index.ts'
import type { Cancelled } from '../store/cancel.ts'
import { cancelDeliveries, cancelPlannedRepeats } from '../store/cancel.ts'

/** Why messages are not needed any more; keys of the catalogue (timeline:reason). */
export type CancelReason = 'acknowledged' | 'snoozed' | 'resolved' | 'restarted' | 'reassigned' | 'held'

/**
 * Every message of every person for these alerts stops, in this transaction (R086): what is planned, what is being sent at
 * this moment (its sender looks again right before the call), and simulated phones that ring.
 */
export async function cancelForAlerts(work: Work, alertIds: readonly string[], reason: CancelReason): Promise<void> {
  if (alertIds.length === 0) return
  await tell(work, await cancelDeliveries(work.trx, alertIds, reason), reason)
}

async function tell(work: Work, cancelled: readonly Cancelled[], reason: CancelReason): Promise<void> {
  await writeEntries(
    work,
    cancelled
      .filter((one) => one.planned + one.sending > 0)
      .map(({ alertId, planned, sending }) => ({
        alertId,
        kind: 'delivery.cancelled' as const,
        data: { count: planned + sending, sending, reason },
      })),
  )
  if (cancelled.some((one) => one.ringing > 0)) work.changed('sandbox')
}

/** The same for one person: they have heard of it, others have not. */
export async function cancelForPerson(
  work: Work,
  alertId: string,
  userId: string,
  reason: CancelReason,
): Promise<void> {
  await tell(work, await cancelDeliveries(work.trx, [alertId], reason, userId), reason)
}

/**
 * Steps of these alerts have ended: what they would still repeat is cancelled. First messages stay, so that nobody's contact is
 * dropped. Returns the alerts of which at least one message got through to somebody.
 */
export async function endSteps(work: Work, alertIds: readonly string[]): Promise<Set<string>> {
  if (alertIds.length === 0) return new Set()
  const ended = await cancelPlannedRepeats(work.trx, alertIds, 'step_ended')
  await writeEntries(
    work,
    ended
      .filter(({ planned }) => planned > 0)
      .map(({ alertId, planned }) => ({
        alertId,
        kind: 'delivery.cancelled' as const,
        data: { count: planned, sending: 0, reason: 'step_ended' },
      })),
  )
  return new Set(ended.flatMap(({ alertId, isReached }) => (isReached ? [alertId] : [])))
}
