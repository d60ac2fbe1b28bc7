import { rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { expireDue, loopName } from './actions/expire.ts'
import { postponeDeadline } from './store/changes.ts'
import { findDue, findNextAt } from './store/places.ts'

/** A heartbeat that could not be handled is tried again after this time. */
const retrySeconds = 60

/** Makes heartbeats late, and down with an alert, when their pings stay away. */
export function heartbeatLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: loopName,
    log: kernel.log,
    find: (now, limit) => findDue(kernel.engine, now, limit),
    nextAt: () => findNextAt(kernel.engine),
    handle: (orgId, ids) => kernel.work.inOrganization(orgId, (work) => expireDue(work, ids)),
    postpone: (orgId, id) =>
      kernel.work.inOrganization(orgId, ({ trx, now }) =>
        postponeDeadline(trx, id, now.add({ seconds: retrySeconds })),
      ),
  })
}
