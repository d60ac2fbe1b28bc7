import { z } from 'zod'
import type { JsonObject } from '../json.ts'
import { shapeProblem, someText } from '../shape.ts'
import type { Rejection } from '../adapter.ts'

const shape = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: someText,
  TopicArn: someText,
  Message: z.string(),
  Timestamp: someText,
  SignatureVersion: someText,
  Signature: someText,
  SigningCertURL: someText,
  Subject: z.string().nullish(),
  SubscribeURL: z.string().nullish(),
  Token: z.string().nullish(),
})

/** A message of SNS (wire A12): what Amazon wraps around the text of the sender, and signs. */
export type Envelope = z.output<typeof shape>

/** SNS signs everything it sends, unless raw delivery is on: then its wrapping is missing as a whole. */
export function isEnvelope(body: JsonObject): boolean {
  return typeof body.Type === 'string' && ('Signature' in body || 'TopicArn' in body)
}

export function readEnvelope(body: JsonObject): Envelope | Omit<Rejection, 'raw'> {
  // Lambda and others write the names of addresses in another way.
  const { SigningCertUrl, SubscribeUrl } = body
  const plain = {
    ...body,
    SigningCertURL: body.SigningCertURL ?? SigningCertUrl,
    SubscribeURL: body.SubscribeURL ?? SubscribeUrl,
  }
  const problem = shapeProblem(shape, plain)
  if (problem) return problem
  const envelope = shape.parse(plain)
  if (envelope.Type === 'Notification' || (envelope.Token && envelope.SubscribeURL)) return envelope
  return { reason: 'invalid_event', detail: `Token or SubscribeURL is missing in a ${envelope.Type}` }
}

const secretMembers = /^(Token|Signature|SubscribeUR[Ll]|UnsubscribeUR[Ll])$/

/** The message as it is kept: without what would confirm or end the subscription for whoever reads it. */
export function withoutSecrets(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !secretMembers.test(name)))
}
