import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  from: string
  to: string[]
  raw: string
  mail: Email
}

/** A real SMTP server on loopback that keeps what it accepts. */
export interface MailServer {
  port: number
  url: string
  mails: ReceivedMail[]
  /** Refuses the next messages to this address with this reply; undefined accepts again. */
  refuse(address: string, reply: { code: number; text: string } | undefined): void
  /** The oldest mail to this address, taken out; throws with what is there when there is none. */
  take(address: string): ReceivedMail
  close(): Promise<void>
}

export async function startMailServer(port = 0): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const refusals = new Map<string, { code: number; text: string }>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _, done) {
      const refusal = refusals.get(address)
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
        const to = session.envelope.rcptTo.map((one) => one.address)
        void PostalMime.parse(raw).then((mail) => {
          mails.push({ from, to, raw, mail })
          done()
        })
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.server.address() as AddressInfo
  return {
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    refuse(address, reply) {
      if (reply) refusals.set(address, reply)
      else refusals.delete(address)
    },
    take: (address) => takeFirst(mails, address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function takeFirst(mails: ReceivedMail[], address: string): ReceivedMail {
  const index = mails.findIndex((mail) => mail.to.includes(address))
  if (index < 0) {
    const others = mails.map((mail) => `${mail.to.join(', ')} "${mail.mail.subject}"`).join('; ')
    throw new Error(`no mail arrived for ${address}; waiting are: ${others || 'none'}`)
  }
  return mails.splice(index, 1)[0]!
}
