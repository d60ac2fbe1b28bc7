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
import { bodyText, isObject, readJson } from '../json.ts'
import type { JsonObject } from '../json.ts'
import { alertOf, readLabels, timeOf } from './alert.ts'
import { AlertMemory } from './memory.ts'
import type { ReadAlert } from './memory.ts'
import { slicesOf } from './slices.ts'
import type { Slice } from './slices.ts'

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
  const text = bodyText(request.body)
  const slices = slicesOf(text)
  const repeated = slices && readRepeats(slices, request.receivedAt)
  if (repeated) return { ok: true, events: repeated, rejected: [], response: answerBatch([]) }
  const json = readJson(text)
  if (!json.ok) return refuse(400, json.problem.reason, json.problem.detail)
  const alerts = json.value
  if (!Array.isArray(alerts)) return refuse(400, 'wrong_type', 'the body must be a JSON array of alerts')
  if (alerts.length > maxEventsPerRequest) {
    return refuse(413, 'too_many_events', `more than ${maxEventsPerRequest} alerts in one request`)
  }
  const events: AlertEvent[] = []
  const rejected: Rejection[] = []
  for (const [index, alert] of alerts.entries()) {
    const read = readAlert(alert)
    const result = 'detail' in read ? read : endOf(read, read.event.raw as JsonObject, request.receivedAt)
    if ('detail' in result) rejected.push({ ...result, raw: alert, detail: `alert ${index}: ${result.detail}` })
    else events.push(result)
    if ('event' in read && slices?.length === alerts.length) memory.keep(slices[index]!, read)
  }
  return { ok: true, events, rejected, response: answerBatch(rejected) }
}

function answerBatch(rejected: readonly Rejection[]): IntakeResponse {
  if (rejected.length === 0) return { status: 200, headers: {}, body: '' }
  const shown = rejected.slice(0, 20).map((rejection) => rejection.detail)
  if (rejected.length > shown.length) shown.push(`and ${rejected.length - shown.length} more`)
  return answerApi(400, shown.join('; '))
}

/** The same text always reads the same, so one memory serves all sources. */
const memory = new AlertMemory()

/** The alerts of a body whose texts were all read before; `undefined` when one was not, or has an end that cannot be taken. */
function readRepeats(slices: readonly Slice[], receivedAt: Temporal.Instant): AlertEvent[] | undefined {
  if (slices.length > maxEventsPerRequest) return undefined
  const events: AlertEvent[] = []
  for (const slice of slices) {
    const read = memory.find(slice)
    if (read === undefined) return undefined
    const raw = read.event.raw as JsonObject
    const event = endOf(read, slice.endsAt === undefined ? raw : { ...raw, endsAt: slice.endsAt }, receivedAt)
    if ('detail' in event) return undefined
    events.push(event)
  }
  return events
}

/** What an alert says, but for its end. */
function readAlert(alert: unknown): ReadAlert | Omit<Rejection, 'raw'> {
  if (!isObject(alert)) return { reason: 'not_an_object', detail: 'an alert must be an object' }
  const labels = readLabels(alert.labels, 'labels')
  if (typeof labels === 'string') return { reason: 'wrong_type', detail: labels }
  const annotations = readLabels(alert.annotations, 'annotations')
  if (typeof annotations === 'string') return { reason: 'wrong_type', detail: annotations }
  if (Object.keys(labels).length === 0) return { reason: 'no_labels', detail: 'at least one label is required' }
  const startsAt = timeOf(alert.startsAt)
  if (startsAt === 'invalid') return notATime('startsAt')
  return { event: alertOf(alert, labels, annotations), startsAt }
}

const notATime = (name: string): Omit<Rejection, 'raw'> => ({
  reason: 'wrong_type',
  detail: `${name} must be a time such as 2026-01-05T10:00:00.000Z`,
})

/** What the end says, by the rules of Alertmanager: none means open for five minutes more, one in the past means resolved. */
function endOf(
  { event, startsAt }: ReadAlert,
  raw: JsonObject,
  receivedAt: Temporal.Instant,
): AlertEvent | Omit<Rejection, 'raw'> {
  const endsAt = timeOf(raw.endsAt)
  if (endsAt === 'invalid') return notATime('endsAt')
  if (startsAt && endsAt && Temporal.Instant.compare(startsAt, endsAt) > 0) {
    return { reason: 'ends_before_start', detail: 'startsAt must not be after endsAt' }
  }
  const resolved = endsAt !== undefined && Temporal.Instant.compare(endsAt, receivedAt) <= 0
  const expiresAt = endsAt ?? receivedAt.add(resolveTimeout)
  const end = resolved ? {} : { expiresAt: expiresAt.toString() }
  return { ...event, raw, action: resolved ? 'resolve' : 'trigger', ...end }
}
