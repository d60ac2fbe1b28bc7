import {
  addHeartbeat,
  changeHeartbeat,
  heartbeatsOf,
  pauseHeartbeat,
  removeHeartbeat,
  resumeHeartbeat,
  takePing,
} from '../../heartbeats/index.ts'
import type { FoundHeartbeat } from '../../heartbeats/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Refusal, wrongField } from '../refusal.ts'
import type { Call, Reply } from '../types.ts'
import { actorOf } from './answerer.ts'
import { inside } from './inside.ts'
import { answerOf } from './requests.ts'
import { textIn } from './text-in.ts'

const secondsByUnit = { minutes: 60, hours: 3_600, days: 86_400 } as const
type Unit = keyof typeof secondsByUnit
const mostSeconds = 366 * 86_400

/** Opsgenie names heartbeats as people do; ours have a key and a name, and either is understood. */
async function findNamed(work: Work, call: Call): Promise<FoundHeartbeat | undefined> {
  const name = (call.params.name ?? '').trim().toLowerCase()
  const all = await heartbeatsOf(work, call.source.id)
  return all.find((one) => one.name.toLowerCase() === name) ?? all.find((one) => one.key === name)
}

async function existing(work: Work, call: Call): Promise<FoundHeartbeat> {
  const found = await findNamed(work, call)
  if (!found) throw new Refusal(404, 'Heartbeat does not exist.')
  return found
}

/** PONG also for a name that nobody knows: Opsgenie looks later (wire A02). Stored before it is said. */
export async function pingHeartbeat(call: Call): Promise<Reply> {
  const verdict = await call.submit({
    events: [],
    rawOf: () => '',
    bytes: 0,
    async also(work) {
      const heartbeat = await findNamed(work, call)
      const target = { by: 'slug', integrationKey: '', slug: '' } as const
      const ping = {
        target,
        signal: 'success',
        exitStatus: null,
        runId: null,
        body: '',
        userAgent: 'Opsgenie API',
      } as const
      if (heartbeat) await takePing(work, heartbeat.id, ping)
      return []
    },
  })
  answerOf(verdict)
  return { status: 202, body: { result: 'PONG - Heartbeat received' } }
}

export async function createHeartbeat(call: Call): Promise<Reply> {
  const name = textIn(call, 'name', 200)
  if (name === '') throw wrongField('name', 'Name can not be empty.')
  const everySeconds = intervalOf(call)
  if (everySeconds === undefined) throw wrongField('interval', 'Interval and intervalUnit can not be empty.')
  const paused = call.body.enabled === false
  const made = await inside(call, async (work) => {
    if (await findNamed(work, { ...call, params: { name } })) throw new Refusal(409, 'A heartbeat of this name exists.')
    const settings = { name: name.slice(0, 100), sourceId: call.source.id, everySeconds, graceSeconds: 0, paused }
    return addHeartbeat(call.kernel, work, keyOf(name), settings, actorOf(call))
  })
  return { status: 201, body: { data: present(made) } }
}

const keyOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 64) || 'heartbeat'

/** The seconds between pings; undefined when nothing is said. Throws 422. */
function intervalOf({ body }: Call): number | undefined {
  const { interval, intervalUnit = 'minutes' } = body
  if (interval === undefined) return undefined
  const unit = typeof intervalUnit === 'string' ? (intervalUnit.toLowerCase() as Unit) : 'minutes'
  if (!Object.hasOwn(secondsByUnit, unit)) {
    throw wrongField('intervalUnit', 'intervalUnit must be one of minutes, hours, days.')
  }
  const seconds = Number(interval) * secondsByUnit[unit]
  if (!Number.isInteger(Number(interval)) || seconds < 60 || seconds > mostSeconds) {
    throw wrongField('interval', 'Interval must be a whole number, at least 1 minute and at most a year.')
  }
  return seconds
}

export async function listAllHeartbeats(call: Call): Promise<Reply> {
  const heartbeats = await inside(call, (work) => heartbeatsOf(work, call.source.id))
  return { status: 200, body: { data: { heartbeats: heartbeats.map(present) } } }
}

export async function getHeartbeat(call: Call): Promise<Reply> {
  return { status: 200, body: { data: present(await inside(call, (work) => existing(work, call))) } }
}

export async function updateHeartbeat(call: Call): Promise<Reply> {
  const everySeconds = intervalOf(call)
  const { enabled } = call.body
  const changed = await inside(call, async (work) => {
    const { id, key } = await existing(work, call)
    const after = everySeconds === undefined ? undefined : await changeHeartbeat(work, id, everySeconds, actorOf(call))
    if (typeof enabled !== 'boolean') return after ?? existing(work, call)
    return enabled ? resumeHeartbeat(work, key, actorOf(call)) : pauseHeartbeat(work, key, actorOf(call))
  })
  return { status: 200, body: { data: present(changed) } }
}

export const enableHeartbeat = (call: Call): Promise<Reply> => toggle(call, true)
export const disableHeartbeat = (call: Call): Promise<Reply> => toggle(call, false)

async function toggle(call: Call, isEnabled: boolean): Promise<Reply> {
  const after = await inside(call, async (work) => {
    const { key } = await existing(work, call)
    return isEnabled ? resumeHeartbeat(work, key, actorOf(call)) : pauseHeartbeat(work, key, actorOf(call))
  })
  const { name, enabled, expired } = present(after)
  return { status: 200, body: { data: { name, enabled, expired } } }
}

export async function deleteHeartbeat(call: Call): Promise<Reply> {
  await inside(call, async (work) => removeHeartbeat(call.kernel, work, (await existing(work, call)).id, actorOf(call)))
  return { status: 200, body: { result: 'Deleted' } }
}

function present({ name, plan, state }: FoundHeartbeat) {
  const { everySeconds } = plan
  const unit: Unit = everySeconds % 86_400 === 0 ? 'days' : everySeconds % 3_600 === 0 ? 'hours' : 'minutes'
  return {
    name,
    description: '',
    interval: Math.ceil(everySeconds / secondsByUnit[unit]),
    enabled: state.status !== 'paused',
    intervalUnit: unit,
    expired: state.status === 'down',
    ...(state.lastPingAt && { lastPingTime: state.lastPingAt.toString({ smallestUnit: 'millisecond' }) }),
    ownerTeam: {},
    alertTags: [],
    alertPriority: 'P3',
    alertMessage: `${name} is expired`,
  }
}
