import { rowLoop } from '../../kernel/due.ts'
import type { DueLoop } from '../../kernel/due.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { findFirstRinging, findRinging, markMissed } from '../store/sandbox.ts'

/** A simulated phone rings as long as a real one does before the mailbox answers. */
const ringSeconds = 45

/** Ends simulated calls that nobody answers. */
export function callLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: 'sandbox-calls',
    log: kernel.log,
    find: (now, limit) => findRinging(kernel.engine, now.subtract({ seconds: ringSeconds }), limit),
    nextAt: async () => (await findFirstRinging(kernel.engine))?.add({ seconds: ringSeconds }),
    handle: (orgId, ids) =>
      kernel.work.inOrganization(orgId, async (work) => {
        const missed = await markMissed(work.trx, ids)
        if (missed > 0) work.changed('sandbox')
        return missed
      }),
    // Nothing in it can fail for one row alone.
    postpone: async () => undefined,
  })
}
