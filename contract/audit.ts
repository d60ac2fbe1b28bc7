import { z } from 'zod'
import { instant, listOf, pageQuery } from './lists.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a hash has 64 hexadecimal digits')

/** Who did it. `link`: a person through a signed link or an invitation; `unknown`: somebody who has not proven who they are. */
const auditActor = z.object({
  kind: z.enum(['user', 'api_key', 'system', 'file', 'link', 'unknown']),
  id: z.string().optional(),
  name: z.string(),
  ip: z.string().optional(),
})

const auditSubject = z.object({
  kind: z.string(),
  id: z.string().optional(),
  key: z.string().optional(),
  name: z.string().optional(),
})

/** One act. The hash covers every other field (docs/audit.md). */
export const auditEntry = z.object({
  /** The id of the organization. */
  organization: z.uuid(),
  /** Counts from 1, without gaps. */
  seq: z.number().int().positive(),
  at: instant,
  actor: auditActor,
  /** Such as `schedule.override.created`. */
  action: z.string(),
  subject: auditSubject.nullable(),
  data: z.record(z.string(), z.unknown()),
  previousHash: hash,
  hash,
})

export const auditList = listOf(auditEntry)

/**
 * The list of the set-up in which the things of a kind stand. A change of the set-up is an entry about the organization that names
 * them; people and API keys have entries of their own.
 */
export const nounByKind: Readonly<Record<string, string>> = {
  customer: 'customers',
  service: 'services',
  team: 'teams',
  schedule: 'schedules',
  escalation_policy: 'escalationPolicies',
  lookup_table: 'lookupTables',
  source: 'sources',
  heartbeat: 'heartbeats',
  maintenance_window: 'maintenanceWindows',
}

export const auditQuery = pageQuery.extend({
  cursor: z.coerce.number().int().positive().optional(),
  /** An id or a name. */
  actor: z.string().min(1).max(200).optional(),
  /** The beginning of an action: `schedule.` finds everything about schedules. */
  action: z.string().min(1).max(100).optional(),
  /**
   * A kind, or a kind with an id, a key or a name: `schedule`, `schedule:primary`. Finds what was done to it, and changes of the
   * set-up in which it is named.
   */
  subject: z.string().min(1).max(200).optional(),
  from: instant.optional(),
  to: instant.optional(),
})
export type AuditQuery = z.output<typeof auditQuery>

/** The last line of an export: where the chain ended. */
export const auditHead = z.object({ head: z.object({ entries: z.number().int().nonnegative(), hash }) })

export const verifyRequest = z.object({
  /** The hash of an end that was kept earlier; it must still be in the chain. */
  expect: hash.optional(),
})

export const verification = z.object({
  ok: z.boolean(),
  /** When it was checked. What was written later is not part of the verdict. */
  at: instant,
  /** How many entries were found whole, up to the first problem. */
  entries: z.number().int(),
  /** Where the chain ends, as it is recorded; keep the hash outside to find also a chain that was rewritten as a whole. */
  head: z.object({ entries: z.number().int(), hash }),
  firstProblem: z
    .object({
      seq: z.number().int(),
      kind: z.enum(['changed', 'removed', 'reordered', 'inserted', 'cut_off', 'rewritten', 'head_changed', 'not_kept']),
      /** In the caller's language. */
      meaning: z.string(),
    })
    .nullable(),
})
export type Verification = z.output<typeof verification>

/** What the last check found, whoever asked for it; null before the first one. */
export const lastVerification = z.object({
  last: z
    .object({
      at: instant,
      ok: z.boolean(),
      /** How many entries were found whole. */
      entries: z.number().int(),
      by: z.string(),
    })
    .nullable(),
})
export type LastVerification = z.output<typeof lastVerification>
