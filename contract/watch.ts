import { z } from 'zod'
import { instant } from './lists.ts'

/** How Pikett itself is: what the last look of the auditor found. */
export const healthView = z.object({
  /** `unknown`: nobody has looked yet. */
  status: z.enum(['well', 'ill', 'unknown']),
  checkedAt: instant.nullable(),
  database: z.object({ latencyMs: z.number().nullable() }),
  loops: z.array(
    z.object({
      name: z.string(),
      /** How late the oldest row is that waits for it; 0 when nothing is overdue. */
      latenessSeconds: z.number(),
      /** The last run on any node. */
      lastRunAt: instant.nullable(),
      failingSince: instant.nullable(),
    }),
  ),
  nodes: z.array(
    z.object({
      name: z.string(),
      role: z.string(),
      version: z.string(),
      startedAt: instant,
      lastSeenAt: instant,
      /** The machine's clock minus the database's. */
      clockSkewMs: z.number(),
    }),
  ),
  problems: z.array(
    z.object({
      kind: z.string(),
      /** What happened, what it means and what to do, in the caller's language. */
      meaning: z.string(),
      /** Since when it is not found any more; it is over after five minutes. */
      wellSince: instant.nullable(),
    }),
  ),
  outwardHeartbeat: z.object({
    /** Whether PIKETT_HEARTBEAT_URL is set. */
    configured: z.boolean(),
    pingedAt: instant.nullable(),
    failedAt: instant.nullable(),
    error: z.string().nullable(),
  }),
})
export type HealthView = z.output<typeof healthView>
