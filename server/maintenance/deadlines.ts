import { rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { loopName } from './actions.ts'
import { planOf, timesOf } from './plan.ts'
import { review } from './screen.ts'
import { lockDueWindows, updateWindow } from './store.ts'

/** A window that could not be handled is tried again after this time. */
const retrySeconds = 30

/** Handles windows at `next_at`, when they begin or end. */
export function maintenanceLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: loopName,
    log: kernel.log,
    find: (now, limit) =>
      kernel.engine
        .selectFrom('maintenanceWindows')
        .select(['orgId', 'id'])
        .where('nextAt', '<=', now)
        .orderBy('nextAt')
        .limit(limit)
        .execute(),
    async nextAt() {
      const row = await kernel.engine
        .selectFrom('maintenanceWindows')
        .select('nextAt')
        .where('nextAt', 'is not', null)
        .orderBy('nextAt')
        .limit(1)
        .executeTakeFirst()
      return row?.nextAt ?? undefined
    },
    handle: (orgId, ids) => kernel.work.inOrganization(orgId, (work) => turn(work, ids)),
    async postpone(orgId, id) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        updateWindow(trx, id, { nextAt: now.add({ seconds: retrySeconds }) }),
      )
    },
  })
}

/** Windows that begin lengthen what others hold already; of those that end, what still burns pages. */
async function turn(work: Work, ids: readonly string[]): Promise<number> {
  const due = await lockDueWindows(work.trx, ids, work.now)
  for (const window of due) {
    await updateWindow(work.trx, window.id, planOf(timesOf(window), work.now))
    work.changed('maintenance', window.id)
  }
  if (due.length > 0) await review(work, 'over')
  return due.length
}
