import { createTransport } from 'nodemailer'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Outbound } from '../../../kernel/outbound/index.ts'
import type { Message, Outcome, Provider, SendContext } from '../channel.ts'
import { mailOptions } from './mail.ts'
import type { OutgoingMail } from './mail.ts'
import { outcomeOfMailError } from './outcome.ts'
import type { MailServer } from './settings.ts'
import { mailServerOf } from './settings.ts'

/** Wire B11: 30 s to connect. Less here, so that all of it stays below the lease of a claim. */
const connectTimeoutMs = 15_000
const silenceTimeoutMs = 20_000
const timeoutMs = 45_000

/** Sends mails through the mail server of the organization or of the installation. */
export function smtpProvider(kernel: Kernel, outbound: Outbound): Provider {
  return {
    name: 'smtp',
    carries: ['email'],
    simulated: false,
    inDemo: false,
    inFlight: 10,
    timeoutMs,
    lane(setup) {
      if (setup.smtpSealed !== null) return `smtp ${setup.id}`
      return kernel.config.smtpUrl === undefined ? undefined : 'smtp'
    },
    send: (message, context) => send(kernel, outbound, message, context),
  }
}

async function send(kernel: Kernel, outbound: Outbound, message: Message, context: SendContext): Promise<Outcome> {
  const { content } = message
  if (content.channel !== 'email') throw new Error('mail servers carry mails')
  const server = mailServerOf(message.organization, kernel.config, kernel.secrets)
  if (!server) return { kind: 'retry', reason: 'internal', detail: 'no mail server is set up' }
  const to = { name: message.recipient.name, address: message.address }
  const mail = { deliveryId: message.deliveryId, to, from: server.from, date: context.now, content }
  try {
    const { messageId } = await sendMail(outbound, server, mail, context.signal)
    return { kind: 'sent', providerMessageId: messageId }
  } catch (error) {
    return outcomeOfMailError(error as Error)
  }
}

/** Hands one mail to one server; throws what went wrong. `response` is what the server said at last. */
export async function sendMail(
  outbound: Outbound,
  server: MailServer,
  mail: OutgoingMail,
  signal: AbortSignal,
): Promise<{ messageId: string; response: string }> {
  let socket: Socket | undefined
  try {
    socket = await open(outbound, server)
    const transport = createTransport(transportOptions(server, socket))
    return await transport.sendMail({ ...mailOptions(mail), signal })
  } finally {
    socket?.destroy()
  }
}

async function open(outbound: Outbound, server: MailServer): Promise<Socket> {
  if (!server.trusted) return outbound.connect(server.host, server.port, connectTimeoutMs)
  const socket = connect({ host: server.host, port: server.port })
  return new Promise((resolve, reject) => {
    socket.setTimeout(connectTimeoutMs, () => socket.destroy(timeoutError()))
    // Stays on: a connection that breaks before the mail library listens must not end the process.
    socket.on('error', reject)
    socket.once('connect', () => {
      socket.setTimeout(0)
      resolve(socket)
    })
  })
}

const timeoutError = () => Object.assign(new Error('the mail server did not answer'), { code: 'ETIMEDOUT' })

function transportOptions(server: MailServer, connection: Socket) {
  return {
    host: server.host,
    port: server.port,
    connection,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    // Without a password to protect, an unknown certificate is still better than no encryption (mail server of the house).
    tls: { rejectUnauthorized: server.security !== 'opportunistic' || server.user !== undefined },
    name: server.from.address.slice(server.from.address.lastIndexOf('@') + 1),
    greetingTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    ...(server.user !== undefined && { auth: { user: server.user, pass: server.password ?? '' } }),
  }
}
