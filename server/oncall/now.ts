import { horizonDays, onCallAt } from '../../rules/oncall/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import { loadSchedules } from './store.ts'
import type { Span } from './types.ts'

export interface OnCallShift {
  userId: string
  scheduleName: string
  /** Absent: further away than the rules look (400 days). */
  from: Temporal.Instant | undefined
  to: Temporal.Instant | undefined
}

/**
 * Who is on call in each of these schedules at an instant, by schedule id. Schedules without anybody on call, and ones that
 * no longer exist, are absent. A constant number of statements.
 */
export async function onCallNow(
  trx: Trx,
  scheduleIds: readonly string[],
  at: Temporal.Instant,
): Promise<Map<string, OnCallShift>> {
  const schedules = await loadSchedules(trx, { ids: scheduleIds, within: horizonAround(at) })
  return new Map(
    schedules.flatMap(({ id, name, rules }) => {
      const shift = onCallAt(rules, at)
      return shift ? [[id, { userId: shift.userId, scheduleName: name, from: shift.from, to: shift.to }]] : []
    }),
  )
}

/** The overrides that the rules look at around an instant: also the far ones bound a shift. */
export function horizonAround(at: Temporal.Instant): Span {
  const hours = horizonDays * 24
  return { from: at.subtract({ hours }), to: at.add({ hours }) }
}
