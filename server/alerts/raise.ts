import { hoursTurnAfter, isWithinHours } from '../../rules/customers/support-hours.ts'
import type { SupportHours } from '../../rules/customers/support-hours.ts'
import { supportHoursOf } from '../customers/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { writeEntries } from '../timeline/index.ts'
import { alertsRaised, openedAlert } from './events.ts'
import { setRaiseNow, updateAlerts } from './store/alerts.ts'
import { lockDue, rise } from './store/due.ts'
import type { Alert } from './types.ts'

export const raiseLoopName = 'alert-raise'

/**
 * Raises alerts that are low because of support hours which have turned, and that nobody has answered: their escalations
 * begin anew, as high. The hours are asked as they stand now. Returns how many were handled.
 */
export async function raiseDue(work: Work, ids: readonly string[]): Promise<number> {
  const alerts = await lockDue(work.trx, rise, ids, work.now)
  const hoursById = await supportHoursOf(
    work.trx,
    alerts.flatMap((alert) => alert.customerId ?? []),
  )
  const after = alerts.map((alert) =>
    afterTurn(work, alert, alert.customerId ? hoursById.get(alert.customerId) : undefined),
  )
  await updateAlerts(work.trx, work.orgId, after)
  const raised = after.filter((alert) => alert.priority === 'high')
  const whenById = new Map(alerts.map((alert) => [alert.id, alert.raiseWhen]))
  await writeEntries(
    work,
    raised.map(({ id }) => ({ alertId: id, kind: 'alert.raised' as const, data: { reason: whenById.get(id) } })),
  )
  if (raised.length > 0) await work.emit(alertsRaised, raised.map(openedAlert))
  for (const { id } of raised.slice(0, 50)) work.changed('alerts', id)
  return alerts.length
}

/** High when the hours have turned, or the customer has none any more; else it waits for the next turn. */
function afterTurn(work: Work, alert: Alert, hours: SupportHours | undefined): Alert {
  const { raiseWhen } = alert
  const raised: Alert = { ...alert, priority: 'high', raiseAt: null, raiseWhen: null }
  if (!hours || raiseWhen === null) return raised
  if (isWithinHours(hours, work.now) === (raiseWhen === 'hours_begin')) return raised
  const raiseAt = hoursTurnAfter(hours, raiseWhen, work.now) ?? null
  return { ...alert, raiseAt, raiseWhen: raiseAt === null ? null : raiseWhen }
}

/** The contract with customers has changed: what waits for their hours is looked at again at once. */
export async function reconsiderHours(work: Work, { customerIds }: { customerIds: readonly string[] }): Promise<void> {
  if (await setRaiseNow(work.trx, customerIds, work.now)) work.wake(raiseLoopName)
}
