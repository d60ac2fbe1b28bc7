import type { Work } from '../kernel/db/work.ts'
import { writeEntries } from '../timeline/index.ts'
import { alertsAnswered } from './events.ts'
import { lockTriggeredAlerts, updateAlerts } from './store/alerts.ts'
import type { Answerer } from './types.ts'

/** Open consoles are told of so many alerts by name; of more they hear that some have changed. */
const namedChanges = 50

/**
 * Acknowledges those of the alerts that nobody has answered, as `acknowledge` does for one, with a constant number of
 * statements. `together` is how many alerts the answer was for, for their timelines. Returns how many it acknowledged.
 */
export async function acknowledgeMany(
  work: Work,
  ids: readonly string[],
  by: Answerer,
  together: number,
): Promise<number> {
  if (ids.length === 0) return 0
  const alerts = await lockTriggeredAlerts(work.trx, ids)
  if (alerts.length === 0) return 0
  const acknowledgedBy = by.actor.kind === 'user' ? (by.actor.id ?? null) : null
  const taken = { status: 'acknowledged' as const, acknowledgedAt: work.now, acknowledgedBy, acknowledgedVia: by.via }
  await updateAlerts(
    work.trx,
    work.orgId,
    alerts.map((alert) => ({ ...alert, ...taken })),
  )
  await writeEntries(
    work,
    alerts.map(({ id: alertId }) => ({
      alertId,
      kind: 'alert.acknowledged',
      actor: by.actor,
      data: { via: by.via, together },
    })),
  )
  await work.emit(alertsAnswered, { ids: alerts.map(({ id }) => id), reason: 'acknowledged' })
  for (const { id } of alerts.slice(0, namedChanges)) work.changed('alerts', id)
  if (alerts.length > namedChanges) work.changed('alerts')
  return alerts.length
}
