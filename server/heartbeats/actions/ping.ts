import { pingHeartbeat } from '../../../rules/heartbeats/heartbeat.ts'
import type { Heartbeat } from '../../../rules/heartbeats/heartbeat.ts'
import type { Work } from '../../kernel/db/work.ts'
import { tellAlerts } from '../alert.ts'
import type { Ping } from '../ping.ts'
import { saveStates } from '../store/changes.ts'
import { lockHeartbeat } from '../store/heartbeats.ts'
import { insertPing, prunePings } from '../store/pings.ts'
import type { HeartbeatRow, PingRow } from '../types.ts'

/** How many pings of a heartbeat are kept for reading, and how long. */
const keptPings = 100
const keptDays = 30

/**
 * Takes a ping: what it says, the new state, the next deadline and what it does to the alert commit together. The time of
 * the ping is `work.now`, that of its receipt. False when the heartbeat is no longer set up.
 */
export async function takePing(work: Work, heartbeatId: string, ping: Ping): Promise<boolean> {
  const heartbeat = await lockHeartbeat(work.trx, heartbeatId)
  if (!heartbeat) return false
  const { kind, runId } = { kind: ping.signal, runId: ping.runId }
  const change = pingHeartbeat(heartbeat.state, heartbeat.plan, { kind, runId }, work.now)
  await insertPing(work.trx, work.orgId, heartbeat.id, pingRow(work, heartbeat, change.heartbeat, ping))
  await prunePings(work.trx, heartbeat.id, keptPings, work.now.subtract({ hours: keptDays * 24 }))
  await saveStates(work.trx, work.orgId, [{ id: heartbeat.id, state: change.heartbeat }])
  if (change.effect) {
    const { exitStatus, body: output } = ping
    await tellAlerts(work, [{ heartbeat, ...change.effect, exitStatus, output }])
  }
  work.changed('heartbeats', heartbeat.id)
  return true
}

function pingRow(work: Work, before: HeartbeatRow, after: Heartbeat, ping: Ping): PingRow {
  const { startedAt } = before.state
  const ended = after.lastDurationSeconds !== null && startedAt !== null
  return {
    id: work.id(),
    at: work.now,
    kind: before.state.status === 'paused' ? 'ignored' : ping.signal,
    exitStatus: ping.exitStatus,
    runId: ping.runId,
    durationMs: ended ? Math.max(0, work.now.epochMilliseconds - startedAt.epochMilliseconds) : null,
    body: ping.body || null,
    userAgent: ping.userAgent || null,
  }
}
