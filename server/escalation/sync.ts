import type { EscalationPolicyConfig } from '../../contract/config/escalation.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'
import { sync, wholeFile } from '../kernel/sync.ts'
import { archivePolicy, insertPolicy, listPolicies, normalised, targetNames, updatePolicy } from './policies.ts'

/** Brings the policies in line with a configuration file. Running escalations keep the policy they began with. */
export async function syncPolicies(
  _kernel: Kernel,
  work: Work,
  items: readonly EscalationPolicyConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const names = await targetNames(work.trx)
  return sync({
    noun: 'escalationPolicies',
    wanted: items.map(normalised),
    extent,
    existing: await listPolicies(work.trx),
    create: (item) => insertPolicy(work, item, names, extent.managed),
    update: (item) => updatePolicy(work, item, names, extent.managed),
    remove: (item) => archivePolicy(work, item.key),
  })
}

/** The policies as a configuration file writes them. */
export async function exportPolicies(_kernel: Kernel, trx: Trx): Promise<EscalationPolicyConfig[]> {
  return (await listPolicies(trx)).map(({ item }) => item)
}
