import type { Kernel } from '../../../kernel/kernel.ts'
import { insertIfWanted } from '../../store/sandbox.ts'
import type { NewSandboxMessage } from '../../store/sandbox.ts'
import type { Content, Message, Outcome, Provider } from '../channel.ts'

/** The built-in mailbox and simulated phone of every person: everything can be tried without an account anywhere. */
export function sandboxProvider(kernel: Kernel): Provider {
  return {
    name: 'sandbox',
    carries: ['email', 'sms', 'voice'],
    simulated: true,
    inDemo: true,
    inFlight: 20,
    timeoutMs: 15_000,
    lane: (setup) => `sandbox ${setup.id}`,
    send: (message) => send(kernel, message),
  }
}

async function send(kernel: Kernel, message: Message): Promise<Outcome> {
  return kernel.work.inOrganization(message.organization.id, async (work) => {
    const row = { ...rowOf(message.content), userId: message.recipient.userId, deliveryId: message.deliveryId }
    const id = await insertIfWanted(work.trx, { ...row, orgId: work.orgId, id: work.id(), at: work.now })
    // An acknowledgement got in between: the phone must not ring any more.
    if (id === undefined) return { kind: 'retry', reason: 'internal', detail: 'the message is not wanted any more' }
    work.changed('sandbox')
    return { kind: 'sent', providerMessageId: id, ...(row.channel !== 'voice' && { receipt: 'delivered' }) }
  })
}

type Said = Pick<NewSandboxMessage, 'channel' | 'subject' | 'text' | 'html' | 'links' | 'spoken' | 'keys' | 'callState'>

function rowOf(content: Content): Said {
  const none = { subject: null, html: null, links: [], spoken: null, keys: null, callState: null }
  if (content.channel === 'email') {
    const { subject, text, html, links } = content
    return { ...none, channel: 'email', subject, text, html, links }
  }
  if (content.channel === 'sms') return { ...none, channel: 'sms', text: content.text }
  if (content.channel === 'voice') {
    const { lines, keys } = content
    return { ...none, channel: 'voice', text: lines.join('\n'), spoken: lines, keys, callState: 'ringing' }
  }
  throw new Error('the sandbox has no such channel')
}
