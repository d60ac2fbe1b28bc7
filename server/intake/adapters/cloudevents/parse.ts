import { jsonResponse, withoutSlash, type Adapter, type IntakeRequest, type ParseResult } from '../adapter.ts'
import type { ItemsResult } from '../items.ts'
import { isObject, readJson } from '../json.ts'
import { verifyHeader } from '../secret.ts'
import { vendorAdapter } from '../vendor.ts'
import { readBinary } from './binary.ts'
import { eventOf } from './event.ts'

const events = vendorAdapter({
  type: 'cloudevents',
  itemsOf,
  read: (body) => [eventOf(body)],
  // Who asks whether he may send has nothing to prove yet, and gets nothing for it.
  verify: (request, secret) => (request.method === 'OPTIONS' ? undefined : verifyHeader(request, secret)),
})

/** CloudEvents 1.0 over HTTP (wire A18): structured, batched and binary, and the handshake of its web hooks. */
export const cloudevents: Adapter = { ...events, parse }

function parse(request: IntakeRequest): ParseResult {
  if (withoutSlash(request.path) !== '') return events.parse(request)
  if (request.method === 'OPTIONS') return handshake(request)
  // An empty batch is a valid one; nothing is to be done.
  if (isBatch(mediaType(request)) && /^\s*\[\s*\]\s*$/.test(startOf(request.body))) return nothing
  return events.parse(request)
}

const nothing: ParseResult = { ok: true, events: [], rejected: [], response: jsonResponse(202, { accepted: 0 }) }

/** More than this is no empty list. */
const startOf = (body: Uint8Array | string) =>
  body.length > 100 ? '' : typeof body === 'string' ? body : new TextDecoder().decode(body)

const mediaType = ({ headers }: IntakeRequest) => (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()

/** The name of the batch begins with the name of the single event: it is asked for first. */
const isBatch = (type: string) => type.startsWith('application/cloudevents-batch')

function itemsOf(request: IntakeRequest): ItemsResult {
  const type = mediaType(request)
  if (type.startsWith('application/cloudevents')) return structured(request, type)
  const binary = readBinary(request, type)
  return binary.ok ? { ok: true, items: [binary.event] } : { status: 400, ...binary }
}

function structured({ body }: IntakeRequest, type: string): ItemsResult {
  if (!type.endsWith('+json')) {
    const detail = `only the JSON format is read, not ${type.slice(0, 100)}`
    return { ok: false, status: 415, reason: 'unsupported_media_type', detail }
  }
  const json = readJson(body)
  if (!json.ok) return { ok: false, status: 400, ...json.problem }
  if (isBatch(type)) {
    if (Array.isArray(json.value)) return { ok: true, items: json.value }
    return { ok: false, status: 400, reason: 'wrong_type', detail: 'a batch must be a JSON array of events' }
  }
  if (isObject(json.value)) return { ok: true, items: [json.value] }
  return { ok: false, status: 400, reason: 'not_an_object', detail: 'an event must be a JSON object' }
}

/**
 * Before Azure Event Grid and others send, they ask whether we want to hear from them. Whoever has the key in the address
 * may send.
 */
function handshake({ headers }: IntakeRequest): ParseResult {
  const origin = headers['webhook-request-origin']
  const isNamed = origin !== undefined && /^[\w.:/*-]{1,255}$/.test(origin)
  const allowed = isNamed ? { 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' } : {}
  const response = jsonResponse(200, {}, { allow: 'POST, PUT, OPTIONS', ...allowed })
  return { ok: true, events: [], rejected: [], response }
}
