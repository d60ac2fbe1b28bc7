import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import type { IntakeRequest } from '../adapter.ts'
import { bodyText, readJson, type JsonObject } from '../json.ts'

export type BinaryResult = { ok: true; event: JsonObject } | { ok: false; reason: IntakeReason; detail: string }

const required = ['specversion', 'id', 'source', 'type']

/** Binary mode: the attributes are headers, the body is the data. */
export function readBinary({ headers, body }: IntakeRequest, contentType: string): BinaryResult {
  const event: JsonObject = {}
  for (const [header, value] of Object.entries(headers)) {
    if (!header.startsWith('ce-')) continue
    const text = headerText(value)
    if (text === undefined)
      return failed('invalid_event', `the header ${header.slice(0, 60)} is not encoded as CloudEvents says`)
    const name = header.slice(3)
    if (/^[a-z0-9]{1,60}$/.test(name)) event[name] = text
  }
  const missing = required.filter((name) => event[name] === undefined)
  if (missing.length > 0) {
    const detail = `not a CloudEvent: ${missing.map((name) => `ce-${name}`).join(', ')} is missing, and the content type is not application/cloudevents+json`
    return failed('invalid_event', detail)
  }
  if (contentType !== '') event.datacontenttype = contentType
  return withData(event, body, contentType)
}

function withData(event: JsonObject, body: Uint8Array | string, contentType: string): BinaryResult {
  const text = bodyText(body)
  if (text === '') return { ok: true, event }
  if (contentType === '' || contentType === 'application/json' || contentType.endsWith('+json')) {
    const json = readJson(body)
    return json.ok ? { ok: true, event: { ...event, data: json.value } } : { ok: false, ...json.problem }
  }
  if (text.includes('\0')) return failed('nul_character', 'the body contains a NUL character (U+0000)')
  return { ok: true, event: { ...event, data: text } }
}

/** First the quotes go, then one round of percent-decoding; `undefined` when that gives no text that can be kept. */
function headerText(value: string): string | undefined {
  const quoted = /^\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(value)
  const plain = quoted ? quoted[1]!.replaceAll(/\\(.)/g, '$1') : value
  try {
    const text = decodeURIComponent(plain)
    return text.includes('\0') ? undefined : text.toWellFormed()
  } catch {
    return undefined
  }
}

function failed(reason: IntakeReason, detail: string): BinaryResult {
  return { ok: false, reason, detail }
}
