import { beginsAt, frozen, thawed } from '../../rules/escalation/policy.ts'
import type { FrozenPolicy } from '../../rules/escalation/policy.ts'
import type { OpenedAlert, ReopenReason } from '../alerts/index.ts'
import type { ScreenedAlert } from '../holds/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { cancelForAlerts, lastStepReaches } from '../notifications/index.ts'
import { writeEntries } from '../timeline/index.ts'
import { screen, screenAgain } from './screen.ts'
import { insertEscalations, lockEscalation, lockEscalations, makeDue, saveProgress } from './store/escalations.ts'
import { getPolicies } from './store/policies.ts'

export const loopName = 'escalations'

/** Begins the escalations of those of the alerts that nothing holds back (a maintenance window, a dependency …). */
export async function start(work: Work, alerts: readonly ScreenedAlert[]): Promise<void> {
  await beginFor(work, await screen(work, alerts))
}

/**
 * Begins the escalations of alerts, each along its policy as it stands now, after the delay of the policy unless `atOnce`. An
 * alert without a policy pages nobody, and its timeline says so.
 */
async function beginFor(work: Work, alerts: readonly OpenedAlert[], { atOnce = false } = {}): Promise<void> {
  if (alerts.length === 0) return
  const policyIds = [...new Set(alerts.flatMap((alert) => alert.escalationPolicyId ?? []))]
  const policies = await policiesToFreeze(work.trx, policyIds)
  const rows = alerts.flatMap((alert) => {
    const policy = alert.escalationPolicyId === null ? undefined : policies.get(alert.escalationPolicyId)
    if (!policy) return []
    const nextAt = atOnce ? work.now : beginsAt(policy, alert.createdAt, work.now)
    return [{ alertId: alert.id, policy, nextAt }]
  })
  await begin(work, rows)
  const started = new Set(rows.map((row) => row.alertId))
  await writeEntries(
    work,
    alerts
      .filter((alert) => !started.has(alert.id))
      .map((alert) => ({ alertId: alert.id, kind: 'escalation.none' as const })),
  )
}

/** These policies as they stand now, as escalations run along them. */
export async function policiesToFreeze(trx: Trx, ids: readonly string[]): Promise<Map<string, FrozenPolicy>> {
  return new Map([...(await getPolicies(trx, ids))].map(([id, stored]) => [id, frozen(thawed(stored))]))
}

/** An escalation that begins, along whatever policy, at its `nextAt`. */
export interface Beginning {
  alertId: string
  policy: FrozenPolicy
  nextAt: Temporal.Instant
}

/** Writes escalations that begin; an alert's former one begins anew under the next epoch. A delay is told. */
export async function begin(work: Work, rows: readonly Beginning[]): Promise<void> {
  if (rows.length === 0) return
  await insertEscalations(work.trx, work.orgId, rows, work.now)
  work.wake(loopName)
  const delayed = rows.filter(({ nextAt }) => Temporal.Instant.compare(nextAt, work.now) > 0)
  await writeEntries(
    work,
    delayed.map(({ alertId, nextAt }) => ({
      alertId,
      kind: 'escalation.delayed' as const,
      data: { until: nextAt.toString() },
    })),
  )
}

/**
 * Begins anew: what was planned before is cancelled, the next epoch starts at the first step, unless something holds it. The
 * escalations are locked first: a step that another node begins at this very moment is then cancelled with the others.
 */
export async function restart(work: Work, alerts: readonly OpenedAlert[]): Promise<void> {
  const ids = alerts.map((alert) => alert.id)
  await lockEscalations(work.trx, ids)
  await cancelForAlerts(work, ids, 'restarted')
  const free = await screenAgain(work, alerts)
  await beginFor(work, free)
  await writeEntries(
    work,
    free.map((alert) => ({
      alertId: alert.id,
      kind: 'escalation.started' as const,
      data: { reason: 'priority_raised' },
    })),
  )
}

/**
 * Acknowledgements or snoozes have ended: the chain begins anew at its first step, with whoever has the duty now, along the policy that
 * was frozen before and without its delay, unless something holds the alert.
 */
export async function beginAnew(
  work: Work,
  reopened: { alerts: readonly OpenedAlert[]; reason: ReopenReason },
): Promise<void> {
  const ids = reopened.alerts.map((alert) => alert.id)
  await lockEscalations(work.trx, ids)
  await cancelForAlerts(work, ids, 'restarted')
  const free = await screenAgain(work, reopened.alerts)
  const escalations = await lockEscalations(
    work.trx,
    free.map((alert) => alert.id),
  )
  await writeEntries(
    work,
    escalations.map(({ alertId }) => ({
      alertId,
      kind: 'escalation.started' as const,
      data: { reason: reopened.reason },
    })),
  )
  await begin(
    work,
    escalations.map(({ alertId, policy }) => ({ alertId, policy, nextAt: work.now })),
  )
  // Snoozed while it was held back: it has never paged anybody.
  const known = new Set(escalations.map((one) => one.alertId))
  await beginFor(
    work,
    free.filter((alert) => !known.has(alert.id) && alert.escalationPolicyId !== null),
    { atOnce: true },
  )
}

/**
 * Goes to the next step now, whatever would hold the alert back: a person asked. A chain that was stopped goes on behind its
 * last step, one that has ended begins anew.
 */
export async function request(work: Work, alert: OpenedAlert): Promise<void> {
  const escalation = await lockEscalation(work.trx, alert.id)
  const lastStep = escalation && escalation.step >= escalation.policy.steps.length - 1
  if (!escalation || (escalation.status !== 'active' && lastStep)) {
    await beginFor(work, [alert], { atOnce: true })
    return
  }
  await saveProgress(work.trx, work.orgId, [{ ...escalation, status: 'active', nextAt: work.now }])
  work.wake(loopName)
}

/**
 * A page can reach its person no more. When nobody else of the step can be reached either, the next step begins at once
 * instead of waiting for a timeout that nobody hears. Late news of an earlier epoch is ignored.
 */
export async function hasten(work: Work, failed: { alertId: string; epoch: number }): Promise<void> {
  if (await lastStepReaches(work.trx, failed.alertId, failed.epoch)) return
  if (await makeDue(work.trx, failed.alertId, failed.epoch, work.now)) work.wake(loopName)
}
