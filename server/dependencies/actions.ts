import { settlesAt, waitsUntil } from '../../rules/dependencies/waiting.ts'
import { triggeredAmong } from '../alerts/index.ts'
import type { OpenedAlert } from '../alerts/index.ts'
import { hold, lockHoldsBehind, moveHolds } from '../holds/index.ts'
import type { ScreenedAlert } from '../holds/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { listConnected, listUnpagedDependants, shareCauses } from './store.ts'
import type { Cause } from './types.ts'

type OnService<T extends OpenedAlert> = T & { serviceId: string }

/**
 * Holds alerts of services that stand on something which is down and pages for it; returns their ids. What passes and is
 * urgent may be a cause itself: alerts that stand on it and have paged nobody yet (a policy with a delay) wait for it as well.
 */
export async function screenForDependencies(
  work: Work,
  alerts: readonly ScreenedAlert[],
): Promise<ReadonlySet<string>> {
  const onServices = await connected(work, alerts.filter(isOnService))
  if (onServices.length === 0) return new Set()
  const causeOf = causesFor(onServices, await causesByService(work, onServices))
  const requests = onServices.flatMap((alert) => {
    const cause = causeOf(alert)
    const since = alert.held?.reason === 'dependency' ? alert.held.since : work.now
    const untilAt = waitsUntil(since, work.now)
    return cause && untilAt ? [requestFor(alert.id, cause, untilAt, since)] : []
  })
  await hold(work, requests)
  const held = new Set(requests.map((request) => request.alertId))
  await holdBehind(
    work,
    onServices.filter((alert) => !held.has(alert.id) && alert.priority === 'high'),
  )
  return held
}

/** Alerts that were resolved explain nothing any more: what waits for them has a moment to recover, and pages then. */
export async function settle(work: Work, answered: { ids: readonly string[]; reason: string }): Promise<void> {
  if (answered.reason !== 'resolved') return
  const behind = await lockHoldsBehind(work.trx, answered.ids)
  const waiting = behind.filter((one) => one.reason === 'dependency')
  if (waiting.length === 0) return
  const ids = waiting.map((one) => one.alertId)
  const alerts = (await triggeredAmong(work.trx, ids)).filter(isOnService)
  const causes = await causesByService(work, alerts)
  const causeById = new Map(alerts.map((alert) => [alert.id, causes.get(alert.serviceId)?.[0]]))
  await moveHolds(
    work,
    waiting.map(({ alertId, untilAt, data }) => {
      const other = causeById.get(alertId)
      if (other) return { alertId, untilAt, data: { ...data, cause: presentCause(other) } }
      const settled = settlesAt(untilAt, work.now)
      return { alertId, untilAt: settled, data: { ...data, endsBecause: 'cause_resolved' as const } }
    }),
  )
}

async function holdBehind(work: Work, causes: readonly OnService<OpenedAlert>[]): Promise<void> {
  if (causes.length === 0) return
  const causeById = new Map(causes.map((one) => [one.id, one]))
  const dependants = await listUnpagedDependants(work.trx, work.orgId, causes)
  await hold(
    work,
    dependants.map(({ alertId, causeId }) =>
      requestFor(alertId, causeById.get(causeId)!, waitsUntil(work.now, work.now), work.now),
    ),
  )
}

async function connected<T extends OpenedAlert>(work: Work, alerts: readonly OnService<T>[]): Promise<OnService<T>[]> {
  if (alerts.length === 0) return []
  const serviceIds = [...new Set(alerts.map((alert) => alert.serviceId))]
  const found = await listConnected(work.trx, serviceIds)
  return alerts.filter((alert) => found.has(alert.serviceId))
}

async function causesByService(
  work: Work,
  alerts: readonly OnService<OpenedAlert>[],
): Promise<ReadonlyMap<string, Cause[]>> {
  const serviceIds = [...new Set(alerts.map((alert) => alert.serviceId))]
  const causes = serviceIds.length === 0 ? [] : await shareCauses(work.trx, work.orgId, serviceIds)
  return Map.groupBy(causes, (cause) => cause.serviceId)
}

/** The oldest cause of an alert that does not wait for another one itself: people look at what pages. */
function causesFor(alerts: readonly OnService<OpenedAlert>[], causes: ReadonlyMap<string, Cause[]>) {
  const waiting = new Set(alerts.filter((alert) => causes.has(alert.serviceId)).map((alert) => alert.id))
  return (alert: OnService<OpenedAlert>) => causes.get(alert.serviceId)?.find((cause) => !waiting.has(cause.id))
}

function requestFor(
  alertId: string,
  cause: Pick<Cause, 'id' | 'number' | 'summary'>,
  untilAt: Temporal.Instant | undefined,
  since: Temporal.Instant,
) {
  const data = { cause: presentCause(cause), endsBecause: 'limit' as const }
  return { alertId, reason: 'dependency' as const, data, untilAt, since }
}

const presentCause = ({ id, number, summary }: Pick<Cause, 'id' | 'number' | 'summary'>) => ({ id, number, summary })

function isOnService<T extends OpenedAlert>(alert: T): alert is OnService<T> {
  return alert.serviceId !== null
}
