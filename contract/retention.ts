import { z } from 'zod'
import { instant } from './lists.ts'

/** What is kept of an organization. */
const keptKinds = [
  'rawEvents',
  'alerts',
  'timeline',
  'messages',
  'heartbeatPings',
  'selfTests',
  'sandbox',
  'auditLog',
] as const

const keptView = z.object({
  kind: z.enum(keptKinds),
  /** Null: until the organization is deleted. */
  days: z.number().int().nullable(),
  /** Counted up to `countedUpTo`. */
  count: z.number().int(),
  /** How old the oldest one is; null when there is none. */
  oldestAt: instant.nullable(),
})

export const retention = z.object({
  items: z.array(keptView),
  countedUpTo: z.number().int(),
  /** The whole database, with every organization in it. */
  databaseBytes: z.number(),
})
export type Retention = z.output<typeof retention>
export type KeptKind = (typeof keptKinds)[number]
