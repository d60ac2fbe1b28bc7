import { retryAfterSeconds, rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { acknowledgedLoopName, followAcknowledged } from './acknowledged.ts'
import { loopName } from './actions.ts'
import { advanceDue } from './advance.ts'
import { findAcknowledgedDue, nextAcknowledgedDue, postponeAcknowledged } from './store/acknowledged.ts'
import { recordFailure } from './store/escalations.ts'

/** Begins the next step of every escalation whose `next_at` has come. */
export function escalationLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: loopName,
    log: kernel.log,
    find: (now, limit) => findDue(kernel, now, limit, []),
    findOthers: (now, limit, orgIds) => findDue(kernel, now, limit, orgIds),
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

/** The escalations that are due, the oldest first, of other organizations than `except`. */
function findDue({ engine }: Kernel, now: Temporal.Instant, limit: number, except: readonly string[]) {
  return engine
    .selectFrom('escalations')
    .select(['orgId', 'alertId as id'])
    .where('nextAt', '<=', now)
    .$if(except.length > 0, (query) => query.where('orgId', 'not in', except))
    .orderBy('nextAt')
    .limit(limit)
    .execute()
}

/** Does what follows an acknowledgement: informs, reminds, ends it. */
export function acknowledgedLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: acknowledgedLoopName,
    log: kernel.log,
    find: (now, limit) => findAcknowledgedDue(kernel.engine, now, limit),
    nextAt: () => nextAcknowledgedDue(kernel.engine),
    handle: (orgId, ids) => kernel.work.inOrganization(orgId, (work) => followAcknowledged(work, ids)),
    async postpone(orgId, id, error) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        postponeAcknowledged(trx, id, error.message, (failures) => now.add({ seconds: retryAfterSeconds(failures) })),
      )
    },
  })
}
