import type { IntakeReason } from '../../../contract/intake/reason.ts'
import { maxEventsPerRequest, type IntakeRequest } from './adapter.ts'
import { bodyText, readJson, type JsonResult } from './json.ts'

/** The events of a request, not yet looked at. */
export type ItemsResult =
  | { ok: true; items: readonly unknown[] }
  | { ok: false; status: number; reason: IntakeReason; detail: string }

/**
 * Reads the body in whichever form it comes: a JSON object, an array of them, a form, or text. What begins like JSON is
 * read as JSON whatever its content type says (curl -d calls everything a form).
 */
export function readItems(request: Pick<IntakeRequest, 'headers' | 'body'>): ItemsResult {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type.startsWith('multipart/')) {
    return failed(415, 'unsupported_media_type', 'multipart bodies are not read: send JSON, a form or text')
  }
  const text = bodyText(request.body)
  const looksLikeJson = /^\s*[[{"]/.test(text)
  if (type === 'application/x-www-form-urlencoded' && !looksLikeJson && text.trim() !== '') return readForm(text)
  const json = readJson(text)
  if (json.ok) return ofJson(json)
  const isText = type === 'text/plain' || (!looksLikeJson && !type.includes('json'))
  if (isText && json.problem.reason === 'broken_json') return { ok: true, items: [{ message: text }] }
  return failed(400, json.problem.reason, json.problem.detail)
}

function ofJson(json: JsonResult & { ok: true }): ItemsResult {
  if (typeof json.value === 'string' || typeof json.value === 'number') {
    return { ok: true, items: [{ message: String(json.value) }] }
  }
  if (!Array.isArray(json.value)) return { ok: true, items: [json.value] }
  if (json.value.length > maxEventsPerRequest) {
    return failed(413, 'too_many_events', `more than ${maxEventsPerRequest} events in one request`)
  }
  return { ok: true, items: json.value }
}

/** A form: its fields are the event, or one field holds the event as JSON (`payload`, `data`, `json`). */
function readForm(text: string): ItemsResult {
  const form = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(text)) {
    // The first one counts: a sender that does not escape the text at the end of its form must not change what came before.
    if (name !== '__proto__' && !form.has(name)) form.set(name, value.toWellFormed())
  }
  if ([...form].some(([name, value]) => `${name}${value}`.includes('\0'))) {
    return failed(400, 'nul_character', 'the form contains a NUL character (U+0000)')
  }
  const packed = form.get('payload') ?? form.get('data') ?? form.get('json')
  if (packed !== undefined && /^\s*[[{]/.test(packed)) {
    const json = readJson(packed)
    return json.ok ? ofJson(json) : failed(400, json.problem.reason, json.problem.detail)
  }
  return { ok: true, items: [Object.fromEntries(form)] }
}

function failed(status: number, reason: IntakeReason, detail: string): ItemsResult {
  return { ok: false, status, reason, detail }
}
