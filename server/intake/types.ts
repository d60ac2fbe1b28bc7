import type { SourceType } from '../../contract/config/source.ts'
import type { AlertEvent } from '../../contract/intake/event.ts'
import type { IntakeReason } from '../../contract/intake/reason.ts'
import type { AlertSource, EventOutcome } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { SourceOptions } from './adapters/adapter.ts'
import type { SourceRules } from './rules/source-rules.ts'

/** A source that takes events: found by its integration key, kept in memory for moments. */
export interface OpenSource extends AlertSource {
  orgId: string
  key: string
  type: SourceType
  options: SourceOptions
  /** Secrets that were replaced; absent where there are none. */
  formerSecrets?: readonly FormerSecret[] | undefined
  /** Absent where there are none. */
  rules?: SourceRules | undefined
}

/** A secret that was replaced. It is remembered after its end, to say who still sends it. */
export interface FormerSecret {
  id: string
  secret: string
  endsAt: Temporal.Instant | null
}

/** What a source sent and we could not use, as it is kept. `raw` is already cut and free of secrets. */
export interface Refused {
  reason: IntakeReason
  detail: string
  raw: string
}

/** What one request brought, ready to be stored. */
export interface Submission {
  source: OpenSource
  events: readonly AlertEvent[]
  /** The raw text of an event, by its place: cut, free of secrets, and made only where it is kept. */
  rawOf: (index: number) => string
  /** Size of the body that the events came in: what waiting costs. */
  bytes: number
  refused: readonly Refused[]
  receivedAt: Temporal.Instant
  /**
   * What else the request does in the same transaction, after its events: for interfaces whose requests are more than
   * events. Returns what is kept of it as raw events. Runs again when the transaction is repeated.
   */
  also?: (work: Work, outcomes: readonly EventOutcome[]) => Promise<KeptEvent[]>
}

/** A raw event before it is known whose it is. */
export type KeptEvent = Omit<StoredEvent, 'sourceId' | 'receivedAt'>

/** What became of a submission. Only after `stored` may the sender be told that we have it. */
export type Verdict =
  | { kind: 'stored'; outcomes: readonly EventOutcome[] }
  /** No room, or no database in time: the sender should try again. Stored or not is then unknown, and a repeat harmless. */
  | { kind: 'overloaded' }
  /** The database refuses these events whenever they come. */
  | { kind: 'failed' }

/** One row of `events`. */
export interface StoredEvent {
  sourceId: string
  receivedAt: Temporal.Instant
  outcome: EventOutcome['outcome'] | 'rejected'
  reason: string | null
  detail: string | null
  dedupKey: string | null
  alertId: string | null
  /** How many events with the same content this row stands for. */
  times?: number
  raw: string
}
