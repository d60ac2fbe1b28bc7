import type { SourceType } from '../../../contract/config/source.ts'
import type { AlertEvent } from '../../../contract/intake/event.ts'
import type { IntakeReason } from '../../../contract/intake/reason.ts'
import {
  jsonResponse,
  maxBodyBytes,
  maxEventsPerRequest,
  problemResponse,
  refusal,
  withoutSlash,
  type Adapter,
  type IntakeRequest,
  type ParseResult,
  type Rejection,
} from './adapter.ts'
import { limitFields } from './fields.ts'
import { readItems, type ItemsResult } from './items.ts'
import { isObject, type JsonObject } from './json.ts'
import { verifyHeader } from './secret.ts'
import { dedupKeyOf, oneLine } from './text.ts'

/** What a part of a request was read as: an event, or why it is none. */
export type Reading = AlertEvent | { reason: IntakeReason; detail: string; raw?: unknown }

/** How one vendor's monitoring speaks: to one address, in its own words, content with any 2xx. */
type Vendor = {
  type: SourceType
  /** One object of the body: usually one event; Grafana sends many in one. */
  read: (body: JsonObject, request: IntakeRequest) => readonly Reading[]
  /** Besides POST and PUT. */
  methods?: readonly string[]
  /** The objects of a request, where they are not simply the body. */
  itemsOf?: (request: IntakeRequest) => ItemsResult
  /** Where the vendor signs; else the secret of the source is asked for in a header. */
  verify?: Adapter['verify']
}

/** An adapter for a sender that insists on no answer of its own: 202 when the events are stored, else a problem in words. */
export function vendorAdapter(vendor: Vendor): Adapter {
  return {
    type: vendor.type,
    paths: [''],
    rootPaths: [],
    maxBodyBytes,
    parse: (request) => parse(vendor, request),
    verify: vendor.verify ?? verifyHeader,
    overload: (_path, retryAfterSeconds) =>
      problemResponse(
        503,
        'nothing was stored: too much at once, or the database cannot be reached; please retry later',
        { 'retry-after': String(retryAfterSeconds) },
      ),
    tooLarge: () => problemResponse(413, 'the body is too large'),
    unknownKey: () => problemResponse(404, 'no source has this integration key'),
  }
}

function parse(vendor: Vendor, request: IntakeRequest): ParseResult {
  if (withoutSlash(request.path) !== '') {
    const detail = 'events are sent to the address of the source itself'
    return refusal('unknown_path', detail, problemResponse(404, detail))
  }
  const methods = ['POST', 'PUT', ...(vendor.methods ?? [])]
  if (!methods.includes(request.method)) {
    const detail = `events are sent with ${methods.join(' or ')}, not ${request.method.slice(0, 20)}`
    return refusal('wrong_method', detail, problemResponse(405, detail, { allow: methods.join(', ') }))
  }
  const body = (vendor.itemsOf ?? readItems)(request)
  if (!body.ok) return refusal(body.reason, body.detail, problemResponse(body.status, body.detail))
  if (body.items.length === 0)
    return refusal('no_events', 'the list is empty', problemResponse(400, 'the list is empty'))
  return readAll(vendor, request, body.items)
}

/** The answer names this many events and mistakes at most: it is read by people who try things out. */
const maxNamed = 20

function readAll(vendor: Vendor, request: IntakeRequest, items: readonly unknown[]): ParseResult {
  const events: AlertEvent[] = []
  const rejected: Rejection[] = []
  for (const [index, item] of items.entries()) {
    const place = items.length > 1 ? `event ${index}: ` : ''
    for (const reading of isObject(item) ? vendor.read(item, request) : [notAnObject]) {
      if ('detail' in reading) rejected.push({ raw: item, ...reading, detail: `${place}${reading.detail}` })
      else events.push(reading)
    }
    if (events.length + rejected.length > maxEventsPerRequest) return tooMany()
  }
  if (events.length === 0) {
    const response = problemResponse(400, rejected[0]?.detail ?? 'no event could be read')
    return { ok: true, events, rejected, response }
  }
  const named = events.slice(0, maxNamed).map(({ action, dedupKey }) => ({ action, dedupKey }))
  const errors = rejected.slice(0, maxNamed).map((rejection) => rejection.detail)
  const response = jsonResponse(202, { status: 'accepted', accepted: events.length, events: named, errors })
  return { ok: true, events, rejected, response }
}

function tooMany(): ParseResult {
  const detail = `more than ${maxEventsPerRequest} events in one request`
  return refusal('too_many_events', detail, problemResponse(413, detail))
}

const notAnObject: Reading = { reason: 'not_an_object', detail: 'an event must be a JSON object or a form' }

/** An event before its texts are cut to what can be stored. */
export type Draft = Pick<AlertEvent, 'action' | 'dedupKey' | 'summary' | 'severity' | 'fields' | 'raw'> &
  Partial<Pick<AlertEvent, 'links' | 'images' | 'reason'>> & { occurredAt?: Temporal.Instant | undefined }

export function eventOf({ links = [], images = [], occurredAt, ...draft }: Draft): AlertEvent {
  return {
    ...draft,
    dedupKey: dedupKeyOf(draft.dedupKey),
    summary: oneLine(draft.summary),
    fields: limitFields(draft.fields),
    links,
    images,
    ...(occurredAt !== undefined && { occurredAt: occurredAt.toString() }),
  }
}

export function invalid(detail: string): Reading {
  return { reason: 'invalid_event', detail }
}
