import type { Responder } from '../../rules/escalation/advance.ts'
import { turnsPlace } from '../../rules/escalation/policy.ts'
import { assigned, openBook } from '../../rules/escalation/turns.ts'
import type { Trx } from '../kernel/db/types.ts'
import { pagedPeople } from '../notifications/index.ts'
import type { Coverage } from './coverage.ts'
import { listTurns, lockPolicies, saveTurns } from './store/turns.ts'
import type { Escalation } from './types.ts'

/** Whom the steps of escalations page: everybody behind them, or whose turn it is. */
export interface Assignment {
  /** `tried`: people of the step who could not be reached just now. */
  respondersOf(escalation: Escalation, step: number, tried?: ReadonlySet<string>): Responder[]
  /** Keeps whose turn it was. */
  save(orgId: string): Promise<void>
}

interface AssignmentOptions {
  /** Only looks who would come next: no turn is taken, nothing is locked. */
  preview?: boolean
}

const nobody: ReadonlySet<string> = new Set()

/**
 * Looks up whose turn it is in the steps that go round. Until the transaction ends no other node assigns turns of these
 * policies: two alerts at once go to two people. Without such a step it costs nothing.
 */
export async function openAssignment(
  trx: Trx,
  escalations: readonly Escalation[],
  coverage: Coverage,
  { preview = false }: AssignmentOptions = {},
): Promise<Assignment> {
  const turning = escalations.filter(({ policy }) => policy.steps.some((step) => step.assign === 'round-robin'))
  const places = turning.flatMap(({ policy }) =>
    policy.steps.flatMap((step, index) => (step.assign === 'round-robin' ? [turnsPlace(policy, index)] : [])),
  )
  const policyIds = [...new Set(places.map(({ policyId }) => policyId))].toSorted()
  if (policyIds.length === 0) {
    return { respondersOf: ({ policy }, step) => coverage(policy, step), save: () => Promise.resolve() }
  }
  if (!preview) await lockPolicies(trx, policyIds)
  const book = openBook(await listTurns(trx, policyIds))
  const paged = await pagedPeople(
    trx,
    turning.map(({ alertId }) => alertId),
  )
  return {
    respondersOf(escalation, step, tried = nobody) {
      const { policy, alertId, epoch, round } = escalation
      const already = paged.filter((one) => one.alertId === alertId && one.epoch === epoch && one.round === round)
      const pagedUserIds = new Set(already.map((one) => one.userId))
      return assigned(policy, step, coverage(policy, step), { book, paged: pagedUserIds, tried, preview })
    },
    save: (orgId) => saveTurns(trx, orgId, book.taken()),
  }
}
