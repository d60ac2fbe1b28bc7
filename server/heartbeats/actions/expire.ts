import { expireHeartbeat } from '../../../rules/heartbeats/heartbeat.ts'
import type { Work } from '../../kernel/db/work.ts'
import { tellAlerts } from '../alert.ts'
import { saveStates } from '../store/changes.ts'
import { lockDue } from '../store/heartbeats.ts'

export const loopName = 'heartbeats'

/** Handles heartbeats whose deadline has come: late, then down with an alert. Returns how many were handled. */
export async function expireDue(work: Work, ids: readonly string[]): Promise<number> {
  const due = await lockDue(work.trx, ids, work.now)
  const changes = due.map((heartbeat) => ({
    heartbeat,
    change: expireHeartbeat(heartbeat.state, heartbeat.plan, work.now),
  }))
  await saveStates(
    work.trx,
    work.orgId,
    changes.map(({ heartbeat, change }) => ({ id: heartbeat.id, state: change.heartbeat })),
  )
  await tellAlerts(
    work,
    changes.flatMap(({ heartbeat, change }) => (change.effect ? [{ heartbeat, ...change.effect }] : [])),
  )
  for (const { id } of due.slice(0, 50)) work.changed('heartbeats', id)
  return due.length
}
