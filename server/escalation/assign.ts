import type { Responder } from '../../rules/escalation/advance.ts'
import type { FrozenPolicy } from '../../rules/escalation/policy.ts'
import { nextInTurn } from '../../rules/escalation/turns.ts'
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
  const policyIds = [...new Set(turning.map(({ policy }) => policy.id))].toSorted()
  if (policyIds.length === 0) {
    return { respondersOf: ({ policy }, step) => coverage(policy, step), save: () => Promise.resolve() }
  }
  if (!preview) await lockPolicies(trx, policyIds)
  const book = createBook(await listTurns(trx, policyIds))
  const paged = await pagedPeople(
    trx,
    turning.map(({ alertId }) => alertId),
  )
  return {
    respondersOf(escalation, step, tried = nobody) {
      const { policy, alertId, epoch, round } = escalation
      const pool = coverage(policy, step)
      if (policy.steps[step]?.assign !== 'round-robin') return pool
      const already = paged.filter((one) => one.alertId === alertId && one.epoch === epoch && one.round === round)
      const next = nextInTurn(pool, book.turnsOf(policy, step), new Set(already.map((one) => one.userId)), tried)
      if (next && !preview) book.take(policy, step, next.userId)
      return next ? [next] : []
    },
    save: (orgId) => saveTurns(trx, orgId, book.taken()),
  }
}

/** The turns of some policies; what is taken counts at once for the next alert of the same batch. */
function createBook(rows: readonly { policyId: string; step: number; userId: string; turn: number }[]) {
  const turnsByStep = new Map<string, Map<string, number>>()
  const taken = new Map<string, { policyId: string; step: number; userId: string; turn: number }>()
  let last = 0
  const turnsOf = (policyId: string, step: number) => {
    const turns = turnsByStep.get(`${policyId} ${step}`) ?? new Map<string, number>()
    turnsByStep.set(`${policyId} ${step}`, turns)
    return turns
  }
  for (const { policyId, step, userId, turn } of rows) {
    turnsOf(policyId, step).set(userId, turn)
    last = Math.max(last, turn)
  }
  return {
    turnsOf: (policy: FrozenPolicy, step: number) => turnsOf(policy.id, step),
    take({ id: policyId }: FrozenPolicy, step: number, userId: string) {
      last += 1
      turnsOf(policyId, step).set(userId, last)
      taken.set(`${policyId} ${step} ${userId}`, { policyId, step, userId, turn: last })
    },
    taken: () => [...taken.values()],
  }
}
