import type { ErrorCode } from '../../../contract/errors.ts'
import { errorByCode } from '../../../contract/errors.ts'
import type { SourceType } from '../../../contract/config/source.ts'
import type { AlertEvent } from '../../../contract/intake/event.ts'
import type { IntakeReason } from '../../../contract/intake/reason.ts'
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
  /** The body as `routingKeyOf` has read it, so that it is not parsed twice. */
  json?: JsonResult
}

/** What a source may set, by its type. */
export type SourceOptions = {
  webhook?: WebhookOptions | undefined
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

/** How one kind of sender speaks. Pure: the same request gives the same result. Never throws. */
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
