import { informingAfter } from '../../rules/escalation/acknowledged.ts'
import { advance, roundsOf } from '../../rules/escalation/advance.ts'
import type { Position } from '../../rules/escalation/advance.ts'
import type { Progress } from '../alerts/index.ts'
import { fallbackUsers, usersById } from '../identity/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import { openAssignment } from './assign.ts'
import type { Assignment } from './assign.ts'
import { loadCoverage } from './coverage.ts'
import { getEscalations } from './store/escalations.ts'
import type { Escalation } from './types.ts'

/** Who comes next for one escalation, and when; ids, before they have names. */
interface Coming {
  at: Temporal.Instant | null
  kind: Progress['next']['kind']
  userIds: string[]
}

const begin: Position = { round: 0, step: -1 }

/** Where the escalations of these alerts stand, and who is paged next as things stand at `now`. */
export async function progressOf(
  trx: Trx,
  alertIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Progress>> {
  const escalations = [...(await getEscalations(trx, alertIds)).values()]
  const waiting = escalations.filter(
    (one) => one.nextAt ?? one.informAt ?? one.acknowledgementEndsAt ?? one.snoozedUntil,
  )
  const policies = waiting.map((one) => one.policy)
  const coverage = await loadCoverage(trx, policies, now)
  const assignment = await openAssignment(trx, waiting, coverage, { preview: true })
  const comingById = new Map(escalations.map((one) => [one.alertId, coming(one, assignment)]))
  if ([...comingById.values()].some((one) => one.kind === 'fallback')) {
    const userIds = (await fallbackUsers(trx)).map((one) => one.userId)
    for (const one of comingById.values()) if (one.kind === 'fallback') one.userIds = userIds
  }
  const users = await usersById(trx, new Set([...comingById.values()].flatMap((one) => one.userIds)))
  const present = (one: Escalation) => {
    const { at, kind, userIds } = comingById.get(one.alertId)!
    const people = userIds.flatMap((id) => users.get(id) ?? []).map(({ key, name }) => ({ key, name }))
    return { ...presentProgress(one, at, { kind, names: people.map(({ name }) => name) }), nextPeople: people }
  }
  return new Map(escalations.map((one) => [one.alertId, present(one)]))
}

function coming(escalation: Escalation, assignment: Assignment): Coming {
  const { nextAt, informAt, acknowledgementEndsAt, snoozedUntil } = escalation
  const endsAt = acknowledgementEndsAt ?? snoozedUntil
  if (nextAt !== null) return { at: nextAt, ...pagedFrom(escalation, escalation, assignment) }
  if (informAt !== null && (endsAt === null || Temporal.Instant.compare(informAt, endsAt) < 0)) {
    return { at: informAt, kind: 'inform', userIds: informedOf(escalation, informAt, assignment) }
  }
  if (endsAt !== null) return { at: endsAt, kind: 'reopen', userIds: pagedFrom(escalation, begin, assignment).userIds }
  return { at: null, kind: 'end', userIds: [] }
}

function pagedFrom(escalation: Escalation, from: Position, assignment: Assignment): Omit<Coming, 'at'> {
  const { policy, priority } = escalation
  const next = advance(policy, from, priority, (step) => assignment.respondersOf(escalation, step))
  if (next.kind === 'ended') return { kind: 'end', userIds: [] }
  if (next.kind === 'nobody') return { kind: 'fallback', userIds: [] }
  return { kind: 'step', userIds: next.responders.map((responder) => responder.userId) }
}

function informedOf(escalation: Escalation, at: Temporal.Instant, assignment: Assignment): string[] {
  const { policy, priority, acknowledgedBy } = escalation
  const step = informingAfter(policy, escalation.step, priority, at)?.step ?? policy.steps.length
  const userIds = new Set(assignment.respondersOf(escalation, step).map((responder) => responder.userId))
  return [...userIds].filter((userId) => userId !== acknowledgedBy)
}

function presentProgress(
  escalation: Escalation,
  at: Temporal.Instant | null,
  next: Progress['next'],
): Omit<Progress, 'nextPeople'> {
  const { status, policy, step, round, nextAt } = escalation
  const rounds = roundsOf(policy, escalation.priority)
  return {
    // Low priority was paged once and waits for an answer: nothing is due, so nothing must look as if it were on its way.
    state: status === 'active' && nextAt === null ? 'waiting' : status,
    step: step + 1,
    steps: policy.steps.length,
    round: Math.min(round + 1, rounds),
    rounds,
    nextAt: at,
    acknowledgedUntil: escalation.acknowledgementEndsAt,
    next,
  }
}
