import type { KeptKind, Retention } from '../../contract/retention.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Amount } from './store.ts'
import { countAuditLog, countTables, databaseSize, rawEventDaysOf } from './store.ts'

/** Counting a table of millions to its end would cost seconds that nobody gains from. */
const countedUpTo = 100_000

/** Where other slices say how long they keep things: heartbeats/actions/ping.ts, watch/selftest/begin.ts. */
const pingDays = 30
const selfTestDays = 365

export async function showRetention(trx: Trx): Promise<Retention> {
  const amounts = await countTables(trx, countedUpTo)
  const kept = (kind: KeptKind, days: number | null, { count, oldestAt }: Amount) => ({
    kind,
    days,
    count,
    oldestAt: oldestAt?.toString() ?? null,
  })
  return {
    items: [
      kept('rawEvents', await rawEventDaysOf(trx), amounts.events),
      kept('alerts', null, amounts.alerts),
      kept('timeline', null, amounts.timeline),
      kept('messages', null, amounts.deliveries),
      kept('heartbeatPings', pingDays, amounts.pings),
      kept('selfTests', selfTestDays, amounts.selfTests),
      kept('sandbox', null, amounts.sandbox),
      kept('auditLog', null, await countAuditLog(trx)),
    ],
    countedUpTo,
    databaseBytes: await databaseSize(trx),
  }
}
