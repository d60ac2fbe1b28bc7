import webpush from 'web-push'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Outbound } from '../../../kernel/outbound/index.ts'
import type { Message, Outcome, Provider, PushContent, SendContext } from '../channel.ts'
import { outcomeOfAnswer, outcomeOfError } from '../webhook/answer.ts'
import type { VapidKeys } from './vapid.ts'
import { subjectOf } from './vapid.ts'

/** What a browser gives out for its subscription: its public key and a secret that both sides know (RFC 8291). */
export interface PushKeys {
  p256dh: string
  auth: string
}

const timeoutMs = 10_000

const maxResponseBytes = 16 * 1024

/** Web Push (wire B08): encrypted for one browser, carried by the push service of its maker. */
export function webPushProvider(kernel: Kernel, outbound: Outbound, vapid: () => Promise<VapidKeys>): Provider {
  return {
    name: 'webpush',
    carries: ['push'],
    simulated: false,
    inDemo: true,
    inFlight: 32,
    timeoutMs: timeoutMs + 1_000,
    lane: (setup) => `webpush ${setup.id}`,
    async send(message, context) {
      if (message.content.channel !== 'push') throw new Error('Web Push carries push contents')
      const request = requestOf(kernel, message, message.content, await vapid())
      return post(outbound, message, request, context)
    },
  }
}

interface PushRequest {
  headers: Record<string, string>
  body: Buffer
}

function requestOf(kernel: Kernel, message: Message, content: PushContent, keys: VapidKeys): PushRequest {
  const subscription = {
    endpoint: message.address,
    keys: JSON.parse(kernel.secrets.open('push', message.contactSecretSealed ?? '')) as PushKeys,
  }
  const { headers, body } = webpush.generateRequestDetails(subscription, JSON.stringify(content.payload), {
    vapidDetails: { subject: subjectOf(kernel.publicUrl()), ...keys },
    TTL: content.ttlSeconds,
    urgency: content.urgency,
    topic: content.topic,
    contentEncoding: 'aes128gcm',
  })
  return { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])), body }
}

async function post(
  outbound: Outbound,
  message: Message,
  request: PushRequest,
  context: SendContext,
): Promise<Outcome> {
  try {
    const answer = await outbound.request({
      url: message.address,
      method: 'POST',
      ...request,
      timeoutMs,
      maxResponseBytes,
      signal: context.signal,
    })
    return outcomeOfPush(answer, message.deliveryId, context.now)
  } catch (error) {
    return outcomeOfError(error as NodeJS.ErrnoException)
  }
}

/**
 * What the push service says (wire B08): 2xx is taken; 404 and 410 mean that the browser has given the subscription up; 401
 * and 403 that it belongs to other keys than ours; the rest as with webhooks.
 */
function outcomeOfPush(
  answer: Parameters<typeof outcomeOfAnswer>[0],
  deliveryId: string,
  now: Temporal.Instant,
): Outcome {
  const outcome = outcomeOfAnswer(answer, now)
  // The device itself reports by the delivery's id that the message has arrived.
  if (outcome.kind === 'sent') return { kind: 'sent', providerMessageId: deliveryId }
  if (outcome.kind === 'retry') return outcome
  if (answer.status === 404 || answer.status === 410) return { ...outcome, reason: 'endpoint_gone' }
  if (answer.status === 401 || answer.status === 403) return { ...outcome, reason: 'subscription_refused' }
  return outcome
}
