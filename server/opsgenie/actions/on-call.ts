import { usersById } from '../../identity/index.ts'
import type { User } from '../../identity/index.ts'
import { dutiesAt, planOf } from '../../oncall/index.ts'
import type { Duty } from '../../oncall/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { wrongField } from '../refusal.ts'
import type { Call, Reply } from '../types.ts'
import { inside } from './inside.ts'
import { numberIn } from './paging.ts'
import { parentOf, scheduleOf } from './schedules.ts'

/** The instant that is asked for; a "+" that was not encoded arrives as a space. Throws 422. */
function dateOf({ query, receivedAt }: Call): Temporal.Instant {
  if (!query.date) return receivedAt
  try {
    return Temporal.Instant.from(query.date.trim().replace(/ (\d{2}:?\d{2})$/, '+$1'))
  } catch {
    throw wrongField('date', 'date must be an instant such as 2026-12-24T18:00:00Z.')
  }
}

const isFlat = ({ query }: Call) => query.flat === 'true'

type People = ReadonlyMap<string, User>

/** Who has the duty in one schedule, or in every one (`:id` absent). */
export const onCalls = (call: Call): Promise<Reply> => duties(call, presentNow)

/** Who takes over then. */
export const nextOnCalls = (call: Call): Promise<Reply> => duties(call, presentNext)

async function duties(call: Call, present: (call: Call, duty: Duty, people: People) => object): Promise<Reply> {
  const { found, people } = await inside(call, async (work) => {
    const name = call.params.id === undefined ? undefined : (await scheduleOf(work, call)).key
    const all = await dutiesAt(work.trx, { name }, dateOf(call))
    const ids = all.flatMap(({ shift, next }) => [shift, next].flatMap((one) => one?.userId ?? []))
    return { found: all, people: await usersById(work.trx, ids) }
  })
  const shown = found.map((duty) => ({ _parent: parentOf(duty.schedule), ...present(call, duty, people) }))
  return { status: 200, body: { data: call.params.id === undefined ? shown : shown[0] } }
}

const participant = (userId: string, people: People) => ({
  id: userId,
  name: people.get(userId)?.email ?? '',
  type: 'user',
})

function presentNow(call: Call, { shift }: Duty, people: People): object {
  const all = shift ? [participant(shift.userId, people)] : []
  return isFlat(call) ? { onCallRecipients: all.map(({ name }) => name) } : { onCallParticipants: all }
}

function presentNext(call: Call, { next }: Duty, people: People): object {
  const all = next ? [participant(next.userId, people)] : []
  const names = all.map(({ name }) => name)
  return isFlat(call)
    ? { nextOnCallRecipients: names, exactNextOnCallRecipients: names }
    : { nextOnCallParticipants: all, exactNextOnCallParticipants: all }
}

const daysByUnit: Readonly<Record<string, number>> = { days: 1, weeks: 7, months: 31 }
const mostDays = 366

/** The calendar of a schedule from the day asked for: what it comes to, the layers, the overrides. */
export async function timeline(call: Call): Promise<Reply> {
  const days = daysByUnit[(call.query.intervalUnit ?? 'weeks').toLowerCase()]
  if (days === undefined) throw wrongField('intervalUnit', 'intervalUnit must be one of days, weeks, months.')
  const length = Math.min(mostDays, numberIn(call, 'interval', 1, 1, mostDays) * days)
  const from = dateOf(call)
  const to = from.add({ hours: 24 * length })
  const data = await inside(call, (work) => readTimeline(work, call, from, to))
  return { status: 200, body: { data } }
}

async function readTimeline(work: Work, call: Call, from: Temporal.Instant, to: Temporal.Instant) {
  const schedule = await scheduleOf(work, call)
  const plan = await planOf(work, schedule.key, { from: from.toString(), to: to.toString() })
  const shifts = [...plan.shifts, ...plan.layers.flat()]
  const people = await usersById(
    work.trx,
    shifts.map(({ userId }) => userId),
  )
  const periods = (some: readonly (typeof shifts)[number][]) =>
    some.map((shift) => ({
      startDate: shift.from.toString(),
      endDate: shift.to.toString(),
      type: shift.origin.kind === 'override' ? 'override' : 'default',
      recipient: participant(shift.userId, people),
    }))
  const rotation = (name: string, order: number, some: readonly (typeof shifts)[number][]) => ({
    id: `${schedule.id}-${order - 1}`,
    name,
    order,
    periods: periods(some),
  })
  const expands = (what: string) => (call.query.expand ?? '').split(',').includes(what)
  const overrides = plan.shifts.filter(({ origin }) => origin.kind === 'override')
  return {
    _parent: parentOf(schedule),
    startDate: from.toString(),
    endDate: to.toString(),
    finalTimeline: { rotations: [rotation(schedule.name, 1, plan.shifts)] },
    ...(expands('base') && {
      baseTimeline: {
        rotations: plan.layers.map((layer, index) => rotation(schedule.rules.layers[index]!.name, index + 1, layer)),
      },
    }),
    ...(expands('override') && { overrideTimeline: { rotations: [rotation(schedule.name, 1, overrides)] } }),
    ...(expands('forwarding') && { forwardingTimeline: { rotations: [] } }),
  }
}
