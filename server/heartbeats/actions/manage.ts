import { randomUUID } from 'node:crypto'
import { newHeartbeat, pauseHeartbeat, replanHeartbeat } from '../../../rules/heartbeats/heartbeat.ts'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { forgetKeys } from '../../keys/index.ts'
import { hashToken } from '../../kernel/secrets.ts'
import { tellAlerts } from '../alert.ts'
import { archiveHeartbeat, insertHeartbeat, saveStates, updateHeartbeat } from '../store/changes.ts'
import type { SealedPingKey } from '../store/changes.ts'
import { listHeartbeats, lockHeartbeat } from '../store/heartbeats.ts'
import type { FoundHeartbeat, HeartbeatRow } from '../types.ts'
import { loopName } from './expire.ts'
import { existing } from './pause.ts'

/** What is set of a heartbeat that no configuration file names. */
export interface HeartbeatSettings {
  name: string
  sourceId: string
  everySeconds: number
  graceSeconds: number
}

/** The heartbeats that raise their alerts through this source. */
export async function heartbeatsOf(work: Work, sourceId: string): Promise<FoundHeartbeat[]> {
  return listHeartbeats(work.trx, { source: sourceId })
}

/** A new heartbeat, which waits for its first ping. A key that is taken gets a number behind it. */
export async function addHeartbeat(
  kernel: Kernel,
  work: Work,
  wantedKey: string,
  settings: HeartbeatSettings & { paused: boolean },
  by: Actor,
): Promise<FoundHeartbeat> {
  const taken = new Set((await listHeartbeats(work.trx)).map((one) => one.key))
  let key = wantedKey
  for (let number = 2; taken.has(key); number += 1) key = `${wantedKey.slice(0, 58)}-${number}`
  const { paused, ...values } = settings
  const state = paused ? pauseHeartbeat(newHeartbeat()).heartbeat : newHeartbeat()
  const row = { orgId: work.orgId, id: work.id(), key, managed: false, createdAt: work.now }
  await insertHeartbeat(work.trx, row, { ...values, ...sealed(kernel) }, state)
  const subject = { kind: 'heartbeat', id: row.id, key, name: values.name }
  audit(work, { action: 'heartbeat.created', actor: by, subject, data: { after: settings } })
  work.changed('heartbeats', row.id)
  return existing(work, key)
}

/** Other times count from the last ping on. Throws not_found. */
export async function changeHeartbeat(
  work: Work,
  id: string,
  everySeconds: number,
  by: Actor,
): Promise<FoundHeartbeat> {
  const before = await locked(work, id)
  if (everySeconds === before.plan.everySeconds) return existing(work, id)
  const { name, source, plan, state } = before
  await updateHeartbeat(work.trx, id, { name, everySeconds, graceSeconds: plan.graceSeconds, sourceId: source.id })
  await saveStates(work.trx, work.orgId, [{ id, state: replanHeartbeat(state, { ...plan, everySeconds }) }])
  const data = { before: { everySeconds: plan.everySeconds }, after: { everySeconds } }
  audit(work, { action: 'heartbeat.changed', actor: by, subject: subjectOf(before), data })
  work.wake(loopName)
  work.changed('heartbeats', id)
  return existing(work, id)
}

/** Nobody waits for its pings any more; an open alert is resolved. Throws not_found. */
export async function removeHeartbeat(kernel: Kernel, work: Work, id: string, by: Actor): Promise<void> {
  const heartbeat = await locked(work, id)
  await archiveHeartbeat(work.trx, id, work.now, sealed(kernel))
  await forgetKeys(work, id)
  if (heartbeat.state.status === 'down') await tellAlerts(work, [{ heartbeat, kind: 'resolve', reason: 'removed' }])
  audit(work, { action: 'heartbeat.removed', actor: by, subject: subjectOf(heartbeat) })
  work.changed('heartbeats', id)
}

const subjectOf = ({ id, key, name }: HeartbeatRow) => ({ kind: 'heartbeat', id, key, name })

async function locked(work: Work, id: string): Promise<HeartbeatRow> {
  const heartbeat = await lockHeartbeat(work.trx, id)
  if (!heartbeat) throw new Fault('not_found', 'There is no such heartbeat.')
  return heartbeat
}

function sealed(kernel: Kernel): SealedPingKey {
  const pingKey = randomUUID()
  return { pingKeyHash: hashToken(pingKey), pingKeySealed: kernel.secrets.seal('ping-key', pingKey) }
}
