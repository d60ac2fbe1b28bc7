import type { MyShift, OnCallView, OverrideView, ScheduleView, ShiftsView, ShiftView } from '../../contract/oncall.ts'
import type { Shift } from '../../rules/oncall/index.ts'
import { usersById } from '../identity/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Duty } from './actions/now.ts'
import type { Plan } from './actions/shifts.ts'
import type { LoadedSchedule, Named, OverrideRow } from './types.ts'

type Person = { key: string; name: string }
type People = (id: string) => Person

async function peopleOf(trx: Trx, ids: Iterable<string>): Promise<People> {
  const users = await usersById(trx, new Set(ids))
  return (id) => {
    const user = users.get(id)
    return { key: user?.key ?? id, name: user?.name ?? id }
  }
}

const scheduleName = ({ key, name, timeZone }: LoadedSchedule) => ({ key, name, timezone: timeZone })
const named = (one: Named | null) => one && { key: one.key, name: one.name }
const text = (at: Temporal.Instant | undefined) => at?.toString() ?? null

export async function presentDuties(trx: Trx, duties: readonly Duty[]): Promise<OnCallView[]> {
  const ids = duties.flatMap(({ shift, next }) => [shift, next].flatMap((one) => one?.userId ?? []))
  const person = await peopleOf(trx, ids)
  return duties.map(({ schedule, shift, next }) => ({
    schedule: scheduleName(schedule),
    team: named(schedule.team),
    customer: named(schedule.customer),
    user: shift ? person(shift.userId) : null,
    from: text(shift?.from),
    to: text(shift?.to),
    origin: shift?.origin.kind ?? null,
    next: next?.from ? { user: person(next.userId), from: next.from.toString(), to: text(next.to) } : null,
  }))
}

export async function presentPlan(trx: Trx, plan: Plan): Promise<ShiftsView> {
  const person = await peopleOf(
    trx,
    [...plan.shifts, ...plan.layers.flat()].map((shift) => shift.userId),
  )
  const present = (shift: Shift): ShiftView => ({
    user: person(shift.userId),
    ...bounds(shift),
    origin: shift.origin.kind,
  })
  return {
    schedule: scheduleName(plan.schedule),
    ...bounds(plan.span),
    items: plan.shifts.map(present),
    gaps: plan.gaps.map(bounds),
    layers: plan.layers.map((shifts, index) => ({
      name: plan.schedule.rules.layers[index]!.name,
      shifts: shifts.map(present),
    })),
  }
}

const bounds = ({ from, to }: { from: Temporal.Instant; to: Temporal.Instant }) => ({
  from: from.toString(),
  to: to.toString(),
})

export function presentMyShifts(shifts: readonly { schedule: LoadedSchedule; shift: Shift }[]): MyShift[] {
  return shifts.map(({ schedule, shift }) => ({
    schedule: scheduleName(schedule),
    ...bounds(shift),
    origin: shift.origin.kind,
  }))
}

export async function presentSchedules(trx: Trx, schedules: readonly LoadedSchedule[]): Promise<ScheduleView[]> {
  const ids = schedules.flatMap(({ rules, overrides }) => [
    ...rules.layers.flatMap((layer) => layer.userIds),
    ...overrides.map((override) => override.userId),
  ])
  const person = await peopleOf(trx, ids)
  return schedules.map((schedule) => ({
    id: schedule.id,
    ...scheduleName(schedule),
    team: named(schedule.team),
    customer: named(schedule.customer),
    layers: schedule.rules.layers.map(({ userIds, ...layer }) => ({
      name: layer.name,
      start: layer.start,
      ...(layer.end !== undefined && { end: layer.end }),
      ...(layer.rotation && { rotation: layer.rotation }),
      ...(layer.restrictions?.length && {
        restrictions: layer.restrictions.map(({ days, from, to }) => ({ ...(days && { days: [...days] }), from, to })),
      }),
      users: userIds.map(person),
    })),
    overrides: schedule.overrides.map((override) => overrideOf(override, person)),
  }))
}

export async function presentOverride(trx: Trx, override: OverrideRow): Promise<OverrideView> {
  return overrideOf(override, await peopleOf(trx, [override.userId]))
}

function overrideOf({ id, userId, from, to, managed }: OverrideRow, person: People): OverrideView {
  return { id, user: person(userId), from, to, managed }
}
