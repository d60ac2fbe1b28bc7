import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { WebhookOptions } from '../../../../contract/intake/webhook.ts'
import {
  jsonResponse,
  problemResponse,
  maxBodyBytes,
  refusal,
  withoutSlash,
  type Adapter,
  type IntakeRequest,
  type IntakeResponse,
  type OptionProblem,
  type ParseResult,
  type Rejection,
  type SourceOptions,
} from '../adapter.ts'
import { readItems } from '../items.ts'
import { isObject } from '../json.ts'
import { verifyHeader } from '../secret.ts'
import { conditionProblem } from './condition.ts'
import { eventOf } from './event.ts'
import { templateProblem } from './template.ts'

/** Any JSON, form or text: what means what is said by the options of the source, or by the usual names. */
export const webhook: Adapter = {
  type: 'webhook',
  paths: [''],
  rootPaths: [],
  maxBodyBytes,
  parse,
  checkOptions,
  verify: verifyHeader,
  // Most senders try again after 503, fewer after 429.
  overload: (_path, retryAfterSeconds) =>
    answer(503, 'nothing was stored: too much at once, or the database cannot be reached; please retry later', {
      'retry-after': String(retryAfterSeconds),
    }),
  tooLarge: () => answer(413, 'the body is too large'),
  unknownKey: () => answer(404, 'no source has this integration key'),
}

function answer(status: number, error: string, headers: Record<string, string> = {}): IntakeResponse {
  return problemResponse(status, error, headers)
}

/** The answer names this many events at most: it is read by people who try things out. */
const maxNamed = 20

function parse(request: IntakeRequest): ParseResult {
  if (withoutSlash(request.path) !== '') {
    const detail = 'events are sent to the address of the source itself'
    return refusal('unknown_path', detail, answer(404, detail))
  }
  if (request.method !== 'POST' && request.method !== 'PUT') {
    const detail = `events are sent with POST or PUT, not ${request.method.slice(0, 20)}`
    return refusal('wrong_method', detail, answer(405, detail, { allow: 'POST, PUT' }))
  }
  const body = readItems(request)
  if (!body.ok) return refusal(body.reason, body.detail, answer(body.status, body.detail))
  if (body.items.length === 0) return refusal('no_events', 'the list is empty', answer(400, 'the list is empty'))
  return readAll(body.items, request)
}

function readAll(items: readonly unknown[], request: IntakeRequest): ParseResult {
  const options: WebhookOptions = request.options.webhook ?? {}
  const { headers, query } = request
  const events: AlertEvent[] = []
  const rejected: Rejection[] = []
  for (const [index, item] of items.entries()) {
    const event = isObject(item) ? eventOf({ body: item, headers, query }, options) : undefined
    if (event !== undefined && event.summary !== '') events.push(event)
    else rejected.push(rejectionOf(item, items.length > 1 ? `event ${index}: ` : ''))
  }
  if (events.length === 0) {
    return { ok: true, events, rejected, response: answer(400, rejected[0]?.detail ?? 'no event could be read') }
  }
  const named = events.slice(0, maxNamed).map(({ action, dedupKey }) => ({ action, dedupKey }))
  const errors = rejected.slice(0, maxNamed).map((rejection) => rejection.detail)
  const response = jsonResponse(202, { status: 'accepted', accepted: events.length, events: named, errors })
  return { ok: true, events, rejected, response }
}

function rejectionOf(item: unknown, place: string): Rejection {
  return isObject(item)
    ? {
        raw: item,
        reason: 'invalid_event',
        detail: `${place}nothing in it can serve as a summary; send {"summary": "..."}`,
      }
    : {
        raw: item,
        reason: 'not_an_object',
        detail: `${place}an event must be a JSON object such as {"summary": "..."}`,
      }
}

/** Mistakes in templates and conditions, which the schema of the options cannot see. */
function checkOptions(options: SourceOptions): OptionProblem[] {
  const { fields = {}, conditions = {} } = options.webhook ?? {}
  const { details = {}, links = {}, ...single } = fields
  const problems: OptionProblem[] = []
  const check = (path: string[], text: unknown, problemOf: (text: string) => string | undefined) => {
    const message = typeof text === 'string' ? problemOf(text) : undefined
    if (message !== undefined) problems.push({ path: ['webhook', ...path], message })
  }
  const template = (text: string) => (text.includes('{{') ? templateProblem(text) : undefined)
  for (const [name, text] of Object.entries(single)) check(['fields', name], text, template)
  for (const [name, text] of Object.entries(details)) check(['fields', 'details', name], text, template)
  for (const [name, text] of Object.entries(links)) check(['fields', 'links', name], text, template)
  for (const [name, text] of Object.entries(conditions)) check(['conditions', name], text, conditionProblem)
  return problems
}
