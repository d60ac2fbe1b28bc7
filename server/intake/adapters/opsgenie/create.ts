import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { addField, addFields, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { cut, dedupKeyOf, oneLine, scalarOf, textOf } from '../text.ts'
import { respondersOf, type Responder } from './responders.ts'

export const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
export type OpsgeniePriority = (typeof priorities)[number]

/** What Opsgenie keeps of an alert beside what every alert of ours has. */
export interface Attributes {
  /** As the sender wrote it; the dedup key is its digest where it is longer than a key may be. */
  alias: string
  priority: OpsgeniePriority
  description: string
  entity: string
  source: string
  tags: string[]
  details: Record<string, string>
  /** Names of custom actions. Kept to be shown; nothing of ours happens when one is asked for. */
  actions: string[]
  responders: Responder[]
}

/** A request to create an alert. */
export interface Creation {
  event: AlertEvent
  attributes: Attributes
  /** Who asks, and what they note; "" when nothing is said. */
  user: string
  note: string
}

export type CreationResult = { ok: true; creation: Creation } | { ok: false; errors: Record<string, string> }

/** Opsgenie's own limits (wire A02); what is longer is cut there and here. */
const limits = { message: 130, alias: 512, description: 15_000, entity: 512, source: 100, user: 100, note: 25_000 }
const mostTags = 20
const mostActions = 10
const longestWord = 50
const longestDetails = 8_000

/**
 * Reads the body of a create (wire A02, "Create alert"). Without an alias the alert gets a key of its own, and no later
 * request joins it. `sender` stands for the source where the body names none.
 */
export function readCreation(body: JsonObject, newKey: () => string, sender: string): CreationResult {
  const message = oneLine(scalarOf(body.message) ?? '')
  const priority = priorityOf(body.priority)
  const errors: Record<string, string> = {}
  if (message === '') errors.message = 'Message can not be empty.'
  if (priority === undefined) errors.priority = `Priority must be one of ${priorities.join(', ')}.`
  if (priority === undefined || message === '') return { ok: false, errors }
  const alias = textAt(body, 'alias', limits.alias).trim() || newKey()
  const attributes: Attributes = {
    alias,
    priority,
    description: textAt(body, 'description', limits.description),
    entity: textAt(body, 'entity', limits.entity),
    source: textAt(body, 'source', limits.source) || sender,
    tags: wordsOf(body.tags, mostTags),
    details: detailsOf(body.details),
    actions: wordsOf(body.actions, mostActions),
    responders: respondersOf(body),
  }
  return {
    ok: true,
    creation: {
      attributes,
      event: eventOf(body, cut(message, limits.message), attributes),
      user: oneLine(textAt(body, 'user', limits.user)),
      note: textAt(body, 'note', limits.note),
    },
  }
}

function eventOf(body: JsonObject, summary: string, attributes: Attributes): AlertEvent {
  const { apiKey: _, ...raw } = body
  return {
    action: 'trigger',
    dedupKey: dedupKeyOf(attributes.alias),
    summary,
    severity: severityOf(body.priority, attributes.priority),
    fields: fieldsOf(attributes),
    links: [],
    images: [],
    raw,
    ...(attributes.tags.length > 0 && { tags: attributes.tags }),
    keepsContent: true,
  }
}

/** What people read of it, the important first. */
export function fieldsOf({ description, entity, source, priority, tags, details, responders }: Attributes): Fields {
  const fields: Fields = {}
  addField(fields, 'description', description)
  addField(fields, 'entity', entity)
  addField(fields, 'source', source)
  addField(fields, 'priority', priority)
  addField(fields, 'tags', tags.join(', '))
  addField(fields, 'responders', responders.map(({ type, name }) => `${type} ${name}`).join(', '))
  addFields(fields, '', details)
  return limitFields(fields)
}

const severityByPriority: Readonly<Record<OpsgeniePriority, Severity>> = {
  P1: 'critical',
  P2: 'error',
  P3: 'warning',
  P4: 'info',
  P5: 'info',
}

/**
 * The severity of a priority (wire A02, "Mapping"). Opsgenie calls P3 what names no priority, and pages for it like for any
 * other; here that would page low, so what the sender did not say stays unsaid and pages high.
 */
function severityOf(given: unknown, priority: OpsgeniePriority): Severity {
  return textOf(given) === undefined ? 'unknown' : severityByPriority[priority]
}

export const severityOfPriority = (priority: OpsgeniePriority): Severity => severityByPriority[priority]

/** P3 when nothing is said; undefined for what is no priority. */
export function priorityOf(value: unknown): OpsgeniePriority | undefined {
  if (value === undefined || value === null || value === '') return 'P3'
  return priorities.find((one) => one === (typeof value === 'string' ? value.trim().toUpperCase() : value))
}

function textAt(body: JsonObject, name: string, longest: number): string {
  return cut(scalarOf(body[name]) ?? '', longest)
}

/** Words such as tags: each once, each cut, the first ones. */
export function wordsOf(value: unknown, most = mostTags): string[] {
  const texts = Array.isArray(value) ? value.slice(0, 1_000) : []
  const words = texts.map((text) => cut(oneLine(scalarOf(text) ?? ''), longestWord)).filter((word) => word !== '')
  return [...new Set(words)].slice(0, most)
}

/** Details as texts; other values come from Grafana. As many as fit, then nothing more. */
export function detailsOf(value: unknown): Record<string, string> {
  const details: Record<string, string> = {}
  let left = longestDetails
  for (const [name, inner] of Object.entries(isObject(value) ? value : {})) {
    const text = typeof inner === 'string' ? inner : (JSON.stringify(inner) ?? '')
    left -= name.length
    if (left <= 0 || name === '__proto__') break
    details[name] = cut(text, Math.max(1, left))
    left -= text.length
  }
  return details
}
