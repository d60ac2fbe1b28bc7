import { isLeaving, setLeaving } from '../app/leaving.ts'
import { clockFromHeader, setHeardAt } from './server-clock.ts'

const basePath = '/api/v1'
const longestMilliseconds = 20_000

/** What went wrong, as the server said it (RFC 9457), or why it could not say anything (`offline`, `timeout`). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly fields: FieldFault[]

  constructor(status: number, code: string, title: string, detail?: string, fields: FieldFault[] = []) {
    super(title)
    this.status = status
    this.code = code
    this.detail = detail
    this.fields = fields
  }
}

/** No server of ours has decided anything: out of reach, too slow, or a proxy that answers in its place. */
export function isUnreachable(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502)
}

export interface FieldFault {
  field: string
  code: string | undefined
  message: string | undefined
  /** Of the message, where it is not English. */
  language?: string | undefined
  /** Where in a file it stands, counted from 1. */
  line?: number | undefined
  column?: number | undefined
}

export type QueryValues = Record<string, string | number | undefined>

interface CallOptions {
  query?: QueryValues
  body?: unknown
  /** In place of a body in JSON. */
  text?: { type: string; content: string }
  /** The request must outlive the page (it is being closed). */
  keepalive?: boolean
  idempotencyKey?: string
  /** Given up after this time; 20 seconds unless told. */
  timeoutMilliseconds?: number
  /** Such as If-Match. */
  headers?: Record<string, string>
}

/** Why a session opens nothing: the server no longer knows it, or a second factor is required and there is none. */
type Closed = 'ended' | 'factor'

let closed: (why: Closed) => void = () => {}
export function onClosed(listener: (why: Closed) => void): void {
  closed = listener
}

/** The session that the page believed in is over. */
export const tellSignedOut = (): void => closed('ended')

/** Called when the session of whoever signed out has ended. */
let ended: () => Promise<unknown> = async () => {}
export function onSessionEnded(listener: () => Promise<unknown>): void {
  ended = listener
}

let ending: Promise<void> | undefined

/** Ends the session of whoever has signed out of this browser, once. Throws when the server cannot be reached. */
export function endSession(): Promise<void> {
  ending ??= askForEnd().finally(() => (ending = undefined))
  return ending
}

async function askForEnd(): Promise<void> {
  const response = await send('DELETE', '/session', {})
  if (response.status === 429 || response.status >= 500) throw problem(response.status, await readJson(response))
  await ended()
  setLeaving(false)
}

export const api = {
  get: <T>(path: string, options: Pick<CallOptions, 'query'> = {}) => call<T>('GET', path, options),
  post: <T>(path: string, body: unknown = {}, options: CallOptions = {}) =>
    call<T>('POST', path, { idempotencyKey: randomKey(), ...options, body }),
  /** What is not JSON, such as a configuration file. */
  postText: <T>(path: string, text: string, type: string, query: QueryValues = {}) =>
    call<T>('POST', path, { query, text: { type, content: text } }),
  patch: <T>(path: string, body: unknown) => call<T>('PATCH', path, { body }),
  put: <T>(path: string, body: unknown, options: CallOptions = {}) => call<T>('PUT', path, { ...options, body }),
  delete: <T>(path: string, options: Pick<CallOptions, 'query'> = {}) => call<T>('DELETE', path, options),
}

async function call<T>(method: string, path: string, options: CallOptions): Promise<T> {
  // Nothing more is done in the name of whoever has signed out.
  if (isLeaving()) await endSession()
  const response = await send(method, path, options)
  clockFromHeader(response.headers.get('date'))
  if (response.ok) {
    setHeardAt()
    return (await readJson(response)) as T
  }
  const error = problem(response.status, await readJson(response))
  if (response.status === 401 && !path.startsWith('/session')) closed('ended')
  if (error.code === 'second_factor_missing') closed('factor')
  throw error
}

async function send(method: string, path: string, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    // That of the console, which may be another one than that of the browser: some mistakes are told in it.
    'accept-language': globalThis.document?.documentElement.lang || 'en',
    'x-pikett-client': 'console',
    ...options.headers,
  }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.text) headers['content-type'] = options.text.type
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  try {
    return await fetch(basePath + path + queryText(options.query), {
      method,
      headers,
      credentials: 'same-origin',
      body: options.text?.content ?? (options.body === undefined ? null : JSON.stringify(options.body)),
      keepalive: options.keepalive ?? false,
      signal: AbortSignal.timeout(options.timeoutMilliseconds ?? longestMilliseconds),
    })
  } catch (cause) {
    throw unanswered(cause)
  }
}

function unanswered(cause: unknown): ApiError {
  const code = cause instanceof DOMException && cause.name === 'TimeoutError' ? 'timeout' : 'offline'
  return new ApiError(0, code, String(cause))
}

function queryText(query: QueryValues = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, `${value}`)
  return search.size > 0 ? `?${search}` : ''
}

async function readJson(response: Response): Promise<unknown> {
  // The connection may break off in the middle of an answer.
  const text = await response.text().catch((cause: unknown) => Promise.reject(unanswered(cause)))
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads a problem document of any server or proxy on the way: whatever is missing gets a name of its own. */
export function problem(status: number, body: unknown): ApiError {
  const fault = isRecord(body) ? body : {}
  const code = text(fault['code']) ?? (status >= 500 ? 'unavailable' : `http_${status}`)
  const list = [fault['problems'], fault['errors']].find(Array.isArray) ?? []
  return new ApiError(
    status,
    code,
    text(fault['title']) ?? code,
    text(fault['detail']),
    list.filter(isRecord).map(fieldFault),
  )
}

function fieldFault(entry: Record<string, unknown>): FieldFault {
  const path = entry['field'] ?? entry['path'] ?? entry['pointer'] ?? ''
  const field = Array.isArray(path) ? path.join('.') : (text(path) ?? '').replace(/^#?\//, '').replaceAll('/', '.')
  const [line, column] = [entry['line'], entry['column']].map((place) =>
    typeof place === 'number' ? place : undefined,
  )
  const message = text(entry['message']) ?? text(entry['detail'])
  const language = text(entry['language'])
  const said = { field, code: text(entry['code']), message, ...(language !== undefined && { language }) }
  return { ...said, ...(line !== undefined && { line, column }) }
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** 128 random bits. `crypto.randomUUID` exists only over HTTPS; a self-hosted console may be opened without. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
