import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { jsonResponse, type Adapter, type IntakeRequest, type ParseResult } from '../adapter.ts'
import type { ItemsResult } from '../items.ts'
import { bodyText, isObject, readJson } from '../json.ts'
import { vendorAdapter } from '../vendor.ts'
import { readXml, xmlText } from '../xml.ts'
import { notificationReading, textNotification } from './notification.ts'
import { ticketReading } from './ticket.ts'

const notifications = vendorAdapter({
  type: 'ncentral',
  itemsOf,
  read: (body) => ['action' in body ? ticketReading(body) : notificationReading(body)],
})

/**
 * N-central (wire A15): its HTTP notifications in XML, the same keywords line by line in plain text, and the JSON of its
 * custom PSA.
 */
export const ncentral: Adapter = {
  ...notifications,
  // A notification has a few kilobytes.
  maxBodyBytes: 512 * 1024,
  parse,
}

function itemsOf({ body }: IntakeRequest): ItemsResult {
  const text = xmlText(body)
  if (text.trimStart().startsWith('<')) {
    const xml = readXml(text)
    return xml.ok ? { ok: true, items: [xml.root] } : { status: 400, ...xml }
  }
  const json = readJson(body)
  if (json.ok) return { ok: true, items: Array.isArray(json.value) ? json.value : [json.value] }
  const isText = json.problem.reason === 'broken_json' && !/^\s*[[{"]/.test(text)
  return isText ? { ok: true, items: [textNotification(bodyText(body))] } : { ok: false, status: 400, ...json.problem }
}

/** N-central counts 200 as received. */
function parse(request: IntakeRequest): ParseResult {
  const result = notifications.parse(request)
  if (!result.ok || result.response.status !== 202) return result
  const ticket = result.events.find(isNewTicket)
  return { ...result, response: ticket ? created(request, ticket) : { ...result.response, status: 200 } }
}

const isNewTicket = ({ raw }: AlertEvent) =>
  isObject(raw) && typeof raw.action === 'string' && raw.action.trim().toUpperCase() === 'CREATE'

/** A custom PSA wants to know the number of its ticket from the answer; to us that is the key of the alert. */
function created({ publicUrl = '' }: IntakeRequest, { dedupKey }: AlertEvent) {
  return jsonResponse(200, { externalTicketId: dedupKey, ticketUrl: `${publicUrl}/alerts` })
}
