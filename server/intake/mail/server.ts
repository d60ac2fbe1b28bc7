import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Budget } from '../budget.ts'
import { isAway } from '../../kernel/db/away.ts'
import { LookupOverload } from '../lookup.ts'
import type { SourceLookup } from '../lookup.ts'
import { createGuests } from './guests.ts'
import type { Guests } from './guests.ts'
import type { MailLimits } from './limits.ts'
import type { Addressee, MailReceiverParts } from './receive.ts'
import { receiveMail } from './receive.ts'
import { keysOf } from './recipient.ts'
import { replies, Reply } from './reply.ts'

export interface MailServerParts extends MailReceiverParts {
  kernel: Kernel
  lookup: SourceLookup
  budget: Budget
  limits: MailLimits
}

export interface MailServer {
  port: number
  /** Takes no new mail; what is being stored gets its answer. */
  close(): Promise<void>
}

type Done = (error?: Error | null) => void

/** Starts the built-in SMTP server. Throws with words when the port is taken or a certificate cannot be read. */
export async function startMailServer(parts: MailServerParts, port: number, host: string): Promise<MailServer> {
  const { kernel, limits } = parts
  const guests = createGuests(limits)
  const tls = certificateOf(kernel)
  const server = new SMTPServer({
    name: new URL(kernel.publicUrl()).hostname,
    banner: 'Pikett',
    logger: false,
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    authOptional: true,
    // Our answers carry their own.
    hideENHANCEDSTATUSCODES: true,
    disableReverseLookup: true,
    size: limits.mailBytes,
    maxClients: limits.connections,
    socketTimeout: limits.silenceMs,
    closeTimeout: 5_000,
    ...tls,
    onConnect: ({ remoteAddress, id }, done) =>
      done(guests.enter(remoteAddress, id) ? null : replies.tooManyConnections()),
    onClose: ({ remoteAddress, id }) => guests.leave(remoteAddress, id),
    onRcptTo: ({ address }, session, done) => void answer(kernel, done, () => admit(parts, guests, session, address)),
    onData: (stream, session, done) => void answer(kernel, done, () => take(parts, guests, stream, session)),
  })
  // A peer that breaks off is its own affair.
  server.on('error', (error: Error) => kernel.log.debug({ error: error.message }, 'a mail connection broke'))
  await listen(server, port, host)
  const { port: actual } = server.server.address() as AddressInfo
  return { port: actual, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

async function answer(kernel: Kernel, done: Done, act: () => Promise<void>): Promise<void> {
  try {
    await act()
    done()
  } catch (error) {
    if (error instanceof Reply) return done(error)
    if (error instanceof LookupOverload || isAway(error)) return done(replies.busy())
    kernel.log.error({ error: (error as Error).stack ?? String(error) }, 'a mail could not be handled')
    done(replies.failed())
  }
}

/** Only addresses that hold the key of a source of this kind are taken: this is no mail server for anybody else. */
async function admit(
  { lookup, limits }: MailServerParts,
  guests: Guests,
  session: SMTPServerSession,
  address: string,
): Promise<void> {
  if (session.envelope.rcptTo.length >= limits.recipients) throw replies.tooManyRecipients()
  for (const integrationKey of keysOf(address)) {
    const source = await lookup.find(integrationKey, () => session.remoteAddress)
    if (source?.type !== 'email') continue
    guests.expect(session.id, { source, integrationKey, address })
    return
  }
  throw guests.wrongAddress(session.id) ? replies.guessing() : replies.unknown()
}

async function take(
  parts: MailServerParts,
  guests: Guests,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const holding = parts.budget.open()
  try {
    const raw = await readAll(stream, parts.limits.mailBytes, (bytes) => holding.take(bytes))
    const { mailFrom, rcptTo } = session.envelope
    const addressees = guests.expected(session.id, new Set(rcptTo.map(({ address }) => address)))
    const bySource = [...new Map(addressees.map((one) => [one.source.id, one])).values()]
    for (const { source } of bySource) if (!guests.mayWrite(source.id)) throw replies.tooMany()
    const sender = mailFrom ? mailFrom.address : ''
    await receiveMail(parts, raw, sender, bySource satisfies Addressee[])
    for (const { source } of bySource) parts.metrics.requests.inc({ type: source.type, status: 250 })
  } finally {
    holding.giveBack()
  }
}

/** Reads to the end also what is refused: the sender hears our answer only then. */
async function readAll(
  stream: SMTPServerDataStream,
  mostBytes: number,
  take: (bytes: number) => boolean,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  let refused: Reply | undefined
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) refused = replies.tooLarge()
    else if (refused === undefined && !take(chunk.length)) refused = replies.busy()
    if (refused) chunks.length = 0
    else chunks.push(chunk)
  }
  if (stream.sizeExceeded) throw replies.tooLarge()
  if (refused) throw refused
  return Buffer.concat(chunks)
}

function certificateOf({ config }: Kernel): { key: Buffer; cert: Buffer } | undefined {
  const { smtpTlsCert, smtpTlsKey } = config
  if (smtpTlsCert === undefined || smtpTlsKey === undefined) return undefined
  try {
    return { cert: readFileSync(smtpTlsCert), key: readFileSync(smtpTlsKey) }
  } catch (error) {
    throw new Error(
      `The certificate of the SMTP server cannot be read: ${(error as Error).message}. Check PIKETT_SMTP_TLS_CERT and PIKETT_SMTP_TLS_KEY.`,
    )
  }
}

function listen(server: SMTPServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      const words =
        error.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is in use by another program.`
          : error.code === 'EACCES'
            ? `Port ${port} needs rights that this account does not have.`
            : error.message
      reject(new Error(`The SMTP server cannot start: ${words} Check PIKETT_SMTP_PORT and PIKETT_SMTP_HOST.`))
    }
    server.server.once('error', fail)
    server.listen(port, host, () => {
      server.server.off('error', fail)
      resolve()
    })
  })
}
