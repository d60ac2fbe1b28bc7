import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPaging } from '../../../testing/paging.ts'
import type { Paging } from '../../../testing/paging.ts'
import { startWebhookSink } from '../../../testing/webhook-sink.ts'
import type { ReceivedPage, WebhookSink } from '../../../testing/webhook-sink.ts'
import { signedHeaders } from './provider.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let sink: WebhookSink
beforeAll(async () => {
  paging = await createPaging(start)
})
beforeEach(async () => {
  sink = await startWebhookSink()
})
afterEach(async () => {
  await sink.close()
  await paging.clear()
})
afterAll(() => paging.close())

test('signs as the published vector of Standard Webhooks does', () => {
  const at = Temporal.Instant.fromEpochMilliseconds(1_614_265_330_000)
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  expect(signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}')).toMatchObject({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

const signatureOf = (page: ReceivedPage, secret: string) => {
  const at = new Date(Number(page.headers['webhook-timestamp']) * 1_000)
  return new Webhook(secret).sign(String(page.headers['webhook-id']), at, page.text)
}

const organizationSecret = () =>
  paging.inHome(async ({ trx }) => {
    const row = await trx.selectFrom('organizations').select('webhookSecretSealed').executeTakeFirstOrThrow()
    return paging.kernel.secrets.open('webhook-secret', row.webhookSecretSealed)
  })

test('a page carries what the design promises, signed with the organization’s secret', async () => {
  await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/alice` })
  const alertId = await paging.addAlert({ summary: 'ERP nicht erreichbar', customer: 'Acme GmbH' })
  await paging.page('alice', alertId, { attempts: 1, step: 1 })
  await paging.run()
  const page = sink.take('/alice')
  expect(page.headers['webhook-signature']).toBe(signatureOf(page, await organizationSecret()))
  expect(page.headers['content-type']).toBe('application/json')
  expect(page.body).toMatchObject({
    type: 'page',
    timestamp: '2026-01-05T02:00:00Z',
    alert: {
      id: alertId,
      number: expect.any(Number),
      summary: 'ERP nicht erreichbar',
      status: 'triggered',
      priority: 'high',
      severity: 'critical',
      dedupKey: expect.stringMatching(/^key-\d+$/),
      source: expect.stringMatching(/^source-\d+$/),
      customer: expect.stringMatching(/^customer-\d+$/),
      service: null,
      url: expect.stringMatching(/^https:\/\/pikett\.test\/alerts\/\d+$/),
    },
    delivery: { id: page.headers['webhook-id'] },
    recipient: { key: 'alice', name: 'Alice' },
    step: 2,
  })
  const links = Object.values(page.body.actions)
  expect(Object.keys(page.body.actions)).toEqual(['acknowledge', 'resolve', 'escalate'])
  expect(links.every((link) => link.startsWith('https://pikett.test/a/'))).toBe(true)
})

test('the contact’s own secret signs when it has one, and the fallback is step 0', async () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/alice`, secret })
  await paging.page('alice', await paging.addAlert(), { attempts: 1, step: -1 })
  await paging.run()
  const page = sink.take('/alice')
  expect(page.headers['webhook-signature']).toBe(signatureOf(page, secret))
  expect(page.body.step).toBe(0)
})

test('a repeat keeps the id and is signed with the time of its attempt', async () => {
  await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/alice` })
  const alertId = await paging.addAlert()
  await paging.page('alice', alertId, { attempts: 1 })
  sink.answer('/alice', { status: 500 })
  await paging.run()
  sink.answer('/alice', { status: 200 })
  await paging.pass(5)
  const page = sink.take('/alice')
  expect(page.headers['webhook-timestamp']).toBe(String(start.add({ seconds: 5 }).epochMilliseconds / 1_000))
  expect(page.body.delivery.id).toBe(page.headers['webhook-id'])
})

test('an address inside the network of Pikett is refused in words, and nothing is called', async () => {
  await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: 'http://169.254.169.254/latest/' })
  const alertId = await paging.addAlert()
  await paging.page('alice', alertId, { attempts: 1 })
  await paging.run()
  const failure = (await paging.timeline(alertId)).find((entry) => entry.kind === 'delivery.failed')
  expect(failure?.data).toMatchObject({ reason: 'address_not_allowed' })
  expect(failure?.data.detail).toContain('not a public address')
})
