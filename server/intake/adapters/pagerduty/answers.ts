import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import { jsonResponse, refusal, withoutSlash, type IntakeResponse, type Refusal } from '../adapter.ts'
import type { JsonProblem } from '../json.ts'

export const enqueuePath = '/v2/enqueue'
export const changePath = '/v2/change/enqueue'
export const legacyPath = '/generic/2010-04-15/create_event.json'

/** The words in which PagerDuty's clients expect a refusal (wire A01): `errors` is what people see in their tool. */
function invalid(status: number, title: string, message: string, errors: string[]): IntakeResponse {
  return jsonResponse(status, { status: title, message, errors })
}

export function invalidEvent(errors: string[]): Refusal {
  const response = invalid(400, 'invalid event', 'Event object is invalid', errors)
  return refusal('invalid_event', errors.join('; '), response)
}

export function unreadable({ reason, detail }: JsonProblem): Refusal {
  // "JSON parse error" is what tools look for; what exactly is wrong comes after it.
  const errors = reason === 'broken_json' || reason === 'empty_body' ? ['JSON parse error', detail] : [detail]
  return unrecognized(reason, errors, detail)
}

export function notAnObject(): Refusal {
  const detail = 'the body must be a JSON object'
  return unrecognized('not_an_object', [detail], detail)
}

function unrecognized(reason: IntakeReason, errors: string[], detail: string): Refusal {
  return refusal(reason, detail, invalid(400, 'Unrecognized object', 'Event object format is unrecognized', errors))
}

export function wrongMethod(method: string): Refusal {
  const detail = `events are sent with POST, not ${method.slice(0, 20)}`
  const response = invalid(405, 'method not allowed', 'Method not allowed', [detail])
  return refusal('wrong_method', detail, { ...response, headers: { ...response.headers, allow: 'POST' } })
}

export function unknownPath(): Refusal {
  const detail = `events are sent to ${enqueuePath}, ${changePath} or ${legacyPath}`
  return refusal('unknown_path', detail, invalid(404, 'not found', 'Not found', [detail]))
}

/** A well-formed key that no source has. 400 and not 401 or 404: no client tries again, and every one shows the words. */
export function unknownKey(): IntakeResponse {
  return invalid(400, 'invalid event', 'Event object is invalid', ['Invalid routing key'])
}

export function tooLarge(): IntakeResponse {
  return invalid(413, 'invalid event', 'Event object is invalid', ['The event is larger than 512 KB'])
}

/** Clients of version 2 try again after 429, those of version 1 after 403. */
export function overload(path: string, retryAfterSeconds: number): IntakeResponse {
  const status = withoutSlash(path) === legacyPath ? 403 : 429
  const message = 'Requests for this service are arriving too quickly.  Please retry later.'
  const response = invalid(status, 'throttle exceeded', message, ['Enhance Your Calm.'])
  return { ...response, headers: { ...response.headers, 'retry-after': String(retryAfterSeconds) } }
}

/** Exactly 202 with status "success": Zabbix and go-pagerduty take any other success for a failure. */
export function accepted(dedupKey: string): IntakeResponse {
  return jsonResponse(202, { status: 'success', message: 'Event processed', dedup_key: dedupKey })
}

export function acceptedChange(): IntakeResponse {
  return jsonResponse(202, { status: 'success', message: 'Change event processed' })
}

/** Version 1 says 200 and calls the key by its old name. */
export function acceptedLegacy(incidentKey: string): IntakeResponse {
  return jsonResponse(200, { status: 'success', message: 'Event processed', incident_key: incidentKey })
}
