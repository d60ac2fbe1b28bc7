import type { EscalationPolicyConfig } from '../../contract/config/escalation.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { SyncChange } from '../kernel/sync.ts'
import { sync } from '../kernel/sync.ts'
import { archivePolicy, insertPolicy, listPolicies, normalised, targetNames, updatePolicy } from './policies.ts'

/** Brings the policies in line with a configuration file. Running escalations keep the policy they began with. */
export async function syncPolicies(
  _kernel: Kernel,
  work: Work,
  items: readonly EscalationPolicyConfig[],
): Promise<SyncChange[]> {
  const names = await targetNames(work.trx)
  return sync({
    noun: 'escalationPolicies',
    wanted: items.map(normalised),
    existing: await listPolicies(work.trx),
    create: (item) => insertPolicy(work, item, names),
    update: (item) => updatePolicy(work, item, names),
    remove: (item) => archivePolicy(work, item.key),
  })
}

/** The policies as a configuration file writes them. */
export async function exportPolicies(_kernel: Kernel, trx: Trx): Promise<EscalationPolicyConfig[]> {
  return (await listPolicies(trx)).map(({ item }) => item)
}
