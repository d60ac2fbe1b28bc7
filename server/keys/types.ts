import type { KeyKind } from '../../contract/former-keys.ts'

/** What has keys: a source or a heartbeat. */
export interface Holder {
  id: string
  /** When it last heard something: what is known of a key whose uses were not counted. */
  lastHeardAt: Temporal.Instant | null
}

export interface FormerKey {
  id: string
  holderId: string
  kind: KeyKind
  sealed: string | null
  tail: string
  replacedAt: Temporal.Instant
  /** Null: until somebody ends it. */
  endsAt: Temporal.Instant | null
}

/** A key that was replaced: `hash` of what is looked for, `sealed` for what is tried. */
export type Retired = { kind: KeyKind; tail: string } & (
  | { hash: Buffer; sealed?: undefined }
  | { sealed: string; hash?: undefined }
)

/** One use of a key, or one attempt with a key that was ended. */
export interface KeyUse {
  holderId: string
  /** The kind of the present key, or the id of a former one. */
  name: string
  at: Temporal.Instant
  sender: string | null
  refused: boolean
}

/** What is known of the uses of one key. */
export interface UsesOfKey {
  holderId: string
  name: string
  lastUsedAt: Temporal.Instant | null
  lastSender: string | null
  usesLastHour: number
  refused: number
  lastRefusedAt: Temporal.Instant | null
}
