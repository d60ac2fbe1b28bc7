import type { HeartbeatView, PingView } from '../../contract/heartbeats.ts'
import { allows } from '../../contract/permissions.ts'
import { expireHeartbeat } from '../../rules/heartbeats/heartbeat.ts'
import type { Caller } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { FoundHeartbeat, PingRow } from './types.ts'

const text = (at: Temporal.Instant | null) => at?.toString() ?? null

/** What a caller sees of a heartbeat. Its addresses are secrets, shown to whoever may change what they lead to. */
export function presentHeartbeat(kernel: Kernel, caller: Caller, heartbeat: FoundHeartbeat): HeartbeatView {
  const { id, key, name, plan, state, source, alert } = heartbeat
  return {
    id,
    key,
    name,
    status: state.status,
    everySeconds: plan.everySeconds,
    graceSeconds: plan.graceSeconds,
    lastPingAt: text(state.lastPingAt),
    startedAt: text(state.startedAt),
    expectedAt: text(expectedAt(heartbeat)),
    downAt: text(downAt(heartbeat)),
    alertId: alert?.id ?? null,
    alertNumber: alert?.number ?? null,
    source: { key: source.key, name: source.name, removed: source.removed },
    recent: heartbeat.recent.map(({ at, kind }) => ({ at: Temporal.Instant.from(at).toString(), kind })),
    pingUrl: allows(caller.role, 'heartbeats.write') ? pingUrl(kernel, heartbeat) : null,
    slugUrl: allows(caller.role, 'sources.secrets') ? slugUrl(kernel, heartbeat) : null,
  }
}

function expectedAt({ state, plan }: FoundHeartbeat): Temporal.Instant | null {
  const waits = state.status === 'up' || state.status === 'late'
  return waits && state.lastPingAt ? state.lastPingAt.add({ seconds: plan.everySeconds }) : null
}

/** The rule itself says when: by being asked what happens at the next deadline. */
function downAt({ state, plan }: FoundHeartbeat): Temporal.Instant | null {
  if (state.dueAt === null) return null
  const { heartbeat } = expireHeartbeat(state, plan, state.dueAt)
  return heartbeat.status === 'down' ? state.dueAt : heartbeat.dueAt
}

function pingUrl(kernel: Kernel, { pingKeySealed }: FoundHeartbeat): string {
  return `${kernel.publicUrl()}/ping/${kernel.secrets.open('ping-key', pingKeySealed)}`
}

function slugUrl(kernel: Kernel, { key, source }: FoundHeartbeat): string | null {
  if (source.removed || source.integrationKeySealed === null) return null
  return `${kernel.publicUrl()}/ping/${kernel.secrets.open('integration-key', source.integrationKeySealed)}/${key}`
}

export function presentPing(ping: PingRow): PingView {
  return { ...ping, at: ping.at.toString() }
}
