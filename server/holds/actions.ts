import type { HoldReason } from '../../contract/alerts.ts'
import type { OpenedAlert } from '../alerts/index.ts'
import { lockTriggered, triggeredAmong } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { EntryKind } from '../timeline/index.ts'
import { writeEntries } from '../timeline/index.ts'
import { alertsHeld, alertsReleased } from './events.ts'
import { deleteHolds, lockHoldsOfSource, updateHolds, upsertHolds } from './store.ts'
import type { Hold, HoldData, HoldRequest, ReleaseWhy, ScreenedAlert } from './types.ts'

export const loopName = 'holds'

/** More than this many alerts are not named to open consoles one by one; they read the list again. */
const mostAnnounced = 50

/**
 * Holds alerts: they stay open and visible and page nobody; what runs for them stops. Only alerts that nobody has answered
 * can be held, the others are left alone. A hold that an alert had already is replaced.
 */
export async function hold(work: Work, requests: readonly HoldRequest[]): Promise<void> {
  if (requests.length === 0) return
  const open = await lockTriggered(
    work.trx,
    requests.map((request) => request.alertId),
  )
  const holds = requests
    .filter((request) => open.has(request.alertId))
    .map(({ alertId, reason, data, untilAt, since }): Hold => ({
      alertId,
      reason,
      data,
      untilAt: untilAt ?? null,
      since: since ?? work.now,
    }))
  if (holds.length === 0) return
  await upsertHolds(work.trx, work.orgId, holds)
  await writeEntries(
    work,
    holds.map((one) => entryOf('alert.held', one)),
  )
  for (const [reason, group] of Map.groupBy(holds, (one) => one.reason)) {
    await work.emit(alertsHeld, { ids: group.map((one) => one.alertId), reason })
  }
  announce(work, holds)
}

/** Ends holds: what is still triggered pages now, unless something else holds it. Alerts without a hold are left alone. */
export async function release(work: Work, alertIds: readonly string[], why: ReleaseWhy): Promise<void> {
  if (alertIds.length === 0) return
  await tellReleased(work, await deleteHolds(work.trx, alertIds), () => why)
}

/** The same for holds that event rules asked for; what else holds these alerts goes on. */
export async function releaseAsked(work: Work, alertIds: readonly string[]): Promise<void> {
  if (alertIds.length === 0) return
  const ended = await deleteHolds(work.trx, alertIds, askedReasons)
  await tellReleased(work, ended, (one) => (one.reason === 'threshold' ? 'enough' : 'rules'))
}

/** Ends the holds that rules of this source asked for and that it does not have any more. */
export async function releaseForRules(
  work: Work,
  sourceId: string,
  isKept: (reason: HoldReason, rule: string) => boolean,
): Promise<void> {
  const holds = await lockHoldsOfSource(work.trx, sourceId)
  const over = holds.filter(({ reason, data }) => !isKept(reason, data.by?.key ?? ''))
  if (over.length === 0) return
  const ids = over.map((one) => one.alertId)
  await tellReleased(work, await deleteHolds(work.trx, ids, askedReasons), () => 'rules')
}

/** Why event rules hold alerts. */
const askedReasons: readonly HoldReason[] = ['delay', 'threshold', 'suppressed']

/** Holds that were taken out of the table because their time is over. */
export async function releaseDue(work: Work, holds: readonly Hold[]): Promise<void> {
  await tellReleased(work, holds, (one) => one.data.endsBecause ?? 'over')
}

async function tellReleased(work: Work, holds: readonly Hold[], whyOf: (one: Hold) => ReleaseWhy): Promise<void> {
  if (holds.length === 0) return
  const holdById = new Map(holds.map((one) => [one.alertId, one]))
  const alerts = await triggeredAmong(work.trx, [...holdById.keys()])
  if (alerts.length === 0) return
  await writeEntries(
    work,
    alerts.map(({ id }) => releasedEntry(id, holdById.get(id)!.reason, whyOf(holdById.get(id)!))),
  )
  const released = alerts.map((alert): ScreenedAlert => {
    const { reason, since } = holdById.get(alert.id)!
    return { ...alert, held: { reason, since } }
  })
  await work.emit(alertsReleased, released)
  announce(work, holds)
}

/** Gives holds another end or another cause, and says so in the timeline. */
export async function moveHolds(
  work: Work,
  changes: readonly { alertId: string; untilAt: Temporal.Instant | null; data: HoldData }[],
): Promise<void> {
  if (changes.length === 0) return
  const moved = await updateHolds(work.trx, work.orgId, changes)
  await writeEntries(
    work,
    moved.map((one) => entryOf('alert.holdMoved', one)),
  )
  work.wake(loopName)
  announce(work, moved)
}

/** An alert that somebody answered waits for nothing any more. */
export async function dropAnswered(work: Work, answered: { ids: readonly string[] }): Promise<void> {
  await deleteHolds(work.trx, answered.ids)
}

/** Somebody wants people now: the hold ends, and whoever begins the escalation asks nobody again. */
export async function endForEscalation(work: Work, alert: OpenedAlert): Promise<void> {
  const ended = await deleteHolds(work.trx, [alert.id])
  await writeEntries(
    work,
    ended.map((one) => releasedEntry(one.alertId, one.reason, 'escalated')),
  )
}

/** What event rules ask for new alerts: to wait for a while, or until it has happened often enough. */
export async function screenAsked(work: Work, alerts: readonly ScreenedAlert[]): Promise<ReadonlySet<string>> {
  const asked = alerts.flatMap(({ id, hold: request }) => (request ? [{ alertId: id, request }] : []))
  await hold(
    work,
    asked.map(({ alertId, request: { reason, untilAt, data = {} } }) => ({ alertId, reason, untilAt, data })),
  )
  return new Set(asked.map((one) => one.alertId))
}

function entryOf(kind: EntryKind, { alertId, reason, data, untilAt }: Hold) {
  const { by, cause, endsBecause } = data
  return {
    alertId,
    kind,
    data: {
      reason,
      ...(untilAt && { until: untilAt.toString() }),
      ...(by && { by }),
      ...(cause && { cause }),
      ...(endsBecause && { endsBecause }),
    },
  }
}

const releasedEntry = (alertId: string, reason: HoldReason, why: ReleaseWhy) => ({
  alertId,
  kind: 'alert.released' as const,
  data: { reason, why },
})

function announce(work: Work, holds: readonly Hold[]): void {
  if (holds.length > mostAnnounced) return work.changed('alerts')
  for (const { alertId } of holds) work.changed('alerts', alertId)
}
