import type { AlertEvent, EventImage, EventLink } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { withoutSlash, type Adapter, type IntakeRequest, type ParseResult, type RoutingKeyResult } from '../adapter.ts'
import { addField, addFields, addImage, addLink, limitFields, type Fields } from '../fields.ts'
import { isObject, readJson, type JsonObject } from '../json.ts'
import { dedupKeyOf, firstLine, scalarOf, textOf } from '../text.ts'
import * as answers from './answers.ts'

/**
 * ilert's Events API (wire A20): a sender that knows ilert only changes the address. To the address of the source it need not
 * change its key either; at ilert's own paths the key in the body finds the source.
 */
export const ilert: Adapter = {
  type: 'ilert',
  paths: ['', answers.eventsPath, answers.oldEventsPath],
  rootPaths: [answers.eventsPath, answers.oldEventsPath],
  maxBodyBytes: 1024 * 1024,
  parse,
  routingKeyOf,
  overload: answers.overload,
  tooLarge: answers.tooLarge,
  unknownKey: answers.unknownKey,
}

const actionByType: Readonly<Record<string, AlertEvent['action']>> = {
  ALERT: 'trigger',
  ACCEPT: 'acknowledge',
  RESOLVE: 'resolve',
  COMMENT: 'ignore',
}

function parse(request: IntakeRequest): ParseResult {
  const path = withoutSlash(request.path)
  if (path !== '' && path !== answers.eventsPath && path !== answers.oldEventsPath) return answers.unknownPath()
  if (request.method !== 'POST') return answers.wrongMethod(request.method)
  const json = request.json ?? readJson(request.body)
  if (!json.ok) return answers.invalid(json.problem.reason, json.problem.detail)
  if (!isObject(json.value)) return answers.invalid('not_an_object', 'the body must be a JSON object')
  const event = eventOf(json.value, request)
  if (typeof event === 'string') return answers.invalid('invalid_event', event)
  return { ok: true, events: [event], rejected: [], response: answers.accepted(path, event) }
}

/** `integrationKey`, which older senders call `apiKey`. */
function routingKeyOf(body: Uint8Array | string): RoutingKeyResult {
  const json = readJson(body)
  if (!json.ok) return answers.invalid(json.problem.reason, json.problem.detail)
  if (!isObject(json.value)) return answers.invalid('not_an_object', 'the body must be a JSON object')
  const routingKey = (textOf(json.value.integrationKey) ?? textOf(json.value.apiKey))?.trim()
  if (routingKey === undefined) return answers.invalid('invalid_event', 'integrationKey is missing')
  return { ok: true, routingKey, json }
}

function eventOf(body: JsonObject, request: IntakeRequest): AlertEvent | string {
  const type = textOf(body.eventType)?.trim().toUpperCase()
  if (type === undefined || !Object.hasOwn(actionByType, type)) {
    return 'eventType must be one of ALERT, ACCEPT, RESOLVE, COMMENT'
  }
  const action = actionByType[type]!
  const given = body.alertKey ?? body.incidentKey
  if (given !== undefined && given !== null && typeof given === 'object') return 'alertKey must be a string'
  const key = scalarOf(given)
  if (key === undefined && type !== 'ALERT') return `alertKey is required for ${type}`
  const summary = firstLine(textOf(body.summary) ?? '')
  if (summary === '' && type === 'ALERT') return 'summary is required for ALERT'
  return {
    action,
    dedupKey: dedupKeyOf(key ?? request.newKey()),
    summary: summary === '' ? firstLine(textOf(body.details) ?? '') : summary,
    severity: severityFrom(body),
    fields: fieldsOf(body),
    links: linksOf(body.links),
    images: imagesOf(body.images),
    raw: withoutKey(body),
    ...(action === 'ignore' ? { reason: 'comment' as const } : {}),
  }
}

/** ilert knows HIGH and LOW; a severity, where a sender gives one, says more. */
function severityFrom(body: JsonObject): Severity {
  const severity = severityOf(textOf(body.severity) ?? '')
  if (severity !== 'unknown') return severity
  const priority = textOf(body.priority)?.trim().toUpperCase()
  return priority === 'HIGH' ? 'critical' : priority === 'LOW' ? 'info' : 'unknown'
}

function fieldsOf(body: JsonObject): Fields {
  const fields: Fields = {}
  addField(fields, 'details', textOf(body.details) ?? '')
  addField(fields, 'routingKey', textOf(body.routingKey) ?? '')
  addFields(fields, 'services', body.services)
  if (isObject(body.labels)) addFields(fields, '', body.labels)
  addFields(fields, isObject(body.customDetails) ? '' : 'customDetails', body.customDetails)
  return limitFields(fields)
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.slice(0, 100).filter(isObject) : [])

function linksOf(value: unknown): EventLink[] {
  const links: EventLink[] = []
  for (const link of listOf(value)) addLink(links, link.href, link.text)
  return links
}

function imagesOf(value: unknown): EventImage[] {
  const images: EventImage[] = []
  for (const image of listOf(value)) addImage(images, image.src, image.href, image.alt)
  return images
}

/** The event as it is kept: without the key, which is a secret (a foreign one, when only the address was changed). */
function withoutKey(body: JsonObject): JsonObject {
  const { integrationKey: _integrationKey, apiKey: _apiKey, ...rest } = body
  return rest
}
