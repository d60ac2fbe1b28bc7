import { unlessSignedBy } from './signature.ts'
import { isObject, type JsonObject } from '../json.ts'
import type { IntakeRequest } from '../adapter.ts'
import { invalid, vendorAdapter, type Reading } from '../vendor.ts'
import { readEventAlert, readIssue, readLegacy } from './issue.ts'
import { readMetricAlert } from './metric.ts'
import { ignored } from './words.ts'

/** Sentry's internal integrations, signed, and its old plugin "WebHooks", not signed (wire A11). */
export const sentry = vendorAdapter({
  type: 'sentry',
  read: (body, request) => [read(body, request)],
  verify: unlessSignedBy,
})

function read(body: JsonObject, { headers }: IntakeRequest): Reading {
  const data = isObject(body.data) ? body.data : {}
  const resource = headers['sentry-hook-resource'] ?? resourceOf(body, data)
  switch (resource) {
    case 'event_alert':
      return readEventAlert(body, data)
    case 'metric_alert':
      return readMetricAlert(body, data)
    case 'issue':
      return readIssue(body, data)
    case 'legacy':
      return readLegacy(body)
    case 'comment':
      return ignored(body, 'comment', resource)
    case undefined:
      return invalid('this is no webhook of Sentry: neither the header Sentry-Hook-Resource nor "data" is there')
    default:
      // Single errors, installations and what Sentry will invent: said with 2xx, or Sentry switches the integration off.
      return ignored(body, 'no_change_of_state', resource)
  }
}

/** What the request is about when a proxy has taken the header away. */
function resourceOf(body: JsonObject, data: JsonObject): string | undefined {
  if (isObject(data.metric_alert)) return 'metric_alert'
  if (isObject(data.issue)) return 'issue'
  if (isObject(data.event)) return 'event_alert'
  if (isObject(data.installation)) return 'installation'
  return body.project !== undefined && (body.event !== undefined || body.message !== undefined) ? 'legacy' : undefined
}
