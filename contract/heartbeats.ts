import { z } from 'zod'
import { instant, keyOrId, listOf, pageQuery } from './lists.ts'

/** new: never reported. late: overdue, within its grace. down: failed, or overdue beyond its grace. paused: by a person. */
const heartbeatStatus = z.enum(['new', 'up', 'late', 'down', 'paused'])

export const heartbeatView = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  status: heartbeatStatus,
  everySeconds: z.number().int(),
  graceSeconds: z.number().int(),
  /** The last success or failure, as received. */
  lastPingAt: instant.nullable(),
  /** Since when a run is under way that reported its start. */
  startedAt: instant.nullable(),
  /** When the next ping is due; null while none is expected. */
  expectedAt: instant.nullable(),
  /** When the alert begins unless a ping comes before; null when nothing is awaited. */
  downAt: instant.nullable(),
  /** The open alert of this heartbeat. */
  alertId: z.uuid().nullable(),
  alertNumber: z.number().int().nullable(),
  /** `removed`: the source is no longer set up; its alerts still begin, along the policy that it had. */
  source: z.object({ key: z.string(), name: z.string(), removed: z.boolean() }),
  /** The newest pings that say how a run went, oldest first, at most 20: what the strip of a list shows. */
  recent: z.array(z.object({ at: instant, kind: z.enum(['success', 'fail']) })),
  /** Where the job reports; null for callers who may not change heartbeats: whoever knows it can pretend that all is well. */
  pingUrl: z.string().nullable(),
  /** The same by the integration key of the source; null for callers who may not see that key. */
  slugUrl: z.string().nullable(),
})
export type HeartbeatView = z.output<typeof heartbeatView>
export const heartbeatList = listOf(heartbeatView)

/** By key. */
export const heartbeatQuery = pageQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(200),
  status: heartbeatStatus.optional(),
  source: keyOrId.optional(),
})
export type HeartbeatQuery = z.output<typeof heartbeatQuery>

export const pingView = z.object({
  id: z.uuid(),
  at: instant,
  /** `ignored`: it came while the heartbeat was paused. */
  kind: z.enum(['success', 'start', 'fail', 'log', 'ignored']),
  exitStatus: z.number().int().nullable(),
  runId: z.uuid().nullable(),
  /** How long the run took, where its start was reported. */
  durationMs: z.number().int().nullable(),
  userAgent: z.string().nullable(),
  /** What the job printed: its first 10,000 bytes. */
  body: z.string().nullable(),
})
export type PingView = z.output<typeof pingView>
export const pingList = listOf(pingView)
