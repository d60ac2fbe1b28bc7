import type { NodeState } from '../../rules/watch/findings.ts'
import type { Problem } from '../../rules/watch/problems.ts'

/** A process of the installation as its row stands. */
export interface NodeRow {
  id: string
  name: string
  role: string
  version: string
  startedAt: Temporal.Instant
  seenAt: Temporal.Instant
  state: NodeState
}

/** What became of the outward heartbeat. */
export interface OutwardState {
  pingedAt: string | null
  failedAt: string | null
  /** Why the last try failed; null when it arrived. */
  error: string | null
}

/** What the last look found; kept in the database, so that the next one may be another node's. */
export interface LookState {
  at: string
  well: boolean
  databaseMs: number
  loops: { name: string; latenessSeconds: number }[]
  problems: Problem[]
  outward: OutwardState
}
