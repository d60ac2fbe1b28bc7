import { gaps, layerShifts, shifts } from '../../../rules/oncall/index.ts'
import type { Gap, Shift } from '../../../rules/oncall/index.ts'
import { findOrganization } from '../../identity/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { ScheduleFilter } from '../store/schedules.ts'
import { loadSchedules } from '../store/schedules.ts'
import { spanOf } from '../times.ts'
import type { LoadedSchedule, Span } from '../types.ts'

/** What people ask for: texts as they came, read in the zone of the schedule. */
export interface AskedSpan {
  from?: string | undefined
  to?: string | undefined
}

/** The schedule of this key or id; throws not_found. */
export async function existing(
  work: Work,
  name: string,
  filter: Pick<ScheduleFilter, 'within'> = {},
): Promise<LoadedSchedule> {
  const [schedule] = await loadSchedules(work.trx, { name, ...filter })
  if (!schedule) throw new Fault('not_found', `There is no schedule "${name}".`)
  return schedule
}

/** The schedules with those overrides that have not ended. */
export async function currentSchedules(work: Work, name?: string): Promise<LoadedSchedule[]> {
  const within = { from: work.now, to: Temporal.Instant.from('9000-01-01T00:00Z') }
  const schedules = await loadSchedules(work.trx, { name, within })
  return schedules.map((schedule) => {
    const wallNow = work.now.toZonedDateTimeISO(schedule.timeZone).toPlainDateTime().toString()
    return { ...schedule, overrides: schedule.overrides.filter((override) => override.to > wallNow) }
  })
}

export interface Plan {
  schedule: LoadedSchedule
  span: Span
  shifts: Shift[]
  gaps: Gap[]
  /** In the order of `schedule.rules.layers`. */
  layers: Shift[][]
}

/** Everything a calendar shows of one schedule; without bounds the next seven days. Throws not_found and invalid_request. */
export async function planOf(work: Work, name: string, asked: AskedSpan): Promise<Plan> {
  const schedule = await existing(work, name)
  const span = spanOf(asked, schedule.timeZone, work.now, 7)
  const { rules } = schedule
  return {
    schedule,
    span,
    shifts: shifts(rules, span.from, span.to),
    gaps: gaps(rules, span.from, span.to),
    layers: layerShifts(rules, span.from, span.to),
  }
}

/** One person's shifts over all schedules, in order; without bounds the next 30 days. Local times are the organization's. */
export async function shiftsOf(
  work: Work,
  userId: string,
  asked: AskedSpan,
): Promise<{ schedule: LoadedSchedule; shift: Shift }[]> {
  const { timezone } = await findOrganization(work.trx)
  const span = spanOf(asked, timezone, work.now, 30)
  const schedules = await loadSchedules(work.trx, { userId, within: span })
  return schedules
    .flatMap((schedule) =>
      shifts(schedule.rules, span.from, span.to)
        .filter((shift) => shift.userId === userId)
        .map((shift) => ({ schedule, shift })),
    )
    .toSorted((a, b) => Temporal.Instant.compare(a.shift.from, b.shift.from))
}
