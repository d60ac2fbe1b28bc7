import { jsonResponse, type IntakeResponse } from '../adapter.ts'

/** What clients of Opsgenie look for beside the body; the Go SDK warns when one is missing (wire A02). */
export interface Asked {
  requestId: string
  /** How long the request took until now, in seconds. */
  tookSeconds: number
}

/** An answer in Opsgenie's words: every body has `took` and `requestId`, every answer the headers on rates. */
export function envelope(
  status: number,
  body: object,
  asked: Asked,
  headers: Record<string, string> = {},
): IntakeResponse {
  const took = Math.round(asked.tookSeconds * 1_000) / 1_000
  return jsonResponse(
    status,
    { ...body, took, requestId: asked.requestId },
    {
      'x-request-id': asked.requestId,
      'x-response-time': took.toFixed(3),
      'x-ratelimit-state': status === 429 ? 'THROTTLED' : 'OK',
      'x-ratelimit-reason': 'ACCOUNT',
      'x-ratelimit-period-in-sec': '60',
      ...headers,
    },
  )
}

/** A refusal. `errors` is a map of texts: the Go SDK cannot read anything else. */
export function refused(
  status: number,
  message: string,
  asked: Asked,
  errors?: Record<string, string>,
): IntakeResponse {
  return envelope(status, { message, ...(errors && { errors }) }, asked)
}

/** Whatever else is wrong, a key that opens nothing is answered with 401. */
export const unknownKeyMessage = 'Could not authenticate'
export const throttledMessage = 'You are making too many requests!'
export const acceptedResult = { result: 'Request will be processed' }
