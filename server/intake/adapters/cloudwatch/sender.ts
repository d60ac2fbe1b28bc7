import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import type { CloudwatchOptions } from '../../../../contract/intake/cloudwatch.ts'
import { problemResponse, type IntakeRequest, type SenderCheck, type Outside } from '../adapter.ts'
import { isObject, readJson, type JsonObject } from '../json.ts'
import { instantOf, sha256 } from '../text.ts'
import { isEnvelope, readEnvelope, withoutSecrets, type Envelope } from './envelope.ts'
import { isAmazon, isCertificateAddress, signatureProblem } from './signature.ts'

const hourMs = 3_600_000
/** Amazon tries for an hour; what is older was recorded by somebody and is sent again. */
const maxAgeMs = hourMs
const keepCertificateMs = 24 * hourMs
/** Longer than a message may be old: as long as it could come again, it is recognised. */
const keepMessageMs = 2 * hourMs

/**
 * Whether Amazon sent this, so that it may be read. Confirms a subscription once its request has proved genuine. A body
 * without SNS around it has nothing to check; whether it is wanted, `parse` decides by the options of the source.
 */
export async function checkSender(request: IntakeRequest, context: Outside): Promise<SenderCheck> {
  const json = readJson(request.body)
  if (!json.ok || !isObject(json.value) || !isEnvelope(json.value)) return { ok: true, json }
  const body = json.value
  const envelope = readEnvelope(body)
  if ('detail' in envelope) return refused(body, 400, envelope.reason, envelope.detail)
  const name = `sns ${request.sourceId ?? ''} ${sha256(envelope.MessageId)}`
  // The answer to the first one got lost: Amazon hears that we have it, and no alert opens again after its end. This is the
  // short way, of this node; another one finds the message in the database when it stores the event (again.ts).
  if (context.memory.has(name))
    return refused(body, 200, 'already_received', `message ${envelope.MessageId.slice(0, 60)}`)
  const problem =
    topicProblem(envelope, request.options.cloudwatch) ??
    ageProblem(envelope, request.receivedAt) ??
    (await unsignedProblem(envelope, request, context)) ??
    (await confirmProblem(envelope, context))
  if (problem) return refused(body, problem.status, problem.reason, problem.detail)
  return { ok: true, json, stored: () => context.memory.keep(name, keepMessageMs) }
}

interface Problem {
  status: number
  reason: IntakeReason
  detail: string
}

/** Kept without token and addresses: whoever may read events must not be able to end the subscription. */
function refused(body: JsonObject, status: number, reason: IntakeReason, detail: string): SenderCheck {
  const response = status === 200 ? { status, headers: {}, body: '' } : problemResponse(status, detail)
  return { ok: false, rejection: { raw: withoutSecrets(body), reason, detail }, response }
}

function topicProblem({ TopicArn }: Envelope, options: CloudwatchOptions | undefined): Problem | undefined {
  const topics = options?.topics
  if (topics === undefined || topics.some((topic) => matches(topic, TopicArn))) return undefined
  return {
    status: 403,
    reason: 'unknown_topic',
    detail: `${TopicArn.slice(0, 256)} is not one of the topics of this source`,
  }
}

/** A name, or the beginning of one with `*` at its end. */
function matches(topic: string, arn: string): boolean {
  return topic.endsWith('*') ? arn.startsWith(topic.slice(0, -1)) : arn === topic
}

function ageProblem({ Timestamp }: Envelope, now: Temporal.Instant): Problem | undefined {
  const sentAt = instantOf(Timestamp)
  if (sentAt === undefined) return { status: 400, reason: 'invalid_event', detail: 'Timestamp is not a time' }
  const ageMs = now.epochMilliseconds - sentAt.epochMilliseconds
  if (Math.abs(ageMs) <= maxAgeMs) return undefined
  const detail = `Timestamp ${sentAt.toString()} is more than an hour ${ageMs > 0 ? 'ago' : 'ahead'}`
  return { status: 400, reason: 'too_old', detail }
}

async function unsignedProblem(
  envelope: Envelope,
  { receivedAt }: IntakeRequest,
  { get, memory }: Outside,
): Promise<Problem | undefined> {
  const address = envelope.SigningCertURL
  if (!isCertificateAddress(address)) {
    return { status: 401, reason: 'wrong_signature', detail: 'SigningCertURL does not lead to Amazon SNS' }
  }
  let pem: string
  try {
    pem = await memory.once(`certificate ${address}`, keepCertificateMs, () => fetched(get, address))
  } catch (error) {
    // Amazon tries again after a 5xx: the network may be back by then.
    const detail = `the certificate could not be fetched: ${(error as Error).message}`
    return { status: 503, reason: 'certificate_unavailable', detail: detail.slice(0, 300) }
  }
  const detail = signatureProblem(envelope, pem, receivedAt)
  return detail === undefined ? undefined : { status: 401, reason: 'wrong_signature', detail }
}

async function confirmProblem(envelope: Envelope, { get, memory }: Outside): Promise<Problem | undefined> {
  const address = envelope.SubscribeURL ?? ''
  if (envelope.Type !== 'SubscriptionConfirmation') return undefined
  if (!isAmazon(address)) {
    return { status: 401, reason: 'wrong_signature', detail: 'SubscribeURL does not lead to Amazon SNS' }
  }
  try {
    await memory.once(`confirmation ${sha256(address)}`, keepMessageMs, () => fetched(get, address))
    return undefined
  } catch (error) {
    const detail = `the subscription could not be confirmed: ${(error as Error).message}`
    return { status: 503, reason: 'subscription_failed', detail: detail.slice(0, 300) }
  }
}

async function fetched(get: Outside['get'], address: string): Promise<string> {
  const { status, body } = await get(address)
  if (status !== 200) throw new Error(`Amazon answered ${status}`)
  return body
}
