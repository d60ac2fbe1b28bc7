import type { Work } from '../kernel/db/work.ts'
import { usersById } from '../identity/index.ts'
import { writeEntries } from '../timeline/index.ts'
import { alertsReopened, openedAlert } from './events.ts'
import { lockAlerts, updateAlerts } from './store/alerts.ts'
import { unanswered } from './types.ts'
import type { Alert } from './types.ts'

/** Those of these alerts that are acknowledged now; all that nobody else holds are locked. `free`: the ids of those. */
export async function lockAcknowledged(
  work: Work,
  ids: readonly string[],
): Promise<{ free: string[]; acknowledged: Set<string> }> {
  const alerts = await lockAlerts(work.trx, ids)
  const acknowledged = alerts.filter((alert) => alert.status === 'acknowledged').map((alert) => alert.id)
  return { free: alerts.map((alert) => alert.id), acknowledged: new Set(acknowledged) }
}

/**
 * Takes the acknowledgement from alerts that are acknowledged: they are triggered again and escalate anew. What is not
 * acknowledged stays as it is. The timeline says why, and whose acknowledgement it was.
 */
export async function reopen(work: Work, ids: readonly string[], reason: 'acknowledge_timeout'): Promise<void> {
  const alerts = (await lockAlerts(work.trx, ids)).filter((alert) => alert.status === 'acknowledged')
  if (alerts.length === 0) return
  const after = alerts.map((alert): Alert => ({ ...alert, ...unanswered }))
  await updateAlerts(work.trx, work.orgId, after)
  const people = await usersById(
    work.trx,
    alerts.flatMap((alert) => alert.acknowledgedBy ?? []),
  )
  await writeEntries(
    work,
    alerts.map(({ id, acknowledgedBy }) => {
      const name = acknowledgedBy === null ? undefined : people.get(acknowledgedBy)?.name
      return { alertId: id, kind: 'alert.reopened' as const, data: { reason, ...(name !== undefined && { name }) } }
    }),
  )
  await work.emit(alertsReopened, { alerts: after.map(openedAlert), reason })
  for (const { id } of after.slice(0, 50)) work.changed('alerts', id)
}
