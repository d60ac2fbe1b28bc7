import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import {
  jsonResponse,
  maxEventsPerRequest,
  refusal,
  type IntakeRequest,
  type IntakeResponse,
  type ParseResult,
  type Rejection,
} from '../adapter.ts'
import { isObject, readJson } from '../json.ts'
import { alertOf, readLabels, timeOf } from './alert.ts'

/** Below the address of a source: Prometheus appends it to its `path_prefix`. */
export const apiPath = '/api/v2/alerts'

/** Alertmanager's default resolve_timeout: how long an alert without end stays open when it is not repeated. */
const resolveTimeout = Temporal.Duration.from({ minutes: 5 })

/** An error of Alertmanager's API is a JSON string. */
export function answerApi(status: number, message: string): IntakeResponse {
  return jsonResponse(status, message)
}

/**
 * A batch of Prometheus. Prometheus never repeats a batch that failed, so one bad alert must not cost the others: they are
 * stored, and the 400 names the bad ones.
 */
export function parseApi(request: IntakeRequest): ParseResult {
  const refuse = (status: number, reason: IntakeReason, detail: string) =>
    refusal(reason, detail, answerApi(status, detail))
  if (request.method !== 'POST') {
    const refused = refuse(405, 'wrong_method', `alerts are sent with POST, not ${request.method.slice(0, 20)}`)
    return { ...refused, response: { ...refused.response, headers: { ...refused.response.headers, allow: 'POST' } } }
  }
  const json = readJson(request.body)
  if (!json.ok) return refuse(400, json.problem.reason, json.problem.detail)
  const alerts = json.value
  if (!Array.isArray(alerts)) return refuse(400, 'wrong_type', 'the body must be a JSON array of alerts')
  if (alerts.length > maxEventsPerRequest) {
    return refuse(413, 'too_many_events', `more than ${maxEventsPerRequest} alerts in one request`)
  }
  const events: AlertEvent[] = []
  const rejected: Rejection[] = []
  for (const [index, alert] of alerts.entries()) {
    const result = readAlert(alert, request.receivedAt)
    if ('detail' in result) rejected.push({ ...result, raw: alert, detail: `alert ${index}: ${result.detail}` })
    else events.push(result)
  }
  return { ok: true, events, rejected, response: answerBatch(rejected) }
}

function answerBatch(rejected: readonly Rejection[]): IntakeResponse {
  if (rejected.length === 0) return { status: 200, headers: {}, body: '' }
  const shown = rejected.slice(0, 20).map((rejection) => rejection.detail)
  if (rejected.length > shown.length) shown.push(`and ${rejected.length - shown.length} more`)
  return answerApi(400, shown.join('; '))
}

/** One alert by the rules of Alertmanager: no end means open for five minutes more, an end in the past means resolved. */
function readAlert(alert: unknown, receivedAt: Temporal.Instant): AlertEvent | Omit<Rejection, 'raw'> {
  if (!isObject(alert)) return { reason: 'not_an_object', detail: 'an alert must be an object' }
  const labels = readLabels(alert.labels, 'labels')
  if (typeof labels === 'string') return { reason: 'wrong_type', detail: labels }
  const annotations = readLabels(alert.annotations, 'annotations')
  if (typeof annotations === 'string') return { reason: 'wrong_type', detail: annotations }
  if (Object.keys(labels).length === 0) return { reason: 'no_labels', detail: 'at least one label is required' }
  const startsAt = timeOf(alert.startsAt)
  const endsAt = timeOf(alert.endsAt)
  if (startsAt === 'invalid' || endsAt === 'invalid') {
    const name = startsAt === 'invalid' ? 'startsAt' : 'endsAt'
    return { reason: 'wrong_type', detail: `${name} must be a time such as 2026-01-05T10:00:00.000Z` }
  }
  if (startsAt && endsAt && Temporal.Instant.compare(startsAt, endsAt) > 0) {
    return { reason: 'ends_before_start', detail: 'startsAt must not be after endsAt' }
  }
  const event = alertOf(alert, labels, annotations)
  const resolved = endsAt !== undefined && Temporal.Instant.compare(endsAt, receivedAt) <= 0
  const expiresAt = endsAt ?? receivedAt.add(resolveTimeout)
  const end = resolved ? {} : { expiresAt: expiresAt.toString() }
  return { ...event, action: resolved ? 'resolve' : 'trigger', ...end }
}
