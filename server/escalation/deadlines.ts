import { retryAfterSeconds, rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { loopName } from './actions.ts'
import { advanceDue } from './advance.ts'
import { recordFailure } from './store.ts'

/** Begins the next step of every escalation whose `next_at` has come. */
export function escalationLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: loopName,
    log: kernel.log,
    async find(now, limit) {
      const rows = await kernel.engine
        .selectFrom('escalations')
        .select(['orgId', 'alertId as id'])
        .where('nextAt', '<=', now)
        .orderBy('nextAt')
        .limit(limit)
        .execute()
      return rows
    },
    async nextAt() {
      const row = await kernel.engine
        .selectFrom('escalations')
        .select('nextAt')
        .where('nextAt', 'is not', null)
        .orderBy('nextAt')
        .limit(1)
        .executeTakeFirst()
      return row?.nextAt ?? undefined
    },
    handle: (orgId, ids) => kernel.work.inOrganization(orgId, (work) => advanceDue(work, ids)),
    async postpone(orgId, id, error) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        recordFailure(trx, id, error.message, (failures) => now.add({ seconds: retryAfterSeconds(failures) })),
      )
    },
  })
}
