import {
  jsonResponse,
  maxBodyBytes,
  withoutSlash,
  type Adapter,
  type IntakeRequest,
  type IntakeResponse,
  type ParseResult,
} from '../adapter.ts'
import { verifyHeader } from '../secret.ts'
import { answerApi, apiPath, parseApi } from './api.ts'
import { answerWebhook, parseWebhook } from './webhook.ts'

/**
 * Two senders, one source: Alertmanager's webhook (version 4, also Grafana's) to the address itself, and Prometheus, which
 * takes us for an Alertmanager, to `/api/v2/alerts` below it (wire A03).
 */
export const alertmanager: Adapter = {
  type: 'alertmanager',
  paths: ['', apiPath],
  rootPaths: [],
  maxBodyBytes,
  parse,
  verify: verifyHeader,
  overload,
  tooLarge: (path) => answerOf(path, 413, 'the body is too large'),
  unknownKey: (path) => answerOf(path, 404, 'no source has this integration key'),
}

function parse(request: IntakeRequest): ParseResult {
  const path = withoutSlash(request.path)
  if (path === apiPath) return parseApi(request)
  if (path === '') return parseWebhook(request)
  const detail = `alerts are sent to the address of the source, or by Prometheus to ${apiPath} below it`
  return { ok: false, reason: 'unknown_path', detail, response: jsonResponse(404, { error: detail }) }
}

function answerOf(path: string, status: number, message: string): IntakeResponse {
  return withoutSlash(path).endsWith(apiPath) ? answerApi(status, message) : answerWebhook(status, message)
}

/** 503 and not 429: Alertmanager takes a 429 of a webhook for final and drops the notification. */
function overload(path: string, retryAfterSeconds: number): IntakeResponse {
  const response = answerOf(path, 503, 'too many alerts at once; please retry later')
  return { ...response, headers: { ...response.headers, 'retry-after': String(retryAfterSeconds) } }
}
