import type { Advance, Position } from '../../rules/escalation/advance.ts'
import { callOf, conclude, decide, reasonOf } from '../../rules/escalation/course.ts'
import type { Course } from '../../rules/escalation/course.ts'
import { fallbackUsers, selfTestKey } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { PageRequest } from '../notifications/index.ts'
import { endSteps, planPages } from '../notifications/index.ts'
import type { Entry } from '../timeline/index.ts'
import { openAssignment } from './assign.ts'
import type { Assignment } from './assign.ts'
import { loadCoverage } from './coverage.ts'
import { lockDue, saveProgress } from './store/escalations.ts'
import type { Escalation } from './types.ts'
import { raiseNoResponder, raiseUnreachable } from './unreachable.ts'

/** One escalation on its way through this batch. */
interface Turn {
  escalation: Escalation
  course: Course
}

/** What is known of all of them at their deadline. */
interface Standing {
  assignment: Assignment
  /** The alerts of which at least one message got through to somebody. */
  reached: ReadonlySet<string>
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
  const reached = await endSteps(
    work,
    due.map((one) => one.alertId),
  )
  let turns: Turn[] = due.map((escalation) => ({ escalation, course: { from: escalation, unreachable: 0 } }))
  while (turns.length > 0) turns = await takeTurns(work, turns, { assignment, reached })
  await assignment.save(work.orgId)
  for (const one of due.slice(0, 50)) work.changed('alerts', one.alertId)
  return due.length
}

/** Decides and pages for all; returns those whose responders cannot be reached, to go on behind that step. */
async function takeTurns(work: Work, turns: Turn[], { assignment, reached }: Standing): Promise<Turn[]> {
  const decided = turns.map(({ escalation, course }) => {
    const respondersOf = (step: number, tried?: ReadonlySet<string>) => assignment.respondersOf(escalation, step, tried)
    const decision = decide(escalation, course, reached.has(escalation.alertId), respondersOf)
    return { turn: { escalation, course }, decision: withoutFallback(escalation, decision) }
  })
  const fallback = decided.some(({ decision }) => decision.kind === 'nobody') ? await fallbackUsers(work.trx) : []
  const asked = decided.map(({ turn, decision }) => ({
    turn,
    decision,
    requests: requestsOf(work, turn.escalation, decision, fallback),
  }))
  const pages = await planPages(
    work,
    asked.flatMap(({ requests }) => requests),
    asked.flatMap(({ turn, decision }) => decisionEntries(turn, decision)),
  )
  const again: Turn[] = []
  const progress: Parameters<typeof saveProgress>[2][number][] = []
  let taken = 0
  for (const { turn, decision, requests } of asked) {
    const planned = pages.slice(taken, (taken += requests.length))
    const { escalation, course } = turn
    const next = conclude(escalation, course, decision, planned, work.now)
    if (next.kind === 'again') again.push({ escalation, course: next.course })
    else progress.push({ ...escalation, ...next.progress })
    if (decision.kind === 'nobody') await raiseNoResponder(work, escalation, planned)
  }
  await raiseUnreachable(work, pages)
  await saveProgress(work.trx, work.orgId, progress)
  return again
}

/** When the self-test reaches nobody, it has found something; that is told in another way, and no person is paged for it. */
function withoutFallback({ policy }: Escalation, decision: Advance): Advance {
  return decision.kind === 'nobody' && policy.key === selfTestKey ? { kind: 'ended', skipped: [] } : decision
}

function requestsOf(
  work: Work,
  escalation: Escalation,
  decision: Advance,
  fallback: readonly { userId: string }[],
): PageRequest[] {
  const { alertId, priority, epoch } = escalation
  const userIds = fallback.map((one) => one.userId)
  const call = callOf(escalation, decision, userIds, work.now)
  if (!call) return []
  const { responders, ...asked } = call
  return responders.map(({ userId, via }) => ({ alertId, userId, priority, epoch, reason: via, ...asked }))
}

function decisionEntries({ escalation, course }: Turn, decision: Advance): Entry[] {
  const { alertId, policy } = escalation
  const place = (at: Position) => ({
    step: at.step + 1,
    steps: policy.steps.length,
    round: at.round + 1,
    policy: policy.name,
  })
  const entries: Entry[] = decision.skipped.map((skipped) => ({
    alertId,
    kind: 'escalation.skipped' as const,
    data: { ...place(skipped), reason: reasonOf(course, skipped) },
  }))
  if (decision.kind === 'page') entries.push({ alertId, kind: 'escalation.step', data: place(decision.at) })
  if (decision.kind === 'ended') entries.push({ alertId, kind: 'escalation.ended', data: { policy: policy.name } })
  return entries
}
