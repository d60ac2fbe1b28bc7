import type { Work } from '../../kernel/db/work.ts'
import { writeEntries } from '../../timeline/index.ts'
import { cancelDeliveries, cancelPlannedRepeats } from '../store/cancel.ts'

/** Why messages are not needed any more; keys of the catalogue (timeline:reason). */
export type CancelReason = 'acknowledged' | 'resolved' | 'restarted' | 'held'

/**
 * Every message of every person for these alerts stops, in this transaction (R086): what is planned, what is being sent at
 * this moment (its sender looks again right before the call), and simulated phones that ring.
 */
export async function cancelForAlerts(work: Work, alertIds: readonly string[], reason: CancelReason): Promise<void> {
  if (alertIds.length === 0) return
  const cancelled = await cancelDeliveries(work.trx, alertIds, reason)
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

/** A step has ended: what it would still repeat is cancelled. First messages stay, so that nobody's contact is dropped. */
export async function cancelRepeats(work: Work, alertIds: readonly string[]): Promise<void> {
  if (alertIds.length === 0) return
  const cancelled = await cancelPlannedRepeats(work.trx, alertIds, 'step_ended')
  await writeEntries(
    work,
    cancelled.map(({ alertId, planned }) => ({
      alertId,
      kind: 'delivery.cancelled' as const,
      data: { count: planned, sending: 0, reason: 'step_ended' },
    })),
  )
}
