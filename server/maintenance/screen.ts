import type { OpenedAlert } from '../alerts/index.ts'
import { triggeredAmong } from '../alerts/index.ts'
import { hold, lockHoldsFor, moveHolds, release } from '../holds/index.ts'
import type { HoldData, ScreenedAlert } from '../holds/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { endInForce } from './plan.ts'
import { customersOfServices, listSystemSources, listWindows, shareBegun } from './store.ts'
import type { MaintenanceWindow } from './types.ts'

/** A window in force, and until when. */
interface Cover {
  window: MaintenanceWindow
  until: Temporal.Instant
}

type CoverOf = (alert: OpenedAlert) => Cover | undefined

/** Holds the alerts that begin in a window; returns their ids. Where several windows cover one, the latest end counts. */
export async function screenForMaintenance(work: Work, alerts: readonly ScreenedAlert[]): Promise<ReadonlySet<string>> {
  const coverOf = await loadCovers(work, alerts)
  if (!coverOf) return new Set()
  const requests = alerts.flatMap((alert) => {
    const cover = coverOf(alert)
    if (!cover) return []
    return [{ alertId: alert.id, reason: 'maintenance' as const, data: dataOf(cover), untilAt: cover.until }]
  })
  await hold(work, requests)
  return new Set(requests.map((request) => request.alertId))
}

/**
 * Looks again at everything that maintenance holds, after windows have begun, ended or been changed: what no window covers any
 * more is released, what is covered until another time gets that end.
 */
export async function review(work: Work, why: 'over' | 'ended' | 'removed' | 'changed'): Promise<void> {
  const holds = await lockHoldsFor(work.trx, 'maintenance')
  if (holds.length === 0) return
  const alerts = await triggeredAmong(
    work.trx,
    holds.map((one) => one.alertId),
  )
  const coverOf = await loadCovers(work, alerts)
  const coverById = new Map(alerts.map((alert) => [alert.id, coverOf?.(alert)]))
  const free = holds.filter((one) => !coverById.get(one.alertId)).map((one) => one.alertId)
  await release(work, free, why)
  const moved = holds.flatMap(({ alertId, untilAt, data }) => {
    const cover = coverById.get(alertId)
    const isSame = cover && untilAt?.equals(cover.until) && data.by?.key === cover.window.key
    return cover && !isSame ? [{ alertId, untilAt: cover.until, data: dataOf(cover) }] : []
  })
  await moveHolds(work, moved)
}

const dataOf = ({ window }: Cover): HoldData => ({ by: { key: window.key, name: window.name } })

/** Says which window covers an alert now; undefined when none is in force. */
async function loadCovers(work: Work, alerts: readonly OpenedAlert[]): Promise<CoverOf | undefined> {
  const begun = await shareBegun(work.trx, work.now)
  const covers = begun.flatMap((window): Cover[] => {
    const until = endInForce(window, work.now)
    return until ? [{ window, until }] : []
  })
  if (covers.length === 0) return undefined
  covers.sort((a, b) => Temporal.Instant.compare(b.until, a.until))
  const system = await listSystemSources(work.trx)
  const customerByService = await customersOfServices(
    work.trx,
    alerts.flatMap((alert) => alert.serviceId ?? []),
  )
  return (alert) => {
    // What Pikett has to say about itself is never part of somebody's maintenance.
    if (system.has(alert.sourceId)) return undefined
    const customers = [alert.customerId, alert.serviceId && customerByService.get(alert.serviceId)]
    return covers.find(({ window }) => isCovered(window, alert, customers))
  }
}

/** The windows in force that speak of an alert, the one that ends last first. */
export async function windowsInForce(
  work: Work,
  alert: Pick<OpenedAlert, 'sourceId' | 'serviceId' | 'customerId'>,
): Promise<{ key: string; name: string; until: string }[]> {
  if ((await listSystemSources(work.trx)).has(alert.sourceId)) return []
  const services = alert.serviceId === null ? [] : [alert.serviceId]
  const ofService = [...(await customersOfServices(work.trx, services)).values()]
  const covers = (await listWindows(work.trx)).flatMap((window): Cover[] => {
    const until = isCovered(window, alert, [alert.customerId, ...ofService]) && endInForce(window, work.now)
    return until ? [{ window, until }] : []
  })
  return covers
    .toSorted((a, b) => Temporal.Instant.compare(b.until, a.until))
    .map(({ window: { key, name }, until }) => ({ key, name, until: until.toString() }))
}

/** Whether a window speaks of an alert; `customers`: its own and that of its service. */
export function isCovered(
  window: MaintenanceWindow,
  alert: Pick<OpenedAlert, 'sourceId' | 'serviceId'>,
  customers: readonly (string | null | undefined)[],
): boolean {
  return (
    window.everything ||
    window.sourceIds.includes(alert.sourceId) ||
    (alert.serviceId !== null && window.serviceIds.includes(alert.serviceId)) ||
    customers.some((id) => id && window.customerIds.includes(id))
  )
}
