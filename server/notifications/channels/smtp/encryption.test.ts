import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SmtpConfig } from '../../../../contract/config/organization.ts'
import { readConfig } from '../../../kernel/config.ts'
import { createSecrets } from '../../../kernel/secrets.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { createOutbound } from '../../../kernel/outbound/index.ts'
import type { Message } from '../channel.ts'
import { smtpProvider } from './provider.ts'

const secrets = createSecrets('42'.repeat(32))
let server: SMTPServer
let port: number
let received: { secure: boolean; user: string | undefined }[]

/** Offers STARTTLS with a certificate that it made itself, as the mail server of many a house does. */
beforeEach(async () => {
  received = []
  server = new SMTPServer({
    authOptional: true,
    logger: false,
    onAuth({ username, password }, _, done) {
      done(password === 'right' ? null : new Error('no'), password === 'right' ? { user: username } : undefined)
    },
    onData(stream, session, done) {
      stream.resume().on('end', () => {
        received.push({ secure: session.secure, user: typeof session.user === 'string' ? session.user : undefined })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.server.address() as AddressInfo).port
})
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())))

async function send(env: Record<string, string>, smtp?: Partial<SmtpConfig>) {
  const outbound = createOutbound(['127.0.0.0/8'])
  const kernel = { config: readConfig(env, false), secrets } as unknown as Kernel
  const own = smtp && { host: '127.0.0.1', port, security: 'starttls', from: 'a@acme.example', ...smtp }
  const message: Message = {
    deliveryId: '0198c0de-0000-7000-8000-000000000001',
    recipient: { userId: 'u', key: 'ann', name: 'Ann', language: 'en', timeZone: 'UTC' },
    address: 'ann@example.test',
    contactKey: 'mail',
    contactSecretSealed: null,
    organization: {
      id: 'o',
      name: 'Nordlicht',
      demo: false,
      smtpSealed: own ? secrets.seal('provider', JSON.stringify(own)) : null,
      webhookSecretSealed: '',
    },
    content: {
      channel: 'email',
      subject: 's',
      text: 't',
      html: '<p>t</p>',
      links: [],
      thread: undefined,
      urgent: false,
    },
  }
  const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
  return smtpProvider(kernel, outbound).send(message, { now, signal: new AbortController().signal })
}

describe('the installation’s mail server', () => {
  test('may stand on loopback and is encrypted to when it offers it, also with a certificate of its own', async () => {
    expect(await send({ PIKETT_SMTP_URL: `smtp://127.0.0.1:${port}` })).toMatchObject({ kind: 'sent' })
    expect(received).toEqual([{ secure: true, user: undefined }])
  })

  test('gets a password only under a certificate that is known', async () => {
    const outcome = await send({ PIKETT_SMTP_URL: `smtp://ann:right@127.0.0.1:${port}` })
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'encryption_refused' })
    expect(received).toEqual([])
  })

  test('that is not there is tried again', async () => {
    expect(await send({ PIKETT_SMTP_URL: 'smtp://127.0.0.1:1' })).toMatchObject({ kind: 'retry', reason: 'network' })
  })
})

describe('an organization’s mail server', () => {
  test('that must encrypt but shows an unknown certificate gets no mail', async () => {
    expect(await send({}, {})).toMatchObject({ kind: 'refused', reason: 'encryption_refused' })
  })

  test('that refuses the password is said to do so', async () => {
    const outcome = await send({}, { security: 'none', user: 'ann', password: 'wrong' })
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'sign_in_refused' })
    expect(received).toEqual([])
  })
})
