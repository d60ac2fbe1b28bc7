import { rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { raiseDue, raiseLoopName } from './raise.ts'
import { expire } from './together.ts'
import { endSnoozes, snoozeLoopName } from './snooze.ts'

/** A row that could not be expired is tried again after this time. */
const retrySeconds = 60

/** After a storm thousands end within a minute: so many are resolved in one transaction, with the same few statements. */
const expiryBatch = 500

/** Resolves alerts at `expiresAt`, when no sender renewed them. */
export function expiryLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: 'alert-expiry',
    log: kernel.log,
    batch: expiryBatch,
    find: (now, limit) =>
      kernel.engine
        .selectFrom('alerts')
        .select(['orgId', 'id'])
        .where('expiresAt', '<=', now)
        .where('status', '<>', 'resolved')
        .orderBy('expiresAt')
        .limit(limit)
        .execute(),
    async nextAt() {
      const row = await kernel.engine
        .selectFrom('alerts')
        .select('expiresAt')
        .where('expiresAt', 'is not', null)
        .where('status', '<>', 'resolved')
        .orderBy('expiresAt')
        .limit(1)
        .executeTakeFirst()
      return row?.expiresAt ?? undefined
    },
    handle: (orgId, ids) => kernel.work.inOrganization(orgId, (work) => expire(work, ids)),
    async postpone(orgId, id) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        trx
          .updateTable('alerts')
          .set({ expiresAt: now.add({ seconds: retrySeconds }) })
          .where('id', '=', id)
          .execute(),
      )
    },
  })
}

/** Raises alerts at `raiseAt`, when the support hours of their customers turn. */
export function raiseLoop(kernel: Kernel): DueLoop {
  const triggered = () => kernel.engine.selectFrom('alerts').where('status', '=', 'triggered')
  return rowLoop({
    name: raiseLoopName,
    log: kernel.log,
    find: (now, limit) =>
      triggered().select(['orgId', 'id']).where('raiseAt', '<=', now).orderBy('raiseAt').limit(limit).execute(),
    async nextAt() {
      const waiting = triggered().select('raiseAt').where('raiseAt', 'is not', null).orderBy('raiseAt').limit(1)
      return (await waiting.executeTakeFirst())?.raiseAt ?? undefined
    },
    handle: (orgId, ids) => kernel.work.inOrganization(orgId, (work) => raiseDue(work, ids)),
    async postpone(orgId, id) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        trx
          .updateTable('alerts')
          .set({ raiseAt: now.add({ seconds: retrySeconds }) })
          .where('id', '=', id)
          .where('raiseAt', 'is not', null)
          .execute(),
      )
    },
  })
}

/** Ends snoozes at `snoozedUntil`. */
export function snoozeLoop(kernel: Kernel): DueLoop {
  const snoozed = () => kernel.engine.selectFrom('alerts').where('status', '=', 'acknowledged')
  return rowLoop({
    name: snoozeLoopName,
    log: kernel.log,
    find: (now, limit) =>
      snoozed().select(['orgId', 'id']).where('snoozedUntil', '<=', now).orderBy('snoozedUntil').limit(limit).execute(),
    async nextAt() {
      const next = snoozed()
        .select('snoozedUntil')
        .where('snoozedUntil', 'is not', null)
        .orderBy('snoozedUntil')
        .limit(1)
      return (await next.executeTakeFirst())?.snoozedUntil ?? undefined
    },
    handle: (orgId, ids) => kernel.work.inOrganization(orgId, (work) => endSnoozes(work, ids)),
    async postpone(orgId, id) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        trx
          .updateTable('alerts')
          .set({ snoozedUntil: now.add({ seconds: retrySeconds }) })
          .where('id', '=', id)
          .where('snoozedUntil', 'is not', null)
          .execute(),
      )
    },
  })
}
