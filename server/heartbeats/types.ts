import type { Heartbeat, HeartbeatPlan } from '../../rules/heartbeats/heartbeat.ts'
import type { AlertSource } from '../alerts/index.ts'

/** The source through which a heartbeat raises its alert; also one that is no longer set up. */
export interface HeartbeatSource extends AlertSource {
  key: string
  removed: boolean
  integrationKeySealed: string | null
}

/** A heartbeat as its row stands. */
export interface HeartbeatRow {
  id: string
  key: string
  name: string
  /** Came from a configuration file, which may also remove it. */
  managed: boolean
  plan: HeartbeatPlan
  state: Heartbeat
  source: HeartbeatSource
  pingKeySealed: string
}

/** With the alert that is open because of it, and the last pings that say how a run went, oldest first. */
export type FoundHeartbeat = HeartbeatRow & {
  alert?: { id: string; number: number }
  recent: { at: string; kind: 'success' | 'fail' }[]
}

/** A ping as it is kept. */
export interface PingRow {
  id: string
  at: Temporal.Instant
  kind: 'success' | 'start' | 'fail' | 'log' | 'ignored'
  exitStatus: number | null
  runId: string | null
  durationMs: number | null
  body: string | null
  userAgent: string | null
}

/** Where a heartbeat is found: its organization and its id. */
export interface HeartbeatPlace {
  orgId: string
  id: string
}
