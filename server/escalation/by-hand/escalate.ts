import type { Escalating } from '../../../contract/by-hand.ts'
import { roundsOf } from '../../../rules/escalation/advance.ts'
import { asksTheSame, chainByHand, timeoutByHand, withStepsBehind } from '../../../rules/escalation/by-hand.ts'
import type { FrozenPolicy } from '../../../rules/escalation/policy.ts'
import { escalate, lockOpenAlert } from '../../alerts/index.ts'
import type { Alert, Answerer } from '../../alerts/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { begin, loopName } from '../actions.ts'
import { lockEscalation, savePolicy, saveProgress } from '../store/escalations.ts'
import type { Escalation } from '../types.ts'
import { free } from './free.ts'
import { choose, mustReachSomebody, ownPolicy, stepsFor } from './targets.ts'

/**
 * Goes to the next step, to a named one, or to named people, now. Whatever was acknowledged, snoozed or held back is over, and
 * the alert is high. Nobody's messages stop: an escalation adds people. Returns whether it did anything: asking twice for
 * what is running asks once. Throws not_found, already_resolved, conflict (no policy), no_such_step, unknown_target,
 * nobody_there.
 */
export async function escalateByHand(work: Work, id: string, by: Answerer, asked: Escalating): Promise<boolean> {
  if (asked.to !== undefined) return escalateTo(work, id, by, asked.to)
  if (asked.step !== undefined) return escalateToStep(work, id, by, asked.step)
  return (await escalate(work, id, by)).changed
}

async function escalateToStep(work: Work, id: string, by: Answerer, step: number): Promise<boolean> {
  const alert = await lockOpenAlert(work, id)
  const escalation = await lockEscalation(work.trx, id)
  const policy = escalation?.policy ?? (await ownPolicy(work, alert))
  if (!policy) throw new Fault('conflict', 'The alert has no escalation policy, so it has no steps.')
  const steps = policy.steps.length
  if (step > steps) {
    throw new Fault(
      'no_such_step',
      `The escalation of this alert has ${steps} ${steps === 1 ? 'step' : 'steps'}. Nobody was paged.`,
    )
  }
  if (runs(alert, escalation) && (escalation.step === step - 1 || isAboutTo(work, escalation, step - 1))) return false
  await free(work, alert, by, { kind: 'escalation.requestedStep', data: { step, steps } })
  await runBehind(work, alert, { escalation, policy, step: step - 2 })
  return true
}

/** The people are paged now; when they do not answer, the chain goes on where it was. */
async function escalateTo(work: Work, id: string, by: Answerer, to: string): Promise<boolean> {
  const alert = await lockOpenAlert(work, id)
  const chosen = await choose(work, to)
  const escalation = await lockEscalation(work.trx, id)
  const { name } = chosen.assignee
  const before = escalation?.policy ?? (await ownPolicy(work, alert)) ?? chainByHand(work.id(), name)
  const step = escalation?.step ?? -1
  const added = await stepsFor(work, chosen, timeoutByHand(before, step))
  await mustReachSomebody(work, chosen, added)
  if (runs(alert, escalation)) {
    if (asksTheSame(before, step, added[0]!)) return false
    if (isAboutTo(work, escalation, step + 1) && asksTheSame(before, step + 1, added[0]!)) return false
  }
  await free(work, alert, by, { kind: 'escalation.requestedTo', data: { name } })
  await runBehind(work, alert, { escalation, policy: withStepsBehind(before, step, added), step })
  return true
}

function runs(alert: Alert, escalation: Escalation | undefined): escalation is Escalation {
  return alert.status === 'triggered' && escalation?.status === 'active'
}

/** The step was asked for a moment ago and its loop has not run yet. */
function isAboutTo(work: Work, { step, nextAt }: Escalation, wanted: number): boolean {
  return step + 1 === wanted && nextAt !== null && Temporal.Instant.compare(nextAt, work.now) <= 0
}

interface Place {
  /** Locked; undefined when none ever began. */
  escalation: Escalation | undefined
  policy: FrozenPolicy
  /** The next one behind it begins now; -1 for the first. */
  step: number
}

async function runBehind(work: Work, { id: alertId }: Alert, { escalation, policy, step }: Place): Promise<void> {
  if (escalation) await savePolicy(work.trx, alertId, policy)
  else await begin(work, [{ alertId, policy, nextAt: work.now }])
  // A chain that is through has its last round again.
  const round = Math.min(escalation?.round ?? 0, roundsOf(policy, 'high') - 1)
  await saveProgress(work.trx, work.orgId, [{ alertId, status: 'active', round, step, nextAt: work.now }])
  work.wake(loopName)
}
