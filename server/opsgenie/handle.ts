import type { Arrival, BodyResult, Intake, IntakeResponse, OpenSource } from '../intake/index.ts'
import { envelope, keptRaw, maxOpsgenieBytes, readJson, refused } from '../intake/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { keyOf } from './authenticate.ts'
import { matchRoute } from './match.ts'
import { Refusal, replyTo } from './refusal.ts'
import type { Call, JsonObject, PolicyChooser, Reply, Right, Route } from './types.ts'

export interface Handling {
  kernel: Kernel
  intake: Intake
  policies: PolicyChooser
  routes: readonly Route[]
}

/** A request as it arrived. */
export interface Incoming {
  arrival: Arrival
  /** Below /v2, not decoded. */
  path: string
  /** The key in `/in/{key}/v2/…`. */
  keyInAddress?: string | undefined
  peer: string
  address: string
}

/** Answers a request of a client of Opsgenie: always in its form, whatever is wrong. Never rejects. */
export async function answerClient(handling: Handling, incoming: Incoming): Promise<IntakeResponse> {
  const { kernel, intake } = handling
  const requestId = kernel.ids.next(kernel.clock.now())
  const startedAt = performance.now()
  const asked = () => ({ requestId, tookSeconds: (performance.now() - startedAt) / 1_000 })
  return intake.serve(incoming.arrival, {
    type: 'opsgenie',
    maxBodyBytes: maxOpsgenieBytes,
    async answer(body) {
      const { status, body: said, headers } = await reply(handling, incoming, requestId, body)
      return envelope(status, said, asked(), headers)
    },
    overload: () => {
      const response = refused(429, 'You are making too many requests! Please retry later.', asked())
      return { ...response, headers: { ...response.headers, 'retry-after': '5' } }
    },
    failed: () => refused(500, 'Pikett could not carry this out. Its log says why.', asked()),
  })
}

async function reply(handling: Handling, incoming: Incoming, requestId: string, read: BodyResult): Promise<Reply> {
  try {
    const query = queryOf(incoming.arrival.search)
    const body = bodyOf(read)
    const known = await recognise(handling, incoming, query, body.value)
    return await handleKnown(handling, incoming, { requestId, query, body, ...known })
  } catch (error) {
    const known = replyTo(error)
    if (known === undefined) throw error
    return known
  }
}

interface Read {
  requestId: string
  query: Record<string, string>
  body: ReadBody
  source: OpenSource
  key: string
}

async function handleKnown(handling: Handling, incoming: Incoming, known: Read): Promise<Reply> {
  const { kernel, intake, policies, routes } = handling
  const { source, key, body, query, requestId } = known
  const { method } = incoming.arrival
  const match = matchRoute(routes, method, incoming.path)
  if (match.kind === 'unknown') throw new Refusal(404, 'No such API endpoint.')
  if (match.kind === 'wrong_method') {
    const allow = match.allowed.join(', ')
    return { status: 405, headers: { allow }, body: { message: `This address takes ${allow}, not ${method}.` } }
  }
  mustHave(source, match.route.right)
  if (body.problem !== undefined) throw body.problem
  const receivedAt = kernel.clock.now()
  const { apiKey: _, ...value } = body.value
  const call: Call = {
    kernel,
    source,
    requestId,
    params: match.params,
    query,
    body: value,
    peer: incoming.peer,
    address: incoming.address,
    receivedAt,
    policies,
    raw: keptRaw(rawOf(method, incoming.path, query, value), key),
    submit: (submission, as = source) =>
      intake.collector.submit({ ...submission, source: as, receivedAt, refused: [] }),
  }
  return match.route.handle(call)
}

/** The body of a create is the event; of everything else also what is asked for. */
function rawOf(
  method: string,
  path: string,
  { apiKey: _, ...query }: Record<string, string>,
  body: JsonObject,
): string {
  if (/^\/alerts\/?$/.test(path)) return JSON.stringify(body)
  return JSON.stringify({ method, path, ...(Object.keys(query).length > 0 && { query }), body })
}

function mustHave({ options }: OpenSource, right: Right | undefined): void {
  if (right === undefined || options.opsgenie?.rights?.includes(right)) return
  throw new Refusal(
    403,
    `This key may not do that: its source lacks the right "${right}" in Pikett (sources, opsgenie: {rights: [${right}]}). Code 40301.`,
  )
}

async function recognise(
  { intake }: Handling,
  { keyInAddress, arrival }: Incoming,
  query: Record<string, string>,
  body: JsonObject,
): Promise<{ source: OpenSource; key: string }> {
  const { authorization } = arrival.headers
  const given = Array.isArray(authorization) ? authorization[0] : authorization
  const key = keyOf({ inAddress: keyInAddress, authorization: given, query, body })
  const source = key === undefined ? undefined : await intake.lookup.find(key, arrival.sender)
  if (key === undefined || source === undefined) throw new Refusal(401, 'Could not authenticate')
  if (source.type === 'opsgenie') return { source, key }
  throw new Refusal(403, `This key belongs to a source of type ${source.type}, not opsgenie. Code 40301.`)
}

const maxParameters = 100

function queryOf(search: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of [...new URLSearchParams(search)].slice(0, maxParameters)) {
    if (!Object.hasOwn(query, name)) query[name] = value.replaceAll('\0', '').toWellFormed()
  }
  return query
}

interface ReadBody {
  value: JsonObject
  /** Said only to whoever has a key. */
  problem?: Refusal
}

const messageByProblem: Readonly<Record<Exclude<BodyResult, { ok: true }>['problem'], [number, string]>> = {
  too_large: [413, 'The request is larger than 512 KB.'],
  too_slow: [408, 'The request did not arrive in time.'],
  aborted: [400, 'The request did not arrive completely.'],
  no_room: [429, 'You are making too many requests!'],
  unsupported_encoding: [415, 'Bodies may be compressed with gzip or deflate.'],
  broken_encoding: [400, 'The compressed body can not be unpacked.'],
}

/** Clients send no body, "" or {} with actions, whatever the content type says. */
function bodyOf(read: BodyResult): ReadBody {
  if (!read.ok) return { value: {}, problem: new Refusal(...messageByProblem[read.problem]) }
  if (read.body.length === 0) return { value: {} }
  const json = readJson(read.body)
  if (!json.ok) {
    if (json.problem.reason === 'empty_body') return { value: {} }
    return { value: {}, problem: new Refusal(400, `Could not parse the JSON of the request: ${json.problem.detail}.`) }
  }
  const { value } = json
  if (value === null) return { value: {} }
  if (typeof value === 'object' && !Array.isArray(value)) return { value: value as JsonObject }
  return { value: {}, problem: new Refusal(400, 'The body must be a JSON object.') }
}
