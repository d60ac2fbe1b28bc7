import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import type {
  Adapter,
  IntakeRequest,
  IntakeResponse,
  ParseResult,
  Rejection,
  SenderCheck,
  Outside,
  Refusal,
} from './adapters/adapter.ts'
import { withoutSlash } from './adapters/adapter.ts'
import { adapterByType } from './adapters/registry.ts'
import { answerBodyProblem, failedAnswer } from './answers.ts'
import { isAway } from '../kernel/db/away.ts'
import { readBody } from './body.ts'
import type { BodyResult } from './body.ts'
import type { Budget, Holding } from './budget.ts'
import type { Collector } from './collect.ts'
import type { Limits } from './limits.ts'
import { maxRawLength, retryAfterSeconds } from './limits.ts'
import { LookupOverload } from './lookup.ts'
import type { SourceLookup } from './lookup.ts'
import type { IntakeMetrics } from './metrics.ts'
import type { RefusalQuota } from './refusals.ts'
import { keptText, refusedBody, refusedPart } from './refusals.ts'
import { intakeRequest } from './request.ts'
import type { Arrival } from './request.ts'
import type { OpenSource, Refused, Submission } from './types.ts'

export interface ReceiverParts {
  clock: Clock
  log: Log
  lookup: SourceLookup
  collector: Collector
  budget: Budget
  quota: RefusalQuota
  metrics: IntakeMetrics
  limits: Limits
  outside: Outside
  publicUrl: () => string
}

/** What a sender is told. The answer is given after the commit, never before; no function rejects. */
export interface Receiver {
  /** A request to the address of a source. `stranger` answers when no source has the key. */
  toSource(integrationKey: string, arrival: Arrival, stranger: Adapter): Promise<IntakeResponse>
  /** A question of an Alertmanager's client, answered to those who have the key. */
  toProbe(integrationKey: string, arrival: Arrival, answer: IntakeResponse): Promise<IntakeResponse>
  /** A request to a drop-in address, with the key in its body. */
  toDropIn(arrival: Arrival, adapter: Adapter): Promise<IntakeResponse>
}

/** A request whose source is known. */
interface Known {
  source: OpenSource
  integrationKey: string
  adapter: Adapter
  arrival: Arrival
}

/** The type of the source, for the metrics; "unknown" as long as nobody knows the source. */
type Answered = [type: string, response: IntakeResponse]

export function createReceiver(parts: ReceiverParts): Receiver {
  const { lookup } = parts
  return {
    toSource: (integrationKey, arrival, stranger) =>
      guarded(parts, stranger, arrival, async (holding) => {
        const source = await lookup.find(integrationKey, arrival.sender)
        if (!source) return ['unknown', stranger.unknownKey(arrival.path)]
        const known = { source, integrationKey, adapter: adapterByType[source.type], arrival }
        const body = await read(parts, known.adapter, arrival, holding)
        return [source.type, body.ok ? await accept(parts, known, body.body) : refuseBody(parts, known, body.problem)]
      }),
    toProbe: (integrationKey, arrival, answer) =>
      guarded(parts, adapterByType.alertmanager, arrival, async () => {
        const source = await lookup.find(integrationKey, arrival.sender)
        if (source?.type === 'alertmanager') return [source.type, answer]
        return ['unknown', adapterByType.alertmanager.unknownKey(arrival.path)]
      }),
    toDropIn: (arrival, adapter) =>
      guarded(parts, adapter, arrival, async (holding) => {
        const body = await read(parts, adapter, arrival, holding)
        if (!body.ok) return ['unknown', answerBodyProblem(adapter, arrival.path, body.problem).response]
        return dropIn(parts, adapter, arrival, body.body)
      }),
  }
}

/** Gives back what the request held, counts it, and has an answer also for what nobody expected. */
async function guarded(
  { budget, metrics, log }: ReceiverParts,
  adapter: Adapter,
  arrival: Arrival,
  act: (holding: Holding) => Promise<Answered>,
): Promise<IntakeResponse> {
  const holding = budget.open()
  let answered: Answered
  try {
    answered = await act(holding)
  } catch (error) {
    answered = ['unknown', answerError(log, error, adapter, arrival)]
  }
  holding.giveBack()
  metrics.held.set(budget.heldBytes())
  const [type, response] = answered
  metrics.requests.inc({ type, status: response.status })
  return response
}

function answerError(log: Log, error: unknown, adapter: Adapter, { path }: Arrival): IntakeResponse {
  if (error instanceof LookupOverload || isAway(error)) return adapter.overload(path, retryAfterSeconds)
  log.error({ error: (error as Error).stack ?? String(error) }, 'a request of a sender could not be handled')
  return failedAnswer()
}

const hasBody = (method: string) => method !== 'GET' && method !== 'HEAD'

function read(parts: ReceiverParts, adapter: Adapter, arrival: Arrival, holding: Holding): Promise<BodyResult> {
  const { limits } = parts
  const stream = hasBody(arrival.method) ? arrival.body : undefined
  const bodyLimits = { maxBytes: adapter.maxBodyBytes, timeoutMs: limits.bodyMs }
  return readBody(stream, arrival.headers, bodyLimits, holding)
}

/** The key stands in the body; a source of another type does not speak this language, so its key is unknown here. */
async function dropIn(parts: ReceiverParts, adapter: Adapter, arrival: Arrival, body: Buffer): Promise<Answered> {
  if (arrival.method !== 'POST' || !adapter.routingKeyOf) return ['unknown', parseAsStranger(parts, adapter, arrival)]
  const named = adapter.routingKeyOf(body)
  if (!named.ok) return ['unknown', named.response]
  const source = await parts.lookup.find(named.routingKey, arrival.sender)
  if (!source || adapterByType[source.type] !== adapter) return ['unknown', adapter.unknownKey(arrival.path)]
  const known = { source, integrationKey: named.routingKey, adapter, arrival }
  return [source.type, await accept(parts, known, body, { json: named.json })]
}

/** Without a source only the method can be wrong: the adapter says so in its words. */
function parseAsStranger(parts: ReceiverParts, adapter: Adapter, arrival: Arrival): IntakeResponse {
  const nobody = { options: {} } as OpenSource
  return adapter.parse(intakeRequest(arrival, nobody, new Uint8Array(), parts.clock.now())).response
}

async function accept(
  parts: ReceiverParts,
  known: Known,
  body: Buffer,
  parsed: Pick<IntakeRequest, 'json'> = {},
): Promise<IntakeResponse> {
  const { source, adapter, arrival } = known
  const receivedAt = parts.clock.now()
  const request = { ...intakeRequest(arrival, source, body, receivedAt), publicUrl: parts.publicUrl(), ...parsed }
  const unproved = unprovedBy(parts, known, request)
  // Whoever cannot prove the secret makes us ask nobody.
  const checked = unproved || !adapter.checkSender ? genuine : await adapter.checkSender(request, parts.outside)
  if (!checked.ok) {
    const refused = keptParts(parts, known, [checked.rejection])
    note(parts, { ...noEvents, source, refused, receivedAt })
    return checked.response
  }
  const result = unproved ?? adapter.parse(checked.json ? { ...request, json: checked.json } : request)
  const refused = keptRefusals(parts, known, result, body)
  if (!result.ok || result.events.length === 0) {
    note(parts, { ...noEvents, source, refused, receivedAt })
    return result.response
  }
  const { events } = result
  const rawOf = (index: number) =>
    keptText(JSON.stringify(events[index]!.raw) ?? '', known.integrationKey, maxRawLength)
  const submission = { source, events, rawOf, bytes: body.length, refused, receivedAt }
  const verdict = await parts.collector.submit(submission)
  if (verdict.kind === 'stored') {
    checked.stored?.()
    return result.response
  }
  return verdict.kind === 'overloaded' ? adapter.overload(arrival.path, retryAfterSeconds) : failedAnswer()
}

/** What a request is refused with that does not prove the secret of its source, or one that was replaced and is still taken. */
function unprovedBy({ lookup }: ReceiverParts, known: Known, request: IntakeRequest): Refusal | undefined {
  const { source, adapter, arrival } = known
  const { secret } = source.options
  if (secret === undefined || adapter.verify === undefined) return undefined
  const refused = adapter.verify(request, secret)
  if (source.formerSecrets === undefined) return refused
  return lookup.tryFormer(source, refused, arrival.sender, (former) => adapter.verify!(request, former) === undefined)
}

/** Most senders do not sign: the key in the address speaks for them. */
const genuine: SenderCheck = { ok: true }

const noEvents = { events: [], rawOf: () => '', bytes: 0 }

/** Keeps what was refused without letting the sender wait for it: its answer does not depend on the database. */
function note({ collector }: ReceiverParts, submission: Submission): void {
  if (submission.refused.length > 0) void collector.submit(submission)
}

function keptRefusals(parts: ReceiverParts, known: Known, result: ParseResult, body: Buffer): Refused[] {
  const { integrationKey } = known
  if (!result.ok) {
    if (!mayKeep(parts, known, 1)) return []
    return [{ reason: result.reason, detail: result.detail, raw: refusedBody(body, integrationKey) }]
  }
  return keptParts(parts, known, result.rejected)
}

function keptParts(parts: ReceiverParts, known: Known, rejected: readonly Rejection[]): Refused[] {
  if (rejected.length === 0) return []
  return rejected
    .slice(0, mayKeep(parts, known, rejected.length))
    .map(({ reason, detail, raw }) => ({ reason, detail, raw: refusedPart(raw, known.integrationKey) }))
}

function mayKeep({ quota, metrics }: ReceiverParts, { source }: Known, wanted: number): number {
  const granted = quota.grant(source, wanted)
  if (granted < wanted) metrics.refused.inc({ type: source.type }, wanted - granted)
  return granted
}

function refuseBody(
  parts: ReceiverParts,
  known: Known,
  problem: (BodyResult & { ok: false })['problem'],
): IntakeResponse {
  const { source, adapter, arrival } = known
  const { response, kept } = answerBodyProblem(adapter, arrival.path, problem)
  if (kept && mayKeep(parts, known, 1) > 0) {
    const refused = [{ ...kept, raw: '' }]
    note(parts, { ...noEvents, source, refused, receivedAt: parts.clock.now() })
  }
  return response
}

/** The adapter that takes requests at this drop-in address, if there is one. */
export function dropInAdapter(path: string): Adapter | undefined {
  return Object.values(adapterByType).find((adapter) => adapter.rootPaths.includes(withoutSlash(path)))
}

const adapterByPath = new Map(
  Object.values(adapterByType)
    .toReversed()
    .flatMap((adapter) => adapter.paths.filter((path) => path !== '').map((path) => [path, adapter] as const)),
)

/** In whose words an unknown key is refused: those of the first adapter that has such a path, else those for any sender. */
export function strangerAdapter(path: string): Adapter {
  return adapterByPath.get(withoutSlash(path)) ?? adapterByType.webhook
}
