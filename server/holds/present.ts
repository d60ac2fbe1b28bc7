import type { HeldView } from '../../contract/alerts.ts'
import type { Trx } from '../kernel/db/types.ts'
import { listHolds } from './store.ts'

/** The alerts among these that are held. */
export async function heldAmong(trx: Trx, alertIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await listHolds(trx, alertIds)).map((one) => one.alertId))
}

/** Why these alerts page nobody, for people; only those that are held. */
export async function holdsOf(trx: Trx, alertIds: readonly string[]): Promise<Map<string, HeldView>> {
  const holds = await listHolds(trx, alertIds)
  return new Map(
    holds.map(({ alertId, reason, since, untilAt, data }) => [
      alertId,
      {
        reason,
        since: since.toString(),
        until: untilAt?.toString() ?? null,
        by: data.by ?? null,
        cause: data.cause ?? null,
      },
    ]),
  )
}
