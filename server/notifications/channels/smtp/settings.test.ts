import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../kernel/config.ts'
import { createSecrets } from '../../../kernel/secrets.ts'
import { mailServerOf } from './settings.ts'

const secrets = createSecrets('42'.repeat(32))
const setup = { id: 'o', name: 'Nordlicht', demo: false, webhookSecretSealed: '', smtpSealed: null as string | null }
const server = (env: Record<string, string>, smtpSealed: string | null = null) =>
  mailServerOf({ ...setup, smtpSealed }, readConfig(env, false), secrets)

describe('the mail server of an organization', () => {
  test('is none when nobody set one up', () => {
    expect(server({})).toBeUndefined()
  })

  test('is the installation’s, with sender and password from its address', () => {
    const env = {
      PIKETT_SMTP_URL: 'smtps://pikett%40example.test:s%2Fcret@mail.example.test',
      PIKETT_MAIL_FROM: 'NOC Alarm <alerts@example.test>',
    }
    expect(server(env)).toEqual({
      host: 'mail.example.test',
      port: 465,
      security: 'tls',
      user: 'pikett@example.test',
      password: 's/cret',
      from: { name: 'NOC Alarm', address: 'alerts@example.test' },
      trusted: true,
    })
    expect(server({ PIKETT_SMTP_URL: 'smtp://localhost:2525' })).toMatchObject({
      port: 2525,
      security: 'opportunistic',
      from: { name: 'Nordlicht', address: 'pikett@localhost' },
    })
  })

  test('is its own when it has one, which may not be trusted to stand anywhere', () => {
    const own = { host: 'mx.own.test', port: 587, security: 'starttls', user: 'u', password: 'p', from: 'a@own.test' }
    const sealed = secrets.seal('provider', JSON.stringify(own))
    expect(server({ PIKETT_SMTP_URL: 'smtp://localhost' }, sealed)).toEqual({
      host: 'mx.own.test',
      port: 587,
      security: 'starttls',
      user: 'u',
      password: 'p',
      from: { name: 'Nordlicht', address: 'a@own.test' },
      trusted: false,
    })
  })
})
