import { pauseHeartbeat, resumeHeartbeat } from '../../../rules/heartbeats/heartbeat.ts'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import { tellAlerts } from '../alert.ts'
import { saveStates } from '../store/changes.ts'
import { findHeartbeat, lockHeartbeat } from '../store/heartbeats.ts'
import type { FoundHeartbeat, HeartbeatRow } from '../types.ts'

/** The heartbeat of this key or id; throws not_found. */
export async function existing(work: Work, name: string): Promise<FoundHeartbeat> {
  const heartbeat = await findHeartbeat(work.trx, name)
  if (!heartbeat) throw new Fault('not_found', `There is no heartbeat "${name}".`)
  return heartbeat
}

/** Nobody waits for a ping any more, and pings are only kept; an open alert is resolved. Paused again: nothing happens. */
export async function pause(work: Work, name: string, by: Actor): Promise<FoundHeartbeat> {
  const heartbeat = await locked(work, name)
  if (heartbeat.state.status !== 'paused') {
    const { heartbeat: state, effect } = pauseHeartbeat(heartbeat.state)
    await saveStates(work.trx, work.orgId, [{ id: heartbeat.id, state }])
    if (effect) await tellAlerts(work, [{ heartbeat, ...effect, by: by.name }])
    audit(work, { action: 'heartbeat.paused', actor: by, subject: subjectOf(heartbeat) })
    work.changed('heartbeats', heartbeat.id)
  }
  return existing(work, name)
}

/** Watches again: the timer starts with the next ping, as for a new heartbeat. */
export async function resume(work: Work, name: string, by: Actor): Promise<FoundHeartbeat> {
  const heartbeat = await locked(work, name)
  if (heartbeat.state.status === 'paused') {
    await saveStates(work.trx, work.orgId, [{ id: heartbeat.id, state: resumeHeartbeat(heartbeat.state) }])
    audit(work, { action: 'heartbeat.resumed', actor: by, subject: subjectOf(heartbeat) })
    work.changed('heartbeats', heartbeat.id)
  }
  return existing(work, name)
}

const subjectOf = ({ id, key, name }: HeartbeatRow) => ({ kind: 'heartbeat', id, key, name })

async function locked(work: Work, name: string): Promise<HeartbeatRow> {
  const { id } = await existing(work, name)
  const heartbeat = await lockHeartbeat(work.trx, id)
  if (!heartbeat) throw new Fault('not_found', `There is no heartbeat "${name}".`)
  return heartbeat
}
