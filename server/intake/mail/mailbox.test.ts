import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import getTLSOptions from 'smtp-server/lib/tls-options.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

/** The whole product, told by its settings to take mail. */

const key = `${'m'.repeat(31)}9`
let world: World
let port: number
let folder: string

beforeAll(async () => {
  port = await freePort()
  folder = mkdtempSync(join(tmpdir(), 'pikett-mailbox-'))
  // The certificate that the library brings for tests.
  const { cert, key: secret } = getTLSOptions() as { cert: string; key: string }
  writeFileSync(join(folder, 'cert.pem'), cert)
  writeFileSync(join(folder, 'key.pem'), secret)
  world = await createWorld({
    env: {
      PIKETT_SMTP_PORT: String(port),
      PIKETT_SMTP_DOMAIN: 'Alerts.Nordlicht.test',
      PIKETT_SMTP_TLS_CERT: join(folder, 'cert.pem'),
      PIKETT_SMTP_TLS_KEY: join(folder, 'key.pem'),
    },
    change: (config) => ({
      ...config,
      sources: [
        ...(config.sources ?? []),
        {
          key: 'mails',
          type: 'email',
          escalationPolicy: 'default',
          integrationKey: key,
          email: {
            rules: [{ subject: { matches: '^Job (?<job>\\S+)' }, dedupKey: 'job {{job}}' }],
            otherwise: 'ignore',
          },
        },
        { key: 'made', type: 'email', escalationPolicy: 'default' },
      ],
    }),
  })
})
afterAll(async () => {
  await world?.close()
  rmSync(folder, { recursive: true, force: true })
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo
      probe.close(() => resolve(free))
    })
  })
}

test('a mail over STARTTLS pages whoever is on call', async () => {
  const client = createTransport({ host: '127.0.0.1', port, requireTLS: true, tls: { rejectUnauthorized: false } })
  const mail = {
    from: 'nas@kunde.test',
    to: `nas+${key}@alerts.nordlicht.test`,
    subject: 'Job nightly failed',
    text: 'x',
  }
  expect((await client.sendMail(mail)).response).toMatch(/^250/)
  client.close()
  await world.settle()
  expect(world.pages.take('/alice').body.alert).toMatchObject({
    summary: 'Job nightly failed',
    dedupKey: 'job nightly',
    source: 'mails',
    priority: 'high',
  })
})

test('the source shows its mail address and a guide with it, and a key that is made has no capital letters', async () => {
  const { body } = await world.alice.get<{ url: string; setup: { markdown: string } }>('/sources/mails')
  expect(body.url).toBe(`${key}@alerts.nordlicht.test`)
  expect(body.setup.markdown).toContain(body.url)
  const made = await world.alice.get<{ integrationKey: string }>('/sources/made')
  expect(made.body.integrationKey).toMatch(/^[0-9a-z]{32}$/)
  const rotated = await world.alice.post<{ integrationKey: string }>('/sources/made/rotate-key')
  expect(rotated.body.integrationKey).toMatch(/^[0-9a-z]{32}$/)
  const posted = await fetch(`${world.app.url()}/in/${key}`, { method: 'POST', body: '{}' })
  expect(posted.status).toBe(404)
})

test('the rules are written back by the export, and one with a mistake is refused with its place', async () => {
  const exported = await world.alice.get<string>('/config', { accept: 'application/yaml' })
  expect(JSON.stringify(exported.body)).toContain('(?<job>')
  const source = (matches: string) => ({
    heartbeats: [],
    sources: [
      { key: 'wrong', type: 'email', escalationPolicy: 'default', email: { rules: [{ subject: { matches } }] } },
    ],
  })
  const refused = await world.alice.post<{ problems: { path: string; message: string }[] }>(
    '/config?dryRun=true',
    source('(?=a)'),
  )
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).toContain('sources.0.email.rules.0.subject.matches')
})
