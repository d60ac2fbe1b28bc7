import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Adapter, IntakeRequest } from '../adapter.ts'
import type { ItemsResult } from '../items.ts'
import { readJson, type JsonObject } from '../json.ts'
import { dedupKeyOf, oneLine, sha256 } from '../text.ts'
import { vendorAdapter, type Reading } from '../vendor.ts'
import { isEnvelope, readEnvelope, withoutSecrets, type Envelope } from './envelope.ts'
import { messageEvent } from './message.ts'
import { checkSender } from './sender.ts'

/**
 * CloudWatch alarms, and whatever else comes through Amazon SNS (wire A12). SNS says text/plain and means JSON; the message
 * of the sender is a text within it, which in turn is mostly JSON.
 */
export const cloudwatch: Adapter = {
  ...vendorAdapter({ type: 'cloudwatch', itemsOf, read: (body, request) => [read(body, request)] }),
  checkSender,
}

/** As `checkSender` has read it, which found it genuine. */
function itemsOf({ json: known, body }: IntakeRequest): ItemsResult {
  const json = known ?? readJson(body)
  return json.ok ? { ok: true, items: [json.value] } : { ok: false, status: 400, ...json.problem }
}

function read(body: JsonObject, request: IntakeRequest): Reading {
  if (!isEnvelope(body)) return bareEvent(body, request)
  const envelope = readEnvelope(body)
  if ('detail' in envelope) return envelope
  const raw = withoutSecrets(body)
  const reading =
    envelope.Type === 'Notification' ? published(envelope, raw, request) : subscriptionEvent(envelope, raw, request)
  return 'action' in reading ? { ...reading, messageId: sha256(envelope.MessageId) } : reading
}

function published({ Message, Subject, TopicArn }: Envelope, raw: JsonObject, { options }: IntakeRequest): Reading {
  return messageEvent({ text: Message, subject: Subject ?? undefined, topic: TopicArn, raw }, options.cloudwatch ?? {})
}

/** With raw message delivery nothing is signed: only the address speaks for the sender, and that only where it is wanted. */
function bareEvent(body: JsonObject, { options }: IntakeRequest): Reading {
  if (options.cloudwatch?.rawDelivery === true) return messageEvent({ value: body, raw: body }, options.cloudwatch)
  const detail = 'it is not signed by SNS: switch off raw message delivery, or permit it with cloudwatch.rawDelivery'
  return { reason: 'unsigned', detail }
}

/** A topic that is connected is noted. One that is cut off is an alert: nothing comes from there any more, not even alerts. */
function subscriptionEvent({ Type, TopicArn }: Envelope, raw: JsonObject, { newKey }: IntakeRequest): AlertEvent {
  const isStart = Type === 'SubscriptionConfirmation'
  return {
    action: isStart ? 'change' : 'trigger',
    dedupKey: dedupKeyOf(isStart ? newKey() : `unsubscribed ${TopicArn}`),
    summary: oneLine(isStart ? `SNS subscription confirmed: ${TopicArn}` : `SNS subscription ended: ${TopicArn}`),
    severity: isStart ? 'info' : 'warning',
    fields: { topic: TopicArn.slice(0, 256) },
    links: [],
    images: [],
    raw,
  }
}
