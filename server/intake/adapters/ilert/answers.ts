import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import { jsonResponse, refusal, withoutSlash, type IntakeResponse, type Refusal } from '../adapter.ts'

export const eventsPath = '/api/events'
export const oldEventsPath = '/api/v1/events'

/** ilert's words for an error: `message` is what senders show, `code` what they look for. */
function failure(status: number, code: string, message: string): IntakeResponse {
  return jsonResponse(status, { status, message, code })
}

export function invalid(reason: IntakeReason, detail: string): Refusal {
  return refusal(reason, detail, failure(400, 'BAD_REQUEST', detail))
}

export function unknownPath(): Refusal {
  const detail = `events are sent to the address of the source, or to ${eventsPath} or ${oldEventsPath} below it`
  return refusal('unknown_path', detail, failure(404, 'NOT_FOUND', detail))
}

export function wrongMethod(method: string): Refusal {
  const detail = `events are sent with POST, not ${method.slice(0, 20)}`
  const response = failure(405, 'METHOD_NOT_ALLOWED', detail)
  return refusal('wrong_method', detail, { ...response, headers: { ...response.headers, allow: 'POST' } })
}

export const unknownKey = () => failure(400, 'INVALID_INTEGRATION_KEY', 'no source has this integration key')

export const tooLarge = () => failure(413, 'PAYLOAD_TOO_LARGE', 'the event is larger than 1 MB')

/** ilert's own limit answers 429, so that is what its senders try again after. */
export function overload(_path: string, retryAfterSeconds: number): IntakeResponse {
  const response = failure(
    429,
    'TOO_MANY_REQUESTS',
    'nothing was stored: too much at once, or the database cannot be reached; please retry later',
  )
  return { ...response, headers: { ...response.headers, 'retry-after': String(retryAfterSeconds) } }
}

const codeByAction: Readonly<Partial<Record<AlertEvent['action'], string>>> = {
  trigger: 'NEW_INCIDENT_CREATED',
  acknowledge: 'INCIDENT_ACCEPTED',
  resolve: 'INCIDENT_RESOLVED',
  ignore: 'COMMENT_ADDED',
}

/** 202; version 1 of the API said 200. The key goes by both of its names. */
export function accepted(path: string, { action, dedupKey }: AlertEvent): IntakeResponse {
  const status = withoutSlash(path) === oldEventsPath ? 200 : 202
  return jsonResponse(status, { alertKey: dedupKey, incidentKey: dedupKey, responseCode: codeByAction[action] })
}
