import { advance } from '../../rules/escalation/advance.ts'
import type { Advance, Position, Responder, SkippedStep } from '../../rules/escalation/advance.ts'
import { attemptsOf, stepEndsAt } from '../../rules/escalation/policy.ts'
import { fallbackUsers } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { PageRequest, PlannedPage } from '../notifications/index.ts'
import { alertsReached, cancelRepeats, planPages } from '../notifications/index.ts'
import type { Entry } from '../timeline/index.ts'
import { writeEntries } from '../timeline/index.ts'
import { openAssignment } from './assign.ts'
import type { Assignment } from './assign.ts'
import { loadCoverage } from './coverage.ts'
import { lockDue, saveProgress } from './store/escalations.ts'
import type { Escalation } from './types.ts'
import { raiseNoResponder, raiseUnreachable } from './unreachable.ts'

/** A step of the fallback waits this long before the next round begins. */
const fallbackTimeoutSeconds = 300

/** One escalation on its way through this batch. */
interface Turn {
  escalation: Escalation
  from: Position
  /** Steps that were tried in this batch and reached nobody. */
  unreachable: number
  /** People of a step that goes round who cannot be reached: the next one of it is tried at once. */
  tried?: { step: number; userIds: ReadonlySet<string> }
}

/** Handles escalations whose deadline has come: everything in one transaction. Returns how many were handled. */
export async function advanceDue(work: Work, alertIds: readonly string[]): Promise<number> {
  const due = await lockDue(work.trx, alertIds, work.now)
  if (due.length === 0) return 0
  const coverage = await loadCoverage(
    work.trx,
    due.map((one) => one.policy),
    work.now,
  )
  const assignment = await openAssignment(work.trx, due, coverage)
  await cancelRepeats(
    work,
    due.map((one) => one.alertId),
  )
  let turns: Turn[] = due.map((escalation) => ({ escalation, from: escalation, unreachable: 0 }))
  while (turns.length > 0) turns = await takeTurns(work, turns, assignment)
  await assignment.save(work.orgId)
  for (const one of due.slice(0, 50)) work.changed('alerts', one.alertId)
  return due.length
}

/** Decides and pages for all; returns those whose responders cannot be reached, to go on behind that step. */
async function takeTurns(work: Work, turns: Turn[], assignment: Assignment): Promise<Turn[]> {
  const reached = await alertsReached(
    work.trx,
    turns.map((turn) => turn.escalation.alertId),
  )
  const decided = turns.map((turn) => ({ turn, decision: decide(turn, assignment, reached) }))
  const fallback = decided.some(({ decision }) => decision.kind === 'nobody') ? await fallbackUsers(work.trx) : []
  const asked = decided.map(({ turn, decision }) => ({
    turn,
    decision,
    requests: requestsOf(work, turn.escalation, decision, fallback),
  }))
  await writeEntries(
    work,
    asked.flatMap(({ turn, decision }) => decisionEntries(turn, decision)),
  )
  const pages = await planPages(
    work,
    asked.flatMap(({ requests }) => requests),
  )
  const again: Turn[] = []
  const progress: Parameters<typeof saveProgress>[2][number][] = []
  let taken = 0
  for (const { turn, decision, requests } of asked) {
    const planned = pages.slice(taken, (taken += requests.length))
    const next = conclude(work, turn, decision, planned)
    if (next.kind === 'again') again.push(next.turn)
    else progress.push(next.progress)
    if (decision.kind === 'nobody') await raiseNoResponder(work, turn.escalation, planned)
  }
  await raiseUnreachable(work, pages)
  await saveProgress(work.trx, work.orgId, progress)
  return again
}

function decide(turn: Turn, assignment: Assignment, reached: ReadonlySet<string>): Advance {
  const { policy, priority, alertId } = turn.escalation
  const lastStep = policy.steps.length - 1
  if (turn.unreachable > lastStep) {
    return { kind: 'nobody', at: { round: turn.from.round, step: lastStep }, skipped: [] }
  }
  const { escalation, tried } = turn
  const triedIn = (step: number) => (tried?.step === step ? tried.userIds : undefined)
  const next = advance(policy, turn.from, priority, (step) => assignment.respondersOf(escalation, step, triedIn(step)))
  // The chain is through and not one message got out (all providers down, say): the fallback is the last resort, once.
  const lastResort = policy.repeatCount + 1
  if (next.kind === 'ended' && !reached.has(alertId) && turn.from.round < lastResort) {
    return { kind: 'nobody', at: { round: lastResort, step: lastStep }, skipped: next.skipped }
  }
  return next
}

function requestsOf(
  work: Work,
  escalation: Escalation,
  decision: Advance,
  fallback: readonly { userId: string }[],
): PageRequest[] {
  if (decision.kind === 'ended') return []
  const isFallback = decision.kind === 'nobody'
  const responders: Responder[] = isFallback
    ? fallback.map(({ userId }) => ({ userId, via: { kind: 'fallback' as const } }))
    : decision.responders
  const timeoutSeconds = timeoutOf(escalation, decision)
  const attempts = escalation.priority === 'low' ? 1 : attemptsOf(escalation.policy, timeoutSeconds)
  return responders.map(({ userId, via }) => ({
    alertId: escalation.alertId,
    userId,
    priority: escalation.priority,
    epoch: escalation.epoch,
    round: decision.at.round,
    step: isFallback ? -1 : decision.at.step,
    reason: via,
    attempts,
    repeatEverySeconds: escalation.policy.repeatEverySeconds,
    stepEndsAt: work.now.add({ seconds: timeoutSeconds }),
  }))
}

function timeoutOf(escalation: Escalation, decision: Exclude<Advance, { kind: 'ended' }>): number {
  if (decision.kind === 'nobody') return fallbackTimeoutSeconds
  return escalation.policy.steps[decision.at.step]!.timeoutSeconds
}

type Conclusion =
  | { kind: 'again'; turn: Turn }
  | { kind: 'done'; progress: Pick<Escalation, 'alertId' | 'status' | 'round' | 'step' | 'nextAt'> }

function conclude(work: Work, turn: Turn, decision: Advance, planned: readonly PlannedPage[]): Conclusion {
  const { escalation } = turn
  const { alertId } = escalation
  if (decision.kind === 'ended') {
    const { round, step } = escalation
    return { kind: 'done', progress: { alertId, status: 'ended', round, step, nextAt: null } }
  }
  const reached = planned.filter((page) => page.deliveries > 0)
  if (decision.kind === 'page' && reached.length === 0) {
    return { kind: 'again', turn: behind(turn, decision.at, planned) }
  }
  // Low priority waits for an answer without a deadline; it goes on only when its page can reach nobody (hasten).
  if (escalation.priority === 'low') {
    return { kind: 'done', progress: { alertId, status: 'active', ...decision.at, nextAt: null } }
  }
  const lastFirst = reached.map((page) => page.firstAt ?? work.now).reduce(later, work.now)
  const nextAt = stepEndsAt(escalation.policy, timeoutOf(escalation, decision), work.now, lastFirst)
  return { kind: 'done', progress: { alertId, status: 'active', ...decision.at, nextAt } }
}

/** How an escalation goes on that has reached nobody: with the next one of a step that goes round, else behind the step. */
function behind(turn: Turn, at: Position, planned: readonly PlannedPage[]): Turn {
  const { escalation, unreachable } = turn
  if (escalation.policy.steps[at.step]?.assign !== 'round-robin') {
    return { escalation, from: at, unreachable: unreachable + 1 }
  }
  const before = turn.tried?.step === at.step ? turn.tried.userIds : []
  const tried = { step: at.step, userIds: new Set([...before, ...planned.map((page) => page.userId)]) }
  return { escalation, from: { round: at.round, step: at.step - 1 }, unreachable, tried }
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? b : a)

function decisionEntries({ escalation, tried }: Turn, decision: Advance): Entry[] {
  const { alertId, policy } = escalation
  const place = (at: Position) => ({
    step: at.step + 1,
    steps: policy.steps.length,
    round: at.round + 1,
    policy: policy.name,
  })
  const entries: Entry[] = decision.skipped.map((skipped: SkippedStep) => ({
    alertId,
    kind: 'escalation.skipped' as const,
    data: { ...place(skipped), reason: tried?.step === skipped.step ? 'nobody_reachable' : skipped.reason },
  }))
  if (decision.kind === 'page') entries.push({ alertId, kind: 'escalation.step', data: place(decision.at) })
  if (decision.kind === 'ended') entries.push({ alertId, kind: 'escalation.ended', data: { policy: policy.name } })
  return entries
}
