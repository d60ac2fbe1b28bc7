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
import { addLink, limitFields } from '../fields.ts'
import { isObject, readJson, type JsonObject } from '../json.ts'
import { textOf } from '../text.ts'
import { alertOf, readLabels } from './alert.ts'

export function answerWebhook(status: number, message: string): IntakeResponse {
  return jsonResponse(status, { status: 'error', error: message })
}

/**
 * Alertmanager's webhook: a group of alerts, each of which is an event of its own. Alertmanager drops the whole group after
 * a 4xx, so as long as one alert can be read the answer is 200.
 */
export function parseWebhook(request: IntakeRequest): ParseResult {
  const refuse = (status: number, reason: IntakeReason, detail: string) =>
    refusal(reason, detail, answerWebhook(status, detail))
  if (request.method !== 'POST' && request.method !== 'PUT') {
    const refused = refuse(405, 'wrong_method', `alerts are sent with POST, not ${request.method.slice(0, 20)}`)
    return {
      ...refused,
      response: { ...refused.response, headers: { ...refused.response.headers, allow: 'POST, PUT' } },
    }
  }
  const json = readJson(request.body)
  if (!json.ok) return refuse(400, json.problem.reason, json.problem.detail)
  if (!isObject(json.value)) return refuse(400, 'not_an_object', 'the body must be a JSON object with "alerts"')
  const { alerts } = json.value
  if (!Array.isArray(alerts)) {
    return refuse(400, 'wrong_type', 'the body has no list "alerts": remove the custom payload from the webhook')
  }
  if (alerts.length === 0) return refuse(400, 'no_events', 'the list "alerts" is empty')
  if (alerts.length > maxEventsPerRequest) {
    return refuse(413, 'too_many_events', `more than ${maxEventsPerRequest} alerts in one request`)
  }
  return readGroup(json.value, alerts)
}

function readGroup(group: JsonObject, alerts: readonly unknown[]): ParseResult {
  const events: AlertEvent[] = []
  const rejected: Rejection[] = []
  for (const [index, alert] of alerts.entries()) {
    const result = readAlert(alert, group)
    if ('detail' in result) rejected.push({ ...result, raw: alert, detail: `alert ${index}: ${result.detail}` })
    else events.push(result)
  }
  if (events.length > 0) {
    return { ok: true, events, rejected, response: jsonResponse(200, { status: 'ok', events: events.length }) }
  }
  const detail = rejected[0]?.detail ?? 'no alert could be read'
  return { ok: true, events, rejected, response: answerWebhook(400, detail) }
}

function readAlert(alert: unknown, group: JsonObject): AlertEvent | Omit<Rejection, 'raw'> {
  if (!isObject(alert)) return { reason: 'not_an_object', detail: 'an alert must be an object' }
  const labels = readLabels(alert.labels, 'labels')
  if (typeof labels === 'string') return { reason: 'wrong_type', detail: labels }
  const annotations = readLabels(alert.annotations, 'annotations')
  if (typeof annotations === 'string') return { reason: 'wrong_type', detail: annotations }
  if (Object.keys(labels).length === 0 && textOf(alert.fingerprint) === undefined) {
    return { reason: 'no_labels', detail: 'at least one label is required' }
  }
  const event = alertOf(alert, labels, annotations, textOf(alert.fingerprint))
  addLink(event.links, group.externalURL, group.version === '4' ? 'Alertmanager' : undefined)
  // What Alertmanager left out because of its max_alerts is said, not hidden.
  if (typeof group.truncatedAlerts === 'number' && group.truncatedAlerts > 0) {
    event.fields = limitFields({ truncatedAlerts: String(group.truncatedAlerts), ...event.fields })
  }
  const status = textOf(alert.status) ?? textOf(group.status)
  return { ...event, action: status === 'resolved' ? 'resolve' : 'trigger' }
}
