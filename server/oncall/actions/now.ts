import {
  horizonDays,
  nextHandover,
  nextShift,
  onCallAt,
  peopleAt,
  personOnCallAt,
} from '../../../rules/oncall/index.ts'
import type { OnCall, Schedule } from '../../../rules/oncall/index.ts'
import type { Trx } from '../../kernel/db/types.ts'
import { loadSchedules } from '../store/schedules.ts'
import type { ScheduleFilter } from '../store/schedules.ts'
import type { LoadedSchedule, Span } from '../types.ts'

export interface PersonOnDuty {
  userId: string
  scheduleName: string
}

/**
 * Who is on call in each of these schedules at an instant, by schedule id: for paging. Schedules without anybody on call,
 * and ones that no longer exist, are absent. Three statements however many schedules there are.
 */
export async function onCallNow(
  trx: Trx,
  scheduleIds: readonly string[],
  at: Temporal.Instant,
): Promise<Map<string, PersonOnDuty>> {
  const schedules = await loadSchedules(trx, { ids: scheduleIds, within: { from: at, to: at } })
  return new Map(
    schedules.flatMap(({ id, name, rules }) => {
      const person = personOnCallAt(rules, at)
      return person ? [[id, { userId: person.userId, scheduleName: name }]] : []
    }),
  )
}

/**
 * Everybody who has turns in each of these schedules at an instant, by schedule id, in the order of their turns; also who
 * stands in at that moment.
 */
export async function everybodyIn(
  trx: Trx,
  scheduleIds: readonly string[],
  at: Temporal.Instant,
): Promise<Map<string, { userIds: string[]; scheduleName: string }>> {
  const schedules = await loadSchedules(trx, { ids: scheduleIds, within: { from: at, to: at } })
  return new Map(schedules.map(({ id, name, rules }) => [id, { userIds: peopleAt(rules, at), scheduleName: name }]))
}

/** These schedules with all that decides who is on call at any instant within: for the rules to ask later. */
export function schedulesWithin(trx: Trx, ids: readonly string[], within: Span): Promise<LoadedSchedule[]> {
  return loadSchedules(trx, { ids, within })
}

export interface Duty {
  schedule: LoadedSchedule
  /** With the instant at which the person's duty ends, over touching shifts of theirs. */
  shift: OnCall | undefined
  /** Who takes over then; after a gap, or when nobody is on call now, the first shift that begins later. */
  next: OnCall | undefined
}

/** Who is on call at an instant, with the bounds of the shift and who comes next: for people. */
export async function dutiesAt(
  trx: Trx,
  filter: Pick<ScheduleFilter, 'name' | 'team'>,
  at: Temporal.Instant,
): Promise<Duty[]> {
  const schedules = await loadSchedules(trx, { ...filter, within: horizonAround(at) })
  return schedules.map((schedule) => ({ schedule, ...dutyAt(schedule.rules, at) }))
}

function dutyAt(rules: Schedule, at: Temporal.Instant): Pick<Duty, 'shift' | 'next'> {
  const shift = onCallAt(rules, at)
  const handover = shift && nextHandover(rules, at)
  if (!handover) return { shift, next: shift ? undefined : nextShift(rules, at) }
  const next = handover.toUserId === undefined ? nextShift(rules, handover.at) : onCallAt(rules, handover.at)
  return { shift: { ...shift, to: handover.at }, next }
}

/** As far as the rules look, so that an override in the distance bounds a shift as it will. */
function horizonAround(at: Temporal.Instant): Span {
  const hours = 2 * horizonDays * 24
  return { from: at.subtract({ hours }), to: at.add({ hours }) }
}
