import { Webhook } from 'standardwebhooks'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Outbound } from '../../../kernel/outbound/index.ts'
import { selfTestAddress, selfTestPaged } from '../../events.ts'
import type { Message, Outcome, Provider, SendContext } from '../channel.ts'
import { outcomeOfAnswer, outcomeOfError } from './answer.ts'

/** Standard Webhooks 1.0 (wire A19): 15 to 30 s. */
const timeoutMs = 15_000

/** Of the answer only its status counts; what it says is kept for the reader of a failure. */
const maxResponseBytes = 64 * 1024

/** Sends pages to a URL as signed Standard Webhooks requests. */
export function webhookProvider(kernel: Kernel, outbound: Outbound): Provider {
  return {
    name: 'webhook',
    carries: ['webhook'],
    simulated: false,
    inDemo: true,
    inFlight: 64,
    perDestination: 8,
    timeoutMs: timeoutMs + 1_000,
    lane: (setup) => `webhook ${setup.id}`,
    send: (message, context) => send(kernel, outbound, message, context),
  }
}

async function send(kernel: Kernel, outbound: Outbound, message: Message, context: SendContext): Promise<Outcome> {
  if (message.content.channel !== 'webhook') throw new Error('webhooks carry webhook contents')
  if (message.address === selfTestAddress) return arrive(kernel, message)
  const body = JSON.stringify(message.content.body)
  const sealed = message.contactSecretSealed ?? message.organization.webhookSecretSealed
  const secret = kernel.secrets.open('webhook-secret', sealed)
  try {
    const answer = await outbound.request({
      url: message.address,
      method: 'POST',
      headers: signedHeaders(secret, message.deliveryId, context.now, body),
      body,
      timeoutMs,
      maxResponseBytes,
      signal: context.signal,
    })
    return outcomeOfAnswer(answer, context.now)
  } catch (error) {
    return outcomeOfError(error as NodeJS.ErrnoException)
  }
}

/** The self-test's page goes no further than here. */
async function arrive(kernel: Kernel, { organization, content }: Message): Promise<Outcome> {
  if (content.channel !== 'webhook') throw new Error('webhooks carry webhook contents')
  const { alert, actions } = content.body as { alert: { id: string }; actions: { acknowledge: string } }
  await kernel.work.inOrganization(organization.id, (work) =>
    work.emit(selfTestPaged, { alertId: alert.id, acknowledgeUrl: actions.acknowledge }),
  )
  return { kind: 'sent', receipt: 'delivered' }
}

/** The id stays the same over retries: receivers recognise a repeat by it. The timestamp is that of the attempt. */
export function signedHeaders(secret: string, id: string, now: Temporal.Instant, body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Pikett',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.epochMilliseconds / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(now.epochMilliseconds), body),
  }
}
