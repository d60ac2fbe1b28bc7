import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { withoutSlash, type Adapter, type IntakeRequest, type ParseResult, type RoutingKeyResult } from '../adapter.ts'
import { isObject, readJson, type JsonObject } from '../json.ts'
import { dedupKeyOf, instantOf, oneLine, textOf } from '../text.ts'
import * as answers from './answers.ts'
import { fieldsOf, imagesOf, linksOf, listAt, objectAt, required, withoutKey } from './read.ts'

/** PagerDuty's Events API, versions 2 and 1, and change events (wire A01). */
export const pagerduty: Adapter = {
  type: 'pagerduty',
  paths: ['', answers.enqueuePath, answers.changePath, answers.legacyPath],
  rootPaths: [answers.enqueuePath, answers.changePath, answers.legacyPath],
  // PagerDuty's own limit is 512 KB; Alertmanager and Grafana cut at 512,000 bytes.
  maxBodyBytes: 512 * 1024,
  parse,
  routingKeyOf,
  overload: answers.overload,
  tooLarge: answers.tooLarge,
  unknownKey: answers.unknownKey,
}

const actions = ['trigger', 'acknowledge', 'resolve'] as const
type Action = (typeof actions)[number]
const severities: readonly string[] = ['critical', 'error', 'warning', 'info']

const parsers: Readonly<Record<string, (body: JsonObject, request: IntakeRequest) => ParseResult>> = {
  '': parseEvent,
  [answers.enqueuePath]: parseEvent,
  [answers.changePath]: parseChange,
  [answers.legacyPath]: parseLegacy,
}

/** The content type is not looked at: curl sends JSON as a form, others send none. */
function parse(request: IntakeRequest): ParseResult {
  const path = withoutSlash(request.path)
  const parser = Object.hasOwn(parsers, path) ? parsers[path] : undefined
  if (!parser) return answers.unknownPath()
  if (request.method !== 'POST') return answers.wrongMethod(request.method)
  const json = request.json ?? readJson(request.body)
  if (!json.ok) return answers.unreadable(json.problem)
  return isObject(json.value) ? parser(json.value, request) : answers.notAnObject()
}

/** The integration key in a body of version 2 (`routing_key`) or 1 (`service_key`), so that the source can be found. */
export function routingKeyOf(body: Uint8Array | string): RoutingKeyResult {
  const json = readJson(body)
  if (!json.ok) return answers.unreadable(json.problem)
  if (!isObject(json.value)) return answers.notAnObject()
  const errors: string[] = []
  const name =
    json.value.routing_key === undefined && json.value.service_key !== undefined ? 'service_key' : 'routing_key'
  const routingKey = required(json.value, name, errors).trim()
  if (errors.length === 0 && routingKey.length !== 32) {
    errors.push(`Length of '${name}' is incorrect (should be 32 characters)`)
  }
  return errors.length > 0 ? answers.invalidEvent(errors) : { ok: true, routingKey, json }
}

function parseEvent(body: JsonObject, request: IntakeRequest): ParseResult {
  const errors: string[] = []
  const action = actionOf(body, 'event_action', errors)
  const payload = objectAt(body, 'payload')
  const severity = textOf(payload.severity)
  if (action === 'trigger') requirePayload(body, payload, errors)
  const dedupKey = keyOf(body, 'dedup_key', action, request, errors)
  if (errors.length > 0) return answers.invalidEvent(errors)
  const event: AlertEvent = {
    action,
    dedupKey,
    summary: oneLine(textOf(payload.summary) ?? ''),
    severity: severity !== undefined && severities.includes(severity) ? (severity as Severity) : 'unknown',
    fields: fieldsOf(payload, ['source', 'component', 'group', 'class'], payload.custom_details),
    links: linksOf(body, listAt(body, 'links')),
    images: imagesOf(listAt(body, 'images')),
    raw: withoutKey(body),
    ...occurred(payload),
  }
  return { ok: true, events: [event], rejected: [], response: answers.accepted(event.dedupKey) }
}

function parseChange(body: JsonObject, request: IntakeRequest): ParseResult {
  const errors: string[] = []
  const payload = objectAt(body, 'payload')
  if (!isObject(body.payload)) errors.push("'payload' is missing or blank")
  else required(payload, 'summary', errors, 'payload.')
  if (errors.length > 0) return answers.invalidEvent(errors)
  const event: AlertEvent = {
    action: 'change',
    dedupKey: dedupKeyOf(request.newKey()),
    summary: oneLine(textOf(payload.summary) ?? ''),
    severity: 'info',
    fields: fieldsOf(payload, ['source'], payload.custom_details),
    links: linksOf(body, listAt(body, 'links')),
    images: imagesOf(listAt(body, 'images')),
    raw: withoutKey(body),
    ...occurred(payload),
  }
  return { ok: true, events: [event], rejected: [], response: answers.acceptedChange() }
}

/** Version 1 knows no severity and calls things by other names. */
function parseLegacy(body: JsonObject, request: IntakeRequest): ParseResult {
  const errors: string[] = []
  const action = actionOf(body, 'event_type', errors)
  if (action === 'trigger') required(body, 'description', errors)
  const dedupKey = keyOf(body, 'incident_key', action, request, errors)
  if (errors.length > 0) return answers.invalidEvent(errors)
  const contexts = listAt(body, 'contexts')
  const event: AlertEvent = {
    action,
    dedupKey,
    summary: oneLine(textOf(body.description) ?? ''),
    severity: 'unknown',
    fields: fieldsOf({}, [], body.details),
    links: linksOf(
      body,
      contexts.filter((context) => context.type === 'link'),
    ),
    images: imagesOf(contexts.filter((context) => context.type === 'image')),
    raw: withoutKey(body),
  }
  return { ok: true, events: [event], rejected: [], response: answers.acceptedLegacy(event.dedupKey) }
}

function actionOf(body: JsonObject, name: string, errors: string[]): Action {
  const text = required(body, name, errors)
  const action = actions.find((known) => known === text)
  if (action === undefined && text !== '') errors.push(`'${name}' must be one of ${actions.join(', ')}`)
  return action ?? 'trigger'
}

/** Only a trigger may come without a key; it gets one of its own and never joins another alert. */
function keyOf(body: JsonObject, name: string, action: Action, request: IntakeRequest, errors: string[]): string {
  const given = body[name]
  const absent = given === undefined || given === null || (typeof given === 'string' && given.trim() === '')
  return dedupKeyOf(action === 'trigger' && absent ? request.newKey() : required(body, name, errors))
}

function requirePayload(body: JsonObject, payload: JsonObject, errors: string[]): void {
  if (body.payload === undefined || body.payload === null) errors.push("'payload' is missing or blank")
  else if (!isObject(body.payload)) errors.push("'payload' must be an object")
  else {
    required(payload, 'summary', errors, 'payload.')
    required(payload, 'source', errors, 'payload.')
    const severity = required(payload, 'severity', errors, 'payload.')
    if (severity !== '' && !severities.includes(severity)) {
      errors.push(`'payload.severity' must be one of ${severities.join(', ')}`)
    }
  }
}

/** The sender's time, for display only; what is no instant is left out. */
function occurred(payload: JsonObject): { occurredAt?: string } {
  const instant = instantOf(payload.timestamp)
  return instant === undefined ? {} : { occurredAt: instant.toString() }
}
