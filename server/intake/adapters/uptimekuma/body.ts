import type { IntakeRequest } from '../adapter.ts'
import { readItems, type ItemsResult } from '../items.ts'
import { bodyText, readJson, type JsonObject } from '../json.ts'

/** What Uptime Kuma sends as JSON, as a multipart form with the JSON in its field `data`, or in the query of a GET. */
export function kumaItems(request: IntakeRequest): ItemsResult {
  if (request.method === 'GET') return { ok: true, items: [{ ...request.query }] }
  const type = request.headers['content-type'] ?? ''
  if (!/^\s*multipart\/form-data/i.test(type)) return readItems(request)
  const data = fieldOf(bodyText(request.body), type)
  if (data !== undefined) return readItems({ body: data, headers: { 'content-type': 'application/json' } })
  return { ok: false, status: 400, reason: 'broken_json', detail: 'the form has no field "data" with the JSON in it' }
}

/** The field `data` of a multipart form (RFC 7578); the others are of no use to us. */
function fieldOf(text: string, type: string): string | undefined {
  const [, quoted, plain] = /boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) return undefined
  for (const part of text.split(`--${boundary}`).slice(1, 20)) {
    const end = part.indexOf('\r\n\r\n')
    if (end < 0 || end > 2_000) continue
    if (/content-disposition:[^\r\n]*\bname="?data"?(?:[;\r\n]|$)/i.test(part.slice(0, end))) {
      return part.slice(end + 4).replace(/\r\n$/, '')
    }
  }
  return undefined
}

/** A member that is an object, or the JSON text of one (GET, and the custom body). `undefined` when it is neither. */
export function objectAt(body: JsonObject, name: string): unknown {
  const value = body[name]
  if (typeof value !== 'string') return value ?? undefined
  const json = readJson(value)
  return json.ok ? (json.value ?? undefined) : undefined
}
