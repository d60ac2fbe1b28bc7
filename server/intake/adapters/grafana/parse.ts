import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { maxEventsPerRequest, withoutSlash, type Adapter } from '../adapter.ts'
import { apiPath, parseApi } from '../alertmanager/api.ts'
import { addFields, addImage, addLink, type Fields } from '../fields.ts'
import type { JsonObject } from '../json.ts'
import { firstLine, scalarOf, textOf } from '../text.ts'
import { eventOf, vendorAdapter, type Draft, type Reading } from '../vendor.ts'
import { readAlert } from './alert.ts'
import { unlessSigned } from './signature.ts'

const webhook = vendorAdapter({ type: 'grafana', read, verify: unlessSigned })

/**
 * Grafana's contact point "Webhook" at the address itself; its contact point "Alertmanager" at `/api/v2/alerts` below it; and
 * the webhook channel of Grafana 8 and before (wire A04).
 */
export const grafana: Adapter = {
  ...webhook,
  paths: ['', apiPath],
  parse: (request) => (withoutSlash(request.path) === apiPath ? parseApi(request) : webhook.parse(request)),
}

function read(body: JsonObject): readonly Reading[] {
  const { alerts } = body
  if (Array.isArray(alerts)) {
    if (alerts.length === 0) return [{ reason: 'no_events', detail: 'the list "alerts" is empty' }]
    // One more than is allowed is enough to be refused: a list of a million is not looked at to its end.
    return alerts.slice(0, maxEventsPerRequest + 1).map((alert: unknown, index) => {
      const reading = readAlert(alert, body)
      return 'detail' in reading ? { ...reading, raw: alert, detail: `alert ${index}: ${reading.detail}` } : reading
    })
  }
  if (scalarOf(body.ruleId) !== undefined) return [readLegacy(body)]
  return [{ reason: 'wrong_type', detail: 'there is no list "alerts": remove the custom payload of the contact point' }]
}

const actionByState: ReadonlyMap<unknown, Pick<Draft, 'action' | 'reason'>> = new Map([
  ['ok', { action: 'resolve' }],
  ['paused', { action: 'ignore', reason: 'downtime' }],
  ['pending', { action: 'ignore', reason: 'no_change_of_state' }],
])

/** Grafana 8 and before: one rule with one state. */
function readLegacy(body: JsonObject): Reading {
  const id = scalarOf(body.ruleId) ?? ''
  const organization = scalarOf(body.orgId)
  const links: AlertEvent['links'] = []
  const images: AlertEvent['images'] = []
  addLink(links, body.ruleUrl, 'Grafana')
  addImage(images, body.imageUrl, body.ruleUrl, body.ruleName)
  const fields: Fields = {}
  const { message, state, evalMatches, tags } = body
  addFields(fields, '', { message, state, evalMatches, tags })
  return eventOf({
    // Everything else is alerting or no_data, and both need somebody.
    ...(actionByState.get(body.state) ?? { action: 'trigger' }),
    dedupKey: organization === undefined ? `rule-${id}` : `rule-${organization}-${id}`,
    summary: firstLine(textOf(body.ruleName) ?? textOf(body.title) ?? '') || `Rule ${id}`,
    severity: 'unknown',
    fields,
    links,
    images,
    raw: body,
  })
}
