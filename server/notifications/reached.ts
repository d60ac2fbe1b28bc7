import { anyOf } from '../kernel/db/among.ts'
import type { Trx } from '../kernel/db/types.ts'

/** Whom pages of these alerts have called so far, and in which round of which run. */
export async function pagedPeople(trx: Trx, alertIds: readonly string[]) {
  if (alertIds.length === 0) return []
  return trx
    .selectFrom('pages')
    .select(['alertId', 'userId', 'epoch', 'round'])
    .distinct()
    .where('alertId', '=', anyOf(alertIds))
    .where('kind', '=', 'page')
    .execute()
}

/** Whether a message of the step that was begun last has reached, or may still reach, somebody. */
export async function lastStepReaches(trx: Trx, alertId: string, epoch: number): Promise<boolean> {
  const last = await trx
    .selectFrom('pages')
    .select(['round', 'step'])
    .where('alertId', '=', alertId)
    .where('epoch', '=', epoch)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return false
  const row = await trx
    .selectFrom('deliveries')
    .innerJoin('pages', (join) =>
      join.onRef('pages.orgId', '=', 'deliveries.orgId').onRef('pages.id', '=', 'deliveries.pageId'),
    )
    .select('deliveries.id')
    .where('pages.alertId', '=', alertId)
    .where('pages.epoch', '=', epoch)
    .where('pages.round', '=', last.round)
    .where('pages.step', '=', last.step)
    .where('deliveries.status', 'in', ['planned', 'sending', 'sent', 'delivered', 'bundled'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whom pages of one step call, as far as a message of it has reached, or may still reach, them. */
export async function peopleOfStep(
  trx: Trx,
  alertId: string,
  at: { epoch: number; round: number; step: number },
): Promise<string[]> {
  const rows = await trx
    .selectFrom('pages')
    .innerJoin('deliveries', (join) =>
      join.onRef('pages.orgId', '=', 'deliveries.orgId').onRef('pages.id', '=', 'deliveries.pageId'),
    )
    .select('pages.userId')
    .distinct()
    .where('pages.alertId', '=', alertId)
    .where('pages.kind', '=', 'page')
    .where('pages.epoch', '=', at.epoch)
    .where('pages.round', '=', at.round)
    .where('pages.step', '=', at.step)
    .where('deliveries.status', 'in', ['planned', 'sending', 'sent', 'delivered'])
    .execute()
  return rows.map((row) => row.userId)
}
