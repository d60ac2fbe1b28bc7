import type { Work } from '../kernel/db/work.ts'
import { rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { raiseDue, raiseLoopName } from './raise.ts'
import { endSnoozes, snoozeLoopName } from './snooze.ts'
import type { AlertDeadline } from './store/due.ts'
import { expiry, findDue, nextDueAt, postponeDue, rise, snoozeEnd } from './store/due.ts'
import { expire } from './together.ts'

/** A row that could not be handled is tried again after this time. */
const retrySeconds = 60

/** After a storm thousands end within a minute: so many are resolved in one transaction, with the same few statements. */
const expiryBatch = 500

/** Resolves alerts at `expiresAt`, when no sender renewed them. */
export const expiryLoop = (kernel: Kernel): DueLoop =>
  alertLoop(kernel, { name: 'alert-expiry', deadline: expiry, handle: expire, batch: expiryBatch })

/** Raises alerts at `raiseAt`, when the support hours of their customers turn. */
export const raiseLoop = (kernel: Kernel): DueLoop =>
  alertLoop(kernel, { name: raiseLoopName, deadline: rise, handle: raiseDue })

/** Ends snoozes at `snoozedUntil`. */
export const snoozeLoop = (kernel: Kernel): DueLoop =>
  alertLoop(kernel, { name: snoozeLoopName, deadline: snoozeEnd, handle: endSnoozes })

interface Loop {
  name: string
  deadline: AlertDeadline
  handle: (work: Work, ids: readonly string[]) => Promise<number>
  batch?: number
}

function alertLoop({ engine, log, work }: Kernel, { name, deadline, handle, batch }: Loop): DueLoop {
  return rowLoop({
    name,
    log,
    ...(batch !== undefined && { batch }),
    find: (now, limit) => findDue(engine, deadline, now, limit),
    nextAt: () => nextDueAt(engine, deadline),
    handle: (orgId, ids) => work.inOrganization(orgId, (inside) => handle(inside, ids)),
    postpone: (orgId, id) =>
      work.inOrganization(orgId, ({ trx, now }) => postponeDue(trx, deadline, id, now.add({ seconds: retrySeconds }))),
  })
}
