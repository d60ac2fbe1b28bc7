import { listUsersNow } from '../../identity/index.ts'
import type { User } from '../../identity/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { addOverride, currentSchedules } from '../../oncall/index.ts'
import type { LoadedSchedule } from '../../oncall/index.ts'
import { Refusal, wrongField } from '../refusal.ts'
import type { Call, Reply } from '../types.ts'
import { inside } from './inside.ts'
import { userNamed } from './people.ts'

/** The schedule that a client means: by id, key or name, whatever it says that it is. Throws 404. */
export async function scheduleOf(work: Work, call: Call): Promise<LoadedSchedule> {
  const wanted = (call.params.id ?? '').trim().toLowerCase()
  const all = await currentSchedules(work)
  const found =
    all.find(({ id, key }) => id === wanted || key === wanted) ?? all.find(({ name }) => name.toLowerCase() === wanted)
  if (!found) throw new Refusal(404, 'Schedule does not exist.')
  return found
}

export const parentOf = ({ id, name }: LoadedSchedule) => ({ id, name, enabled: true })

const wantsRotations = ({ query }: Call) => (query.expand ?? '').split(',').includes('rotation')

export async function listSchedules(call: Call): Promise<Reply> {
  const { schedules, users } = await inside(call, async (work) => ({
    schedules: await currentSchedules(work),
    users: await listUsersNow(work.trx),
  }))
  const data = schedules.map((schedule) => presentSchedule(schedule, users, wantsRotations(call)))
  return { status: 200, body: { data, expandable: ['rotation'] } }
}

export async function getSchedule(call: Call): Promise<Reply> {
  const { schedule, users } = await inside(call, async (work) => ({
    schedule: await scheduleOf(work, call),
    users: await listUsersNow(work.trx),
  }))
  return { status: 200, body: { data: presentSchedule(schedule, users, true) } }
}

function presentSchedule(schedule: LoadedSchedule, users: readonly User[], expands: boolean) {
  const { id, name, timeZone, team } = schedule
  return {
    id,
    name,
    description: '',
    timezone: timeZone,
    enabled: true,
    ...(team && { ownerTeam: { id: team.id, name: team.name } }),
    rotations: expands ? rotationsOf(schedule, users) : [],
  }
}

const typeByUnit: Readonly<Record<string, string>> = { hour: 'hourly', day: 'daily', week: 'weekly' }

function rotationsOf({ id, rules, timeZone }: LoadedSchedule, users: readonly User[]) {
  return rules.layers.map((layer, index) => {
    const [, length = '1', unit = 'week'] = /^(\d+)\s*(hour|day|week)/.exec(layer.rotation?.every ?? '') ?? []
    const at = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant().toString()
    return {
      id: `${id}-${index}`,
      name: layer.name,
      startDate: at(layer.start),
      ...(layer.end !== undefined && { endDate: at(layer.end) }),
      type: typeByUnit[unit],
      length: Number(length),
      participants: layer.userIds.map((userId) => {
        const user = users.find((one) => one.id === userId)
        return { type: 'user', id: userId, username: user?.email ?? '' }
      }),
    }
  })
}

/** Puts somebody in the place of whoever has the duty. Throws 404, 409 for a time that is taken, 422. */
export async function createOverride(call: Call): Promise<Reply> {
  const { user, startDate, endDate } = call.body
  const named = typeof user === 'object' && user !== null ? (user as Record<string, unknown>) : {}
  const name = [named.username, named.id, named.name].find((one) => typeof one === 'string' && one !== '')
  if (typeof name !== 'string') throw wrongField('user', 'User can not be empty.')
  if (typeof startDate !== 'string') throw wrongField('startDate', 'startDate can not be empty.')
  if (typeof endDate !== 'string') throw wrongField('endDate', 'endDate can not be empty.')
  const { orgId } = call.source
  const made = await inside(call, async (work) => {
    const schedule = await scheduleOf(work, call)
    const person = userNamed(await listUsersNow(work.trx), name)
    if (!person) throw wrongField('user', 'User does not exist.')
    const caller = {
      kind: 'api_key',
      orgId,
      name: call.source.name,
      role: 'manager',
      language: person.language,
    } as const
    const override = await addOverride(work, caller, schedule.key, { user: person.key, from: startDate, to: endDate })
    return { schedule, override }
  })
  return { status: 201, body: { data: { _parent: parentOf(made.schedule), alias: made.override.id } } }
}
