import { frozen, thawed } from '../../rules/escalation/policy.ts'
import type { Trx } from '../kernel/db/types.ts'
import { loadCoverage } from './coverage.ts'
import { listPolicies } from './policies.ts'
import { getPolicies } from './store/policies.ts'

export interface PolicyCover {
  key: string
  name: string
  steps: number
  /** The numbers of the steps, counted from 1, behind which nobody stands at this moment. */
  empty: number[]
  /** As the configuration writes them: `user:bob`. */
  targets: string[]
}

/** Who stands behind the steps of every policy at `at`, with a constant number of statements. */
export async function policyCovers(trx: Trx, at: Temporal.Instant): Promise<PolicyCover[]> {
  const policies = await listPolicies(trx)
  const stored = await getPolicies(
    trx,
    policies.map(({ id }) => id),
  )
  const frozenById = new Map([...stored].map(([id, policy]) => [id, frozen(thawed(policy))]))
  const coverage = await loadCoverage(trx, [...frozenById.values()], at)
  return policies.map(({ id, item }) => {
    const policy = frozenById.get(id)!
    return {
      key: item.key,
      name: item.name ?? item.key,
      // Everybody at once is one step.
      steps: policy.steps.length,
      empty: policy.steps.flatMap((_, index) => (coverage(policy, index).length === 0 ? [index + 1] : [])),
      targets: item.steps.flatMap((step) => step.targets),
    }
  })
}
