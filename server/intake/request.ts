import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { IntakeRequest } from './adapters/adapter.ts'
import { credentialsOf } from './adapters/secret.ts'
import type { OpenSource } from './types.ts'

/** One request of a sender, as the web server hands it over. */
export interface Arrival {
  method: string
  /** What follows the integration key, or the whole drop-in path. */
  path: string
  /** The query with its question mark, or "". */
  search: string
  /** Names in lower case, as Node gives them. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Readable | undefined
  /** The address of whoever sends it; asked for only where it is noted. */
  sender?: () => string
}

export function intakeRequest(
  arrival: Arrival,
  source: OpenSource,
  body: Uint8Array,
  receivedAt: Temporal.Instant,
): IntakeRequest {
  return {
    method: arrival.method,
    path: arrival.path,
    headers: headersFor(arrival.headers),
    query: queryOf(arrival.search),
    body,
    receivedAt,
    options: source.options,
    ...(source.options.secret !== undefined && { credentials: credentialsOf(arrival.headers) }),
    sourceId: source.id,
    newKey: () => randomUUID().replaceAll('-', ''),
  }
}

/** Headers with passwords and keys: templates of a source can reach headers, and what they print is stored and shown. */
const secretHeader =
  /^(proxy-)?authorization$|cookie|(^|-)(token|secret|password|auth|(api|routing|integration)-?key)(-|$)/

const maxHeaders = 60
const maxHeaderLength = 2_000

function headersFor(headers: Arrival['headers']): Record<string, string> {
  const kept: Record<string, string> = Object.create(null) as Record<string, string>
  let amount = 0
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || secretHeader.test(name)) continue
    if (++amount > maxHeaders) break
    kept[name] = (typeof value === 'string' ? value : value.join(', ')).slice(0, maxHeaderLength)
  }
  return kept
}

const maxParameters = 100

/** The first value of each parameter. */
function queryOf(search: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null) as Record<string, string>
  if (search.length < 2) return query
  let amount = 0
  for (const [name, value] of new URLSearchParams(search)) {
    if (++amount > maxParameters) break
    query[name] ??= value.slice(0, maxHeaderLength).replaceAll('\0', '')
  }
  return query
}
