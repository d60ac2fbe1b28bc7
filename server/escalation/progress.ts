import { advance } from '../../rules/escalation/advance.ts'
import type { Progress } from '../alerts/index.ts'
import { fallbackUsers, usersById } from '../identity/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Coverage } from './coverage.ts'
import { loadCoverage } from './coverage.ts'
import { getEscalations } from './store.ts'
import type { Escalation } from './types.ts'

/** Where the escalations of these alerts stand, and who is paged next as things stand at `now`. */
export async function progressOf(
  trx: Trx,
  alertIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Progress>> {
  const escalations = await getEscalations(trx, alertIds)
  const waiting = [...escalations.values()].filter((one) => one.nextAt !== null)
  const coverage = await loadCoverage(
    trx,
    waiting.map((one) => one.policy),
    now,
  )
  const nextIds = new Map(waiting.map((one) => [one.alertId, nextUserIds(one, coverage)]))
  const fallback = [...nextIds.values()].includes('fallback') ? (await fallbackUsers(trx)).map((one) => one.userId) : []
  const idsOf = (alertId: string) => {
    const next = nextIds.get(alertId) ?? []
    return next === 'fallback' ? fallback : next
  }
  const users = await usersById(trx, [...new Set(waiting.flatMap((one) => idsOf(one.alertId)))])
  return new Map(
    [...escalations.values()].map((one) => [
      one.alertId,
      present(
        one,
        idsOf(one.alertId).flatMap((id) => users.get(id)?.name ?? []),
      ),
    ]),
  )
}

function nextUserIds(escalation: Escalation, coverage: Coverage): string[] | 'fallback' {
  const { policy, priority } = escalation
  const next = advance(policy, escalation, priority, (step) => coverage(policy, step))
  if (next.kind === 'nobody') return 'fallback'
  return next.kind === 'page' ? next.responders.map((responder) => responder.userId) : []
}

function present(escalation: Escalation, nextNames: string[]): Progress {
  const { status, policy, step, round, nextAt } = escalation
  return {
    state: status,
    step: step + 1,
    steps: policy.steps.length,
    round: Math.min(round, policy.repeatCount) + 1,
    rounds: policy.repeatCount + 1,
    nextAt,
    nextNames,
  }
}
