/** A ping as healthchecks.io's clients send it (wire A17), read from its address. */
export type Ping = {
  target: PingTarget
  signal: 'success' | 'start' | 'fail' | 'log'
  /** The exit status of the job where the address holds one; 0 is a success, everything else a failure. */
  exitStatus: number | null
  /** The id of the run, so that start and end of overlapping runs find each other. */
  runId: string | null
  /** What the job printed, for reading: at most 10,000 bytes of it. */
  body: string
  /** At most 200 characters. */
  userAgent: string
}

/** Either the heartbeat's own key, or the integration key of its source and its key (healthchecks' slug form). */
export type PingTarget = { by: 'pingKey'; pingKey: string } | { by: 'slug'; integrationKey: string; slug: string }

export type PingRequest = {
  /** What follows `/ping/`. Any method is fine. */
  path: string
  query: Readonly<Record<string, string>>
  body: Uint8Array
  userAgent: string
}

export type PingResponse = { status: number; headers: Readonly<Record<string, string>>; body: string }
export type PingResult = { ok: true; ping: Ping } | { ok: false; response: PingResponse }

const bodyLimit = 10_000
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const integrationKey = /^[A-Za-z0-9]{32}$/
const slug = /^[a-z0-9][a-z0-9._-]{0,63}$/

/** The answers are plain text: that is what the clients of healthchecks.io compare. */
function answer(status: number, body: string, headers: Record<string, string> = {}): PingResponse {
  const all = { 'content-type': 'text/plain; charset=utf-8', 'access-control-allow-origin': '*', ...headers }
  return { status, headers: all, body }
}

export const pingAnswers = {
  ok: answer(200, 'OK', { 'ping-body-limit': String(bodyLimit) }),
  notFound: answer(404, 'not found'),
  badAddress: answer(400, 'invalid url format'),
  badRunId: answer(400, 'invalid uuid format'),
  /** curl --retry and the wrappers of backup tools try again after 503. */
  overload: (retryAfterSeconds: number) =>
    answer(503, 'please retry later', { 'retry-after': String(retryAfterSeconds) }),
} as const

/** Reads a ping, or says how to refuse it. The time of a ping is that of its receipt; nothing in it is a time. */
export function parsePing(request: PingRequest): PingResult {
  const parts = partsOf(request.path)
  const first = parts[0] ?? ''
  const byKey = uuid.test(first)
  if (!byKey && !integrationKey.test(first)) return refused(pingAnswers.notFound)
  const name = byKey ? undefined : parts[1]
  if (!byKey && (name === undefined || !slug.test(name))) {
    return refused(name === undefined ? pingAnswers.notFound : pingAnswers.badAddress)
  }
  const rest = parts.slice(byKey ? 1 : 2)
  const outcome = rest.length > 1 ? pingAnswers.notFound : outcomeOf(rest[0])
  if ('status' in outcome) return refused(outcome)
  const runId = request.query.rid
  if (runId !== undefined && !uuid.test(runId)) return refused(pingAnswers.badRunId)
  const target: PingTarget =
    name === undefined
      ? { by: 'pingKey', pingKey: first.toLowerCase() }
      : { by: 'slug', integrationKey: first, slug: name }
  const { body, userAgent } = request
  return {
    ok: true,
    ping: {
      target,
      ...outcome,
      runId: runId?.toLowerCase() ?? null,
      body: printed(body),
      userAgent: storable(userAgent).slice(0, 200).toWellFormed(),
    },
  }
}

function refused(response: PingResponse): PingResult {
  return { ok: false, response }
}

function partsOf(path: string): string[] {
  const parts = path.split('/', 6)
  if (parts.at(-1) === '') parts.pop()
  return parts
}

/** What the last part of the address says; without one it is a success. */
function outcomeOf(part: string | undefined): Pick<Ping, 'signal' | 'exitStatus'> | PingResponse {
  if (part === undefined) return { signal: 'success', exitStatus: null }
  if (part === 'start' || part === 'fail' || part === 'log') return { signal: part, exitStatus: null }
  if (!/^\d+$/.test(part)) return pingAnswers.notFound
  const exitStatus = Number(part)
  if (exitStatus > 255) return pingAnswers.badAddress
  return { signal: exitStatus === 0 ? 'success' : 'fail', exitStatus }
}

/** The beginning of what the job printed. Binary output must not cost the ping, so what cannot be stored is replaced. */
function printed(body: Uint8Array): string {
  // As a stream, so that a character cut in half at the limit is left out and not shown as broken.
  return storable(new TextDecoder('utf-8').decode(body.subarray(0, bodyLimit), { stream: true }))
}

function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed()
}
