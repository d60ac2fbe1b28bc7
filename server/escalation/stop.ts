import type { Answerer } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { cancelForAlerts } from '../notifications/index.ts'
import { writeEntries } from '../timeline/index.ts'
import { acknowledgedLoopName, deadlinesAfter } from './acknowledged.ts'
import { policiesToFreeze } from './actions.ts'
import { insertStopped, listPoliciesOfAcknowledged, listSharing, saveAcknowledged } from './store/acknowledged.ts'
import { lockEscalations, stopEscalations } from './store/escalations.ts'
import type { Escalation } from './types.ts'

interface Answered {
  ids: readonly string[]
  reason: 'acknowledged' | 'snoozed' | 'resolved' | 'held'
  by?: Answerer
}

/**
 * Everything stops for everybody, in the transaction of the answer or of the hold. The escalation row is locked first: a step
 * that is being begun at this very moment then either has not happened, or its deliveries are cancelled with the others.
 */
export async function stop(work: Work, answered: Answered): Promise<void> {
  const { ids, reason } = answered
  const stopped: readonly Stopped[] =
    reason === 'acknowledged'
      ? await stopAcknowledged(work, answered)
      : (await stopEscalations(work.trx, ids)).map((alertId) => ({ alertId }))
  await cancelForAlerts(work, ids, reason)
  await writeEntries(
    work,
    stopped.map(({ alertId, ...then }) => ({
      alertId,
      kind: 'escalation.stopped' as const,
      data: { reason, ...then },
    })),
  )
}

/**
 * Alerts that were acknowledged with the lead of their group and lead it from now on: what their policies say about an
 * acknowledgement begins now, for the alert that led before took its own with it.
 */
export async function inheritAcknowledgement(work: Work, alertIds: readonly string[]): Promise<void> {
  const shared = await listSharing(work.trx, alertIds)
  const known = await lockEscalations(work.trx, shared)
  const begun = await beginStopped(work, shared, known)
  const rows = [...known, ...begun].map((one) => ({ alertId: one.alertId, ...deadlinesAfter(work, one) }))
  await saveAcknowledged(work.trx, work.orgId, rows)
  work.wake(acknowledgedLoopName)
}

/** What follows an acknowledgement, for the timeline. */
interface Stopped {
  alertId: string
  informAt?: string
  endsAt?: string
}

/**
 * Stops because somebody has acknowledged; what a policy says for after that is due then. Who waits in a group shares the
 * acknowledgement of its lead and has no deadlines of its own: one reminder for all is enough.
 */
async function stopAcknowledged(work: Work, { ids, by }: Answered): Promise<Stopped[]> {
  const escalations = await lockEscalations(work.trx, ids)
  const isShared = by?.via === 'group'
  const begun = isShared ? [] : await beginStopped(work, ids, escalations)
  const rows = [...escalations, ...begun].map((one) => ({
    alertId: one.alertId,
    ...(isShared ? noDeadlines : deadlinesAfter(work, one)),
  }))
  await saveAcknowledged(work.trx, work.orgId, rows)
  if (rows.some((row) => row.informAt ?? row.remindAt ?? row.acknowledgementEndsAt)) work.wake(acknowledgedLoopName)
  return rows.map(({ alertId, informAt, acknowledgementEndsAt }) => ({
    alertId,
    ...(informAt && { informAt: informAt.toString() }),
    ...(acknowledgementEndsAt && { endsAt: acknowledgementEndsAt.toString() }),
  }))
}

const noDeadlines = { informAt: null, remindAt: null, acknowledgementEndsAt: null }

/**
 * Escalations for acknowledged alerts that have none, having been held back since they were opened (a maintenance window, an
 * event rule …), where the policy lets an acknowledgement end: that does not depend on whether anybody was paged.
 */
async function beginStopped(
  work: Work,
  ids: readonly string[],
  known: readonly Pick<Escalation, 'alertId'>[],
): Promise<Escalation[]> {
  if (known.length === ids.length) return []
  const alertIds = new Set(ids).difference(new Set(known.map((one) => one.alertId)))
  const without = await listPoliciesOfAcknowledged(work.trx, [...alertIds])
  const policies = await policiesToFreeze(work.trx, [...new Set(without.map((one) => one.policyId))])
  const rows = without.flatMap(({ alertId, policyId }) => {
    const policy = policies.get(policyId)
    return policy && policy.acknowledgeTimeoutSeconds !== null ? [{ alertId, policy }] : []
  })
  await insertStopped(work.trx, work.orgId, rows, work.now)
  return lockEscalations(
    work.trx,
    rows.map((one) => one.alertId),
  )
}
