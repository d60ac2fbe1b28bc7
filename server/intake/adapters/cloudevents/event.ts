import { z } from 'zod'
import type { AlertEvent, EventLink } from '../../../../contract/intake/event.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addFields, addLink, limitFields, type Fields } from '../fields.ts'
import { isObject, readJson, type JsonObject } from '../json.ts'
import { shapeProblem, someText } from '../shape.ts'
import { dedupKeyOf, firstLine, instantOf, scalarOf, sha256, textOf } from '../text.ts'
import type { Reading } from '../vendor.ts'
import { happeningOf } from '../webhook/words.ts'

const cloudEvent = z.object({
  specversion: z.string().regex(/^1\.\d+$/, 'only version 1.0 is understood'),
  id: someText,
  source: someText,
  type: someText,
  subject: z.string().nullish(),
})

/**
 * The specification says nothing of alerts; ours is the convention of wire A18: what happened is the last part of `type` or
 * `data.status`, and which alert it is `data.dedup_key`, else `subject`, else the rest of `type`, each within its `source`.
 */
export function eventOf(body: JsonObject): Reading {
  const problem = shapeProblem(cloudEvent, body)
  if (problem) return problem
  const content = contentOf(body)
  const data = isObject(content) ? content : {}
  const type = textOf(body.type) ?? ''
  const { action, stem } = happening(type, data)
  const instant = instantOf(body.time)
  return {
    action,
    dedupKey: keyOf(body, data, stem),
    summary: summaryOf(body, content, data),
    severity: severityOf(scalarOf(body.severity) ?? scalarOf(data.severity) ?? scalarOf(data.priority) ?? ''),
    fields: fieldsOf(body, content),
    links: linksOf(body, data),
    images: [],
    // Unique within its source, says the specification; sent again with the same id it is the same event.
    messageId: sha256(JSON.stringify([textOf(body.source), textOf(body.id)])),
    raw: body,
    ...(instant === undefined ? {} : { occurredAt: instant.toString() }),
  }
}

/** The data: as it is, or unpacked from base64 where it is JSON. What cannot be unpacked stays with the raw event. */
function contentOf({ data, data_base64: packed, datacontenttype }: JsonObject): unknown {
  if (data !== undefined || typeof packed !== 'string') return data ?? {}
  const type = (textOf(datacontenttype) ?? 'application/json').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/json' && !type.endsWith('+json')) return {}
  const json = readJson(Buffer.from(packed, 'base64'))
  return json.ok ? json.value : {}
}

const triggers = new Set([
  'firing',
  'triggered',
  'trigger',
  'problem',
  'raised',
  'opened',
  'created',
  'alert',
  'failed',
])

/** What happened, and the type without the word that says so: problem and recovery share it. */
function happening(type: string, data: JsonObject): { action: AlertEvent['action']; stem: string } {
  const dot = type.lastIndexOf('.')
  const word = type.slice(dot + 1).toLowerCase()
  const said = happeningOf(word)
  if (said !== 'trigger' || triggers.has(word)) return { action: said, stem: dot > 0 ? type.slice(0, dot) : '' }
  const status = textOf(data.status) ?? textOf(data.state)
  return { action: status === undefined ? 'trigger' : happeningOf(status), stem: type }
}

function keyOf(body: JsonObject, data: JsonObject, stem: string): string {
  const own = scalarOf(data.dedup_key) ?? scalarOf(data.dedupKey)
  if (own !== undefined) return dedupKeyOf(own)
  return dedupKeyOf(`${textOf(body.source) ?? ''} ${textOf(body.subject) ?? stem}`)
}

function summaryOf(body: JsonObject, content: unknown, data: JsonObject): string {
  const said = [data.title, data.summary, data.message, typeof content === 'string' ? content : undefined]
  for (const text of said) {
    const line = firstLine(textOf(text) ?? '')
    if (line !== '') return line
  }
  return firstLine([textOf(body.type), textOf(body.subject)].filter(Boolean).join(': '))
}

/** Shown with the data; what is only for machines stays with the raw event. */
const machinery = new Set(['specversion', 'id', 'datacontenttype', 'dataschema', 'data', 'data_base64', 'time'])

function fieldsOf(body: JsonObject, content: unknown): Fields {
  const fields: Fields = {}
  for (const [name, value] of Object.entries(body).slice(0, 100)) {
    if (machinery.has(name)) continue
    addField(fields, name, typeof value === 'boolean' ? String(value) : (scalarOf(value) ?? ''))
  }
  addFields(fields, isObject(content) ? '' : 'data', content)
  return limitFields(fields)
}

function linksOf(body: JsonObject, data: JsonObject): EventLink[] {
  const links: EventLink[] = []
  addLink(links, data.runbook_url, 'Runbook')
  addLink(links, data.url ?? data.link)
  addLink(links, body.source)
  return links
}
