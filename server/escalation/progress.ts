import { advance, roundsOf } from '../../rules/escalation/advance.ts'
import type { Progress } from '../alerts/index.ts'
import { fallbackUsers, usersById } from '../identity/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Coverage } from './coverage.ts'
import { loadCoverage } from './coverage.ts'
import { getEscalations } from './store.ts'
import type { Escalation } from './types.ts'

/** Who comes next for one escalation; ids, before they have names. */
interface Coming {
  kind: Progress['next']['kind']
  userIds: string[]
}

const nothing: Coming = { kind: 'end', userIds: [] }

/** Where the escalations of these alerts stand, and who is paged next as things stand at `now`. */
export async function progressOf(
  trx: Trx,
  alertIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Progress>> {
  const escalations = [...(await getEscalations(trx, alertIds)).values()]
  const waiting = escalations.filter((one) => one.nextAt !== null)
  const policies = waiting.map((one) => one.policy)
  const coverage = await loadCoverage(trx, policies, now)
  const comingById = new Map(waiting.map((one) => [one.alertId, coming(one, coverage)]))
  if ([...comingById.values()].some((one) => one.kind === 'fallback')) {
    const userIds = (await fallbackUsers(trx)).map((one) => one.userId)
    for (const one of comingById.values()) if (one.kind === 'fallback') one.userIds = userIds
  }
  const users = await usersById(trx, new Set([...comingById.values()].flatMap((one) => one.userIds)))
  const present = (one: Escalation) => {
    const { kind, userIds } = comingById.get(one.alertId) ?? nothing
    return presentProgress(one, { kind, names: userIds.flatMap((id) => users.get(id)?.name ?? []) })
  }
  return new Map(escalations.map((one) => [one.alertId, present(one)]))
}

function coming(escalation: Escalation, coverage: Coverage): Coming {
  const { policy, priority } = escalation
  const next = advance(policy, escalation, priority, (step) => coverage(policy, step))
  if (next.kind === 'ended') return nothing
  if (next.kind === 'nobody') return { kind: 'fallback', userIds: [] }
  return { kind: 'step', userIds: next.responders.map((responder) => responder.userId) }
}

function presentProgress(escalation: Escalation, next: Progress['next']): Progress {
  const { status, policy, step, round, nextAt } = escalation
  const rounds = roundsOf(policy, escalation.priority)
  return {
    // Low priority was paged once and waits for an answer: nothing is due, so nothing must look as if it were on its way.
    state: status === 'active' && nextAt === null ? 'waiting' : status,
    step: step + 1,
    steps: policy.steps.length,
    round: Math.min(round + 1, rounds),
    rounds,
    nextAt,
    next,
  }
}
