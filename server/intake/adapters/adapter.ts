import type { ErrorCode } from '../../../contract/errors.ts'
import { errorByCode } from '../../../contract/errors.ts'
import type { SourceType } from '../../../contract/config/source.ts'
import type { AlertEvent } from '../../../contract/intake/event.ts'
import type { IntakeReason } from '../../../contract/intake/reason.ts'
import type { CloudwatchOptions } from '../../../contract/intake/cloudwatch.ts'
import type { EmailOptions } from '../../../contract/intake/email.ts'
import type { OpsgenieOptions } from '../../../contract/intake/opsgenie.ts'
import type { WebhookOptions } from '../../../contract/intake/webhook.ts'
import type { JsonResult } from './json.ts'

/** One request of a sender, as an adapter sees it. */
export type IntakeRequest = {
  method: string
  /** What follows the integration key in `/in/{key}…`; for a drop-in address (`rootPaths`) the whole path. */
  path: string
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  body: Uint8Array | string
  receivedAt: Temporal.Instant
  /** Secrets in the headers, only where the source has one: those of `headers` never hold any. */
  credentials?: readonly string[]
  options: SourceOptions
  /** A fresh dedup key for an event that came without one and must not join another. At most 255 characters. */
  newKey: () => string
  /** The body as `routingKeyOf` or `checkSender` has read it, so that it is not parsed twice. */
  json?: JsonResult
  /** Tells apart what is remembered of several sources. */
  sourceId?: string
  /** Where people reach us, for answers that name an address; without a slash at the end. */
  publicUrl?: string
}

/** What a source may set, by its type. */
export type SourceOptions = {
  webhook?: WebhookOptions | undefined
  opsgenie?: OpsgenieOptions | undefined
  email?: EmailOptions | undefined
  cloudwatch?: CloudwatchOptions | undefined
  /** What the sender proves itself with, beside the key in the address. */
  secret?: string | undefined
}

/** What the sender is told. Sent only after the events have been committed. */
export type IntakeResponse = { status: number; headers: Readonly<Record<string, string>>; body: string }

/** A part of the request that is no event, kept and shown with its reason. `detail` is technical and in English. */
export type Rejection = { raw: unknown; reason: IntakeReason; detail: string }

/**
 * `ok: true`: the events are to be stored, and the response given after that, even when it is a 400: Alertmanager's API
 * stores the valid alerts of a batch and names the others. `ok: false`: nothing could be read.
 */
export type ParseResult = { ok: true; events: AlertEvent[]; rejected: Rejection[]; response: IntakeResponse } | Refusal

export type Refusal = { ok: false; reason: IntakeReason; detail: string; response: IntakeResponse }

export type RoutingKeyResult = { ok: true; routingKey: string; json: JsonResult } | Refusal

/** A mistake in the options of a source that only their evaluation shows, for instance a condition that is not CEL. */
export type OptionProblem = { path: string[]; message: string }

/** What this node remembers for a while; every node has its own, and a start forgets it. */
export type Memory = {
  /** What lies under this name, made once for all who ask meanwhile, and kept. A failure is told to all and not kept. */
  once: (name: string, keepMs: number, make: () => Promise<string>) => Promise<string>
  has: (name: string) => boolean
  keep: (name: string, keepMs: number) => void
}

/** What a sender's signature is checked with, beyond the request itself. */
export type Outside = {
  /** A GET through the guard of outgoing requests, without redirects. Throws what the network throws. */
  get: (url: string) => Promise<{ status: number; body: string }>
  memory: Memory
}

/** `stored` is called once the events of the request are committed. */
export type SenderCheck =
  | { ok: true; json?: JsonResult; stored?: () => void }
  | { ok: false; rejection: Rejection; response: IntakeResponse }

/** How one kind of sender speaks. Pure but for `checkSender`: the same request gives the same result. Never throws. */
export type Adapter = {
  type: SourceType
  /** Where a source of this type takes events below `/in/{key}`; "" is the address itself. */
  paths: readonly string[]
  /** Addresses below the root that the sender's software insists on; the integration key stands in the body. */
  rootPaths: readonly string[]
  /** Larger bodies are refused with `tooLarge` before they are read into memory. */
  maxBodyBytes: number
  parse: (request: IntakeRequest) => ParseResult
  /** The integration key in the body of a request to one of `rootPaths`. */
  routingKeyOf?: (body: Uint8Array | string) => RoutingKeyResult
  /**
   * For sources with a secret, asked before anything is parsed: what a request that does not prove it is answered with.
   * Types without it take no secret.
   */
  verify?: (request: IntakeRequest, secret: string) => Refusal | undefined
  /**
   * Whether the request is genuine, where that cannot be said without asking somebody else. Comes first, is the one part that
   * is not pure, and never rejects.
   */
  checkSender?: (request: IntakeRequest, outside: Outside) => Promise<SenderCheck>
  checkOptions?: (options: SourceOptions) => OptionProblem[]
  /** The answer under overload: the one after which this sender tries again. */
  overload: (path: string, retryAfterSeconds: number) => IntakeResponse
  tooLarge: (path: string) => IntakeResponse
  /** No source has the integration key (or it is switched off). */
  unknownKey: (path: string) => IntakeResponse
}

/** More events in one request are refused with 413: they would hold one transaction for seconds. */
export const maxEventsPerRequest = 5_000

export const maxBodyBytes = 4 * 1024 * 1024

export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): IntakeResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

export function refusal(reason: IntakeReason, detail: string, response: IntakeResponse): Refusal {
  return { ok: false, reason, detail, response }
}

/** A path as it is compared: senders add a slash at the end, or leave it out. */
export function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path
}

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'wrong_signature',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'incomplete_body',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  500: 'internal',
  503: 'overloaded',
}

/** A problem document (RFC 9457) with our code, for senders who have no words of their own; `errors` is what clients show. */
export function problemResponse(status: number, detail: string, headers: Record<string, string> = {}): IntakeResponse {
  const code = codeByStatus[status] ?? 'invalid_request'
  const { title } = errorByCode[code]
  const document = { type: `/docs/errors#${code}`, title, status, code, detail, errors: [detail] }
  return jsonResponse(status, document, { 'content-type': 'application/problem+json', ...headers })
}
