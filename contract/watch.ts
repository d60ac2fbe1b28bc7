import { z } from 'zod'
import { instant, listOf } from './lists.ts'

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

const selfTestStages = ['intake', 'page', 'acknowledge', 'resolve'] as const

/** One self-test: an event on the whole way of an alert. */
export const selfTestView = z.object({
  id: z.uuid(),
  status: z.enum(['running', 'passed', 'failed']),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** The stages that are done. */
  stages: z.array(z.object({ stage: z.enum(selfTestStages), milliseconds: z.number() })),
  /** The stage at which it ended or is now; `null` when all are done. */
  stage: z.enum(selfTestStages).nullable(),
  /** How it reached Pikett: by the public address, or by the internal one because that did not answer. */
  via: z.enum(['public', 'internal']).nullable(),
  /** What went wrong, in the caller's language. */
  meaning: z.string().nullable(),
  /** What was answered, for the reader of logs. */
  reason: z.string().nullable(),
})
export type SelfTestView = z.output<typeof selfTestView>
export const selfTestList = listOf(selfTestView)
