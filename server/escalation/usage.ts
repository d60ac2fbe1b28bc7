import type { PolicyUsage } from '../../contract/escalation.ts'
import type { Trx } from '../kernel/db/types.ts'
import { findUsage } from './store/usage.ts'

/** What leads along the policy of this key or id, and how many escalations run along it now; undefined when there is none. */
export function usageOf(trx: Trx, name: string): Promise<PolicyUsage | undefined> {
  return findUsage(trx, name)
}
