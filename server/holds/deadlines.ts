import { rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { loopName, releaseDue } from './actions.ts'
import { claimDueHolds, postponeHold } from './store.ts'

/** A hold that could not be ended is tried again after this time. */
const retrySeconds = 30

/** Releases alerts at `until_at`. */
export function holdLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: loopName,
    log: kernel.log,
    find: (now, limit) =>
      kernel.engine
        .selectFrom('alertHolds')
        .select(['orgId', 'alertId as id'])
        .where('untilAt', '<=', now)
        .orderBy('untilAt')
        .limit(limit)
        .execute(),
    async nextAt() {
      const row = await kernel.engine
        .selectFrom('alertHolds')
        .select('untilAt')
        .where('untilAt', 'is not', null)
        .orderBy('untilAt')
        .limit(1)
        .executeTakeFirst()
      return row?.untilAt ?? undefined
    },
    handle: (orgId, ids) =>
      kernel.work.inOrganization(orgId, async (work) => {
        const due = await claimDueHolds(work.trx, orgId, ids, work.now)
        await releaseDue(work, due)
        return due.length
      }),
    async postpone(orgId, id) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        postponeHold(trx, id, now.add({ seconds: retrySeconds })),
      )
    },
  })
}
