import { rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { deleteExpired, findExpired, nextExpiry, postponeExpiry } from './store/requests.ts'

const retryMinutes = 10
const rowsAtOnce = 2_000

/** Forgets what became of requests: clients ask within seconds. */
export function requestLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: 'opsgenie-requests',
    log: kernel.log,
    batch: rowsAtOnce,
    find: (now, limit) => findExpired(kernel.engine, now, limit),
    nextAt: () => nextExpiry(kernel.engine),
    handle: (orgId, ids) => kernel.work.inOrganization(orgId, ({ trx, now }) => deleteExpired(trx, ids, now)),
    postpone: (orgId, id) =>
      kernel.work.inOrganization(orgId, ({ trx, now }) => postponeExpiry(trx, id, now.add({ minutes: retryMinutes }))),
  })
}
