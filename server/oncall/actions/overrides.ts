import type { NewOverride } from '../../../contract/oncall.ts'
import { audit } from '../../audit/index.ts'
import { userIdsByKey, usersById } from '../../identity/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import { mustBeAllowedToReplace } from '../policy.ts'
import { lockSchedule } from '../store/changes.ts'
import {
  deleteOverrides,
  deleteOverridesOfDeparted,
  findOverlapping,
  findOverride,
  insertOverrides,
} from '../store/overrides.ts'
import { wallClockOf } from '../times.ts'
import type { LoadedSchedule, OverrideRow } from '../types.ts'
import { existing } from './shifts.ts'

/** Longer than a parental leave; more is a change of the schedule. */
const mostOverrideDays = 731

/**
 * Puts one person in the place of whoever has the duty, for a time (Vertretung). Throws forbidden, not_found,
 * invalid_request, and conflict when an override holds part of the time already; it says who and when.
 */
export async function addOverride(
  work: Work,
  caller: Caller,
  scheduleName: string,
  asked: NewOverride,
): Promise<OverrideRow> {
  const schedule = await existing(work, scheduleName)
  await lockSchedule(work.trx, schedule.id)
  const values = await judged(work, caller, schedule, asked)
  const row = { id: work.id(), scheduleId: schedule.id, ...values, managed: false }
  await insertOverrides(work.trx, work.orgId, [row])
  const after = { user: asked.user, from: row.from, to: row.to }
  audit(work, { ...of(caller, schedule), action: 'schedule.override.created', data: { id: row.id, after } })
  work.changed('oncall', schedule.id)
  return row
}

/** Gives an override another person or time. Throws as `addOverride` does, and not_found. */
export async function changeOverride(
  work: Work,
  caller: Caller,
  scheduleName: string,
  id: string,
  asked: NewOverride,
): Promise<OverrideRow> {
  const schedule = await existing(work, scheduleName)
  await lockSchedule(work.trx, schedule.id)
  const override = await findOverride(work.trx, schedule.id, id)
  if (!override) throw new Fault('not_found', `The schedule "${schedule.key}" has no such override.`)
  mustBeAllowedToReplace(caller, override.userId)
  await deleteOverrides(work.trx, [override.id])
  const values = await judged(work, caller, schedule, asked)
  const row = { ...override, ...values }
  await insertOverrides(work.trx, work.orgId, [row])
  const keyOf = (await usersById(work.trx, [override.userId])).get(override.userId)?.key ?? null
  const before = { user: keyOf, from: override.from, to: override.to }
  const after = { user: asked.user, from: row.from, to: row.to }
  audit(work, { ...of(caller, schedule), action: 'schedule.override.changed', data: { id, before, after } })
  work.changed('oncall', schedule.id)
  return row
}

/** What is asked for, when the caller may have it and nothing stands in its way. The schedule must be locked. */
async function judged(
  work: Work,
  caller: Caller,
  schedule: LoadedSchedule,
  asked: NewOverride,
): Promise<Pick<OverrideRow, 'userId' | 'from' | 'to'>> {
  const userId = (await userIdsByKey(work.trx)).get(asked.user)
  if (userId === undefined) throw invalid('user', `There is nobody with the key "${asked.user}".`)
  mustBeAllowedToReplace(caller, userId)
  const from = wallClockOf('from', asked.from, schedule.timeZone, 'floor')
  const to = wallClockOf('to', asked.to, schedule.timeZone, 'ceil')
  mustBeUsable(work, schedule, from, to)
  await deleteOverridesOfDeparted(work.trx, schedule.id)
  const other = await findOverlapping(work.trx, schedule.id, from, to)
  if (other) throw await overlapFault(work, schedule, other)
  return { userId, from, to }
}

/** Removes an override: the duty goes back to whoever has it by the layers. Throws forbidden and not_found. */
export async function removeOverride(work: Work, caller: Caller, scheduleName: string, id: string): Promise<void> {
  const schedule = await existing(work, scheduleName)
  const override = await findOverride(work.trx, schedule.id, id)
  if (!override) throw new Fault('not_found', `The schedule "${schedule.key}" has no such override.`)
  mustBeAllowedToReplace(caller, override.userId)
  await deleteOverrides(work.trx, [override.id])
  const person = (await usersById(work.trx, [override.userId])).get(override.userId)
  const before = { user: person?.key ?? null, from: override.from, to: override.to }
  audit(work, { ...of(caller, schedule), action: 'schedule.override.removed', data: { id, before } })
  work.changed('oncall', schedule.id)
}

function of(caller: Caller, { id, key, name }: LoadedSchedule) {
  return { actor: actorOf(caller), subject: { kind: 'schedule', id, key, name } }
}

/** The answer to an override in whose time another one stands. */
export async function overlapFault(work: Work, schedule: LoadedSchedule, other: OverrideRow): Promise<Fault> {
  const people = await usersById(work.trx, [other.userId])
  const who = people.get(other.userId)?.name ?? 'somebody else'
  return new Fault(
    'conflict',
    `In "${schedule.name}", ${who} stands in from ${readable(other.from)} to ${readable(other.to)} (${schedule.timeZone}) ` +
      'already. Remove that override first, or choose a time beside it.',
  )
}

const readable = (local: string) => local.replace('T', ' ')

function mustBeUsable(work: Work, schedule: LoadedSchedule, from: string, to: string): void {
  if (from >= to) throw invalid('to', 'The override must end after it begins.')
  const length = Temporal.PlainDateTime.from(from).until(Temporal.PlainDateTime.from(to), { largestUnit: 'days' })
  if (length.days >= mostOverrideDays) throw invalid('to', `An override lasts at most ${mostOverrideDays} days.`)
  const wallNow = work.now.toZonedDateTimeISO(schedule.timeZone).toPlainDateTime().toString()
  if (to <= wallNow) throw invalid('to', 'This time is over: who was on call then cannot be changed any more.')
}

function invalid(path: string, detail: string): Fault {
  return new Fault('invalid_request', detail, [{ path, message: detail }])
}
