import { createHash } from 'node:crypto'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Subject } from '../types.ts'
import { canonicalJson } from './canonical.ts'

/** What the hash of an entry is made of: everything, the hash before included. Documented in docs/audit.md. */
export interface EntryContent {
  /** The id of the organization: an entry cannot be moved into another one's chain. */
  organization: string
  /** Counts from 1, without gaps. */
  seq: number
  /** ISO 8601 in UTC. */
  at: string
  actor: Actor
  action: string
  subject: Subject | null
  data: Record<string, unknown>
  /** 64 hexadecimal digits. */
  previousHash: string
}

export interface ChainEntry extends EntryContent {
  /** 64 hexadecimal digits. */
  hash: string
}

/** What the first entry follows. */
export const firstHash = '0'.repeat(64)

/** SHA-256 of the canonical form, in hexadecimal. */
export function hashOf(entry: EntryContent): string {
  const { organization, seq, at, actor, action, subject, data, previousHash } = entry
  const content: EntryContent = { organization, seq, at, actor, action, subject, data, previousHash }
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}
