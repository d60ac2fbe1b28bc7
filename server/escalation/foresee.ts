import type { Responder } from '../../rules/escalation/advance.ts'
import { frozen, thawed } from '../../rules/escalation/policy.ts'
import type { FrozenPolicy } from '../../rules/escalation/policy.ts'
import type { Turn } from '../../rules/escalation/turns.ts'
import { peopleAt, personOnCallAt } from '../../rules/oncall/index.ts'
import { listUsersNow, teamRosters } from '../identity/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import { schedulesWithin } from '../oncall/index.ts'
import { peopleBehind } from './coverage.ts'
import type { Behind } from './coverage.ts'
import { getPolicies } from './store/policies.ts'
import { listTurns } from './store/turns.ts'

/** How an escalation along a policy would go. */
export interface Outlook {
  /** As it would be frozen now. */
  policy: FrozenPolicy
  /** Whose turn it was so far. */
  turns: Turn[]
  /** Who stands behind a step at an instant of the span. */
  respondersOf(step: number, at: Temporal.Instant): Responder[]
}

async function frozenNow(trx: Trx, policyId: string): Promise<FrozenPolicy | undefined> {
  const stored = (await getPolicies(trx, [policyId])).get(policyId)
  return stored && frozen(thawed(stored))
}

/** Looks at a policy, by its id or as it is, and all that stands behind its steps over a span; undefined when there is no such policy. */
export async function foresee(
  trx: Trx,
  subject: string | FrozenPolicy,
  span: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<Outlook | undefined> {
  const policy = typeof subject === 'string' ? await frozenNow(trx, subject) : subject
  if (!policy) return undefined
  const targets = policy.steps.flatMap((step) => step.targets)
  const idsOf = (kind: string) => [...new Set(targets.filter((one) => one.kind === kind).map((one) => one.id))]
  const schedules = new Map((await schedulesWithin(trx, idsOf('schedule'), span)).map((one) => [one.id, one]))
  const teams = await teamRosters(trx, idsOf('team'))
  const present = new Set((await listUsersNow(trx)).map((user) => user.id))
  const behindAt = (at: Temporal.Instant): Behind => ({
    onCall(id) {
      const schedule = schedules.get(id)
      const person = schedule && personOnCallAt(schedule.rules, at)
      return person && { userId: person.userId, scheduleName: schedule.name }
    },
    everybody(id) {
      const schedule = schedules.get(id)
      return schedule && { userIds: peopleAt(schedule.rules, at), scheduleName: schedule.name }
    },
    team: (id) => teams.get(id),
    isPresent: (userId) => present.has(userId),
  })
  return {
    policy,
    turns: await listTurns(trx, [policy.id]),
    respondersOf: (step, at) => peopleBehind(policy, step, behindAt(at)),
  }
}
