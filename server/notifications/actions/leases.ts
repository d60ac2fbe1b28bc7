import type { Kernel } from '../../kernel/kernel.ts'
import { endLeases, findSendingOrganizations } from '../store/claims.ts'

/**
 * What a killed process was sending is due again at once instead of when its lease runs out. Only where nobody else can
 * be sending: at the start of the one process of a data directory with its own database.
 */
export async function releaseLeases(kernel: Kernel): Promise<void> {
  for (const orgId of await findSendingOrganizations(kernel.engine)) {
    await kernel.work.inOrganization(orgId, ({ trx, now }) => endLeases(trx, now))
  }
}
