import type { Attributes, OpenSource, Submission, Verdict } from '../intake/index.ts'
import type { Kernel } from '../kernel/kernel.ts'

export type { Attributes } from '../intake/index.ts'

export type JsonObject = Record<string, unknown>

/** One request of a client of Opsgenie whose key is known. */
export interface Call {
  kernel: Kernel
  source: OpenSource
  /** Of this request, in our answer, its headers and the status that is kept. */
  requestId: string
  /** Decoded. */
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  /** {} without a body: clients send none with actions. */
  body: JsonObject
  /** The address of the sender, which Opsgenie takes for the source of an alert that names none. */
  peer: string
  /** The address as the client wrote it, for the links between pages of a list. */
  address: string
  receivedAt: Temporal.Instant
  policies: PolicyChooser
  /** Stores through the collector of intake: the answer comes after the commit. */
  submit(submission: Omit<Submission, 'source' | 'receivedAt' | 'refused'>, source?: OpenSource): Promise<Verdict>
  /** The request as it is kept among the raw events: without keys, cut. */
  raw: string
}

/** Finds the escalation policy that a client means by a name. */
export interface PolicyChooser {
  /** The first of the names that is the key, the name or the id of a policy; upper and lower case are the same. */
  choose(orgId: string, names: readonly string[]): Promise<string | undefined>
}

/** What is answered; the envelope (took, requestId, headers) comes later. */
export interface Reply {
  status: number
  body: object
  headers?: Record<string, string>
}

/** What a key may do beyond its own alerts and heartbeats; granted in the configuration of the source. */
export type Right = 'onCall' | 'people' | 'overrides'

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /v2, such as `/alerts/:id/close`; a `:name` takes one segment, `*name` as many as there are. */
  path: string
  right?: Right
  handle(call: Call): Promise<Reply>
}

/** How a client names an alert: by our id, by its number, or by the key that it gave itself. */
export interface Identifier {
  type: 'id' | 'tiny' | 'alias'
  value: string
}

/** What became of a request, as it is kept. `status` is in Opsgenie's words: Zabbix compares them (wire A02). */
export interface RequestStatus {
  id: string
  sourceId: string
  action: string
  success: boolean
  status: string
  alertId: string | null
  alias: string
  processedAt: Temporal.Instant
}

/** A question to the list of alerts, read from the text of a client. */
export type Query =
  | { kind: 'all' | 'any'; parts: readonly Query[] }
  | { kind: 'not'; part: Query }
  | { kind: 'test'; field: QueryField; operator: Operator; value: string }
  | { kind: 'detail'; name: string; value: string }
  /** An instant, or a day when the client named one. */
  | { kind: 'time'; field: TimeField; operator: Operator; from: Temporal.Instant; to: Temporal.Instant }
  | { kind: 'number'; field: 'count' | 'tinyId'; operator: Operator; value: number }
  | { kind: 'flag'; field: 'acknowledged' | 'isSeen' | 'snoozed'; value: boolean }

export type Operator = '=' | '<' | '<=' | '>' | '>='
export type TimeField = 'createdAt' | 'updatedAt' | 'lastOccurredAt'
export type QueryField =
  | 'status'
  | 'alias'
  | 'message'
  | 'description'
  | 'priority'
  | 'tag'
  | 'entity'
  | 'source'
  | 'owner'
  | 'id'

export type SortField =
  | TimeField
  | 'tinyId'
  | 'alias'
  | 'message'
  | 'status'
  | 'acknowledged'
  | 'count'
  | 'source'
  | 'owner'
  | 'priority'

/** An alert of a source with everything that Opsgenie's answers show of it. */
export interface FoundAlert {
  id: string
  number: number
  dedupKey: string
  summary: string
  status: 'triggered' | 'acknowledged' | 'resolved'
  severity: string
  count: number
  createdAt: Temporal.Instant
  lastEventAt: Temporal.Instant
  acknowledgedAt: Temporal.Instant | null
  acknowledgedVia: string | null
  snoozedUntil: Temporal.Instant | null
  /** The address of the person; null when it was no person. */
  acknowledgedBy: string | null
  resolvedAt: Temporal.Instant | null
  resolvedVia: string | null
  resolvedBy: string | null
  fields: Record<string, string>
  /** Null for an alert that was not created by Opsgenie's API, such as a test event. */
  attributes: Attributes | null
}
