import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPaging } from '../../../testing/paging.ts'
import type { Paging } from '../../../testing/paging.ts'
import type { Browser, PushService } from '../../../testing/push-service.ts'
import { createBrowser, startPushService } from '../../../testing/push-service.ts'
import { actionLinkRoutes, deviceRoutes, notificationRoutes } from '../../index.ts'
import { subjectOf, vapidKeys } from './vapid.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let service: PushService
let phone: Browser
beforeAll(async () => {
  paging = await createPaging(start)
})
beforeEach(async () => {
  service = await startPushService()
  phone = createBrowser(`${service.url}/phone`)
})
afterEach(async () => {
  await service.close()
  await paging.clear()
})
afterAll(() => paging.close())

type Payload = Record<string, string> & { actions: { action: string; title: string; url: string; done: string }[] }

const ask = (method: string, path: string, body?: object, as = 'alice') =>
  paging.ask(deviceRoutes(paging.parts), as, method, path, body)
const devices = async (as = 'alice') =>
  (await ask('GET', '/me/devices', undefined, as)).body['items'] as Record<string, string>[]
const received = (browser = phone, path = '/phone') => JSON.parse(browser.decrypt(service.take(path).body)) as Payload
const post = (url: string, accept = 'application/json') =>
  actionLinkRoutes(paging.parts).request(new URL(url).pathname, { method: 'POST', headers: { accept } })

async function register(browser = phone, as = 'alice', over: object = {}) {
  const answer = await ask('POST', '/me/devices', { ...browser.subscription, name: 'Phone', ...over }, as)
  await paging.run()
  return answer
}

/** Alice is paged; her devices show it. */
async function page(over: object = {}) {
  const alertId = await paging.addAlert({ summary: 'ERP does not answer', customer: 'Acme GmbH', ...over })
  await paging.page('alice', alertId, { attempts: 1 })
  await paging.run()
  return alertId
}

test('a browser reads what was encrypted for it (the vector of RFC 8291)', () => {
  const browser = createBrowser('https://push.example', {
    privateKey: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  })
  const body =
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN'
  expect(browser.decrypt(Buffer.from(body, 'base64url'))).toBe('When I grow up, I want to be a watermelon')
})

describe('a device', () => {
  test('that registers is a verified contact of its person and gets a test', async () => {
    const answer = await register()
    expect(answer).toMatchObject({ status: 201, body: { device: { key: 'device-1', name: 'Phone' } } })
    expect(received()).toMatchObject({ title: expect.any(String), body: expect.stringContaining('Alice'), url: '/me' })
    const contacts = await paging.ask(notificationRoutes(paging.parts), 'alice', 'GET', '/me/contacts')
    expect(contacts.body['items']).toMatchObject([
      { key: 'device-1', channel: 'push', address: 'Phone', verified: true, simulated: false, provider: 'webpush' },
    ])
  })

  test('is shown, tested and removed by its person only', async () => {
    const { body } = await register()
    const { id } = body['device'] as { id: string }
    for (const other of ['bob', 'charlie']) {
      expect(await devices(other)).toEqual([])
      expect((await ask('DELETE', `/me/devices/${id}`, undefined, other)).status).toBe(404)
    }
    const test = await paging.ask(notificationRoutes(paging.parts), 'alice', 'POST', '/me/contacts/device-1/test')
    expect(test.status).toBe(200)
    expect((await ask('DELETE', `/me/devices/${id}`)).status).toBe(204)
    expect(await devices()).toEqual([])
    await paging.run()
    // Nothing but the first test arrived: the second one was for a device that had gone by then.
    expect(service.messages).toHaveLength(1)
  })

  test('that registers again is the same device; one that another person takes over shows that person’s pages', async () => {
    await register()
    await register(phone, 'alice', { name: 'My phone' })
    expect(await devices()).toMatchObject([{ key: 'device-1', name: 'My phone' }])
    await register(phone, 'bob')
    expect(await devices()).toEqual([])
    expect(await devices('bob')).toMatchObject([{ key: 'device-1' }])
  })

  test('whose browser was given another address keeps its place, without a test', async () => {
    await register()
    service.messages.splice(0)
    const renewed = createBrowser(`${service.url}/renewed`)
    const answer = await register(renewed, 'alice', { replaces: phone.subscription.endpoint })
    expect(answer.body).toMatchObject({ device: { key: 'device-1' }, deliveryId: null })
    expect(await devices()).toMatchObject([{ key: 'device-1', endpoint: renewed.subscription.endpoint }])
    expect(service.messages).toEqual([])
  })

  test('that was switched off works again with a new subscription, and is tested', async () => {
    await register()
    service.answer('/phone', { status: 410 })
    await page()
    const renewed = createBrowser(`${service.url}/renewed`)
    await register(renewed, 'alice', { replaces: phone.subscription.endpoint })
    expect(await devices()).toMatchObject([{ key: 'device-1', name: 'Phone', disabledExplanation: null }])
    expect(received(renewed, '/renewed').title).toBe('Testnachricht von Pikett')
  })

  test.each([
    [{ endpoint: 'http://intranet.example/push' }],
    [{ endpoint: 'javascript:alert(1)' }],
    [{ keys: { p256dh: 'short', auth: 'short' } }],
    [{ name: '' }],
  ])('with %j is refused', async (over) => {
    expect((await register(phone, 'alice', over)).status).toBe(400)
  })

  test('inside the network of Pikett is not called', async () => {
    await register(createBrowser('https://169.254.169.254/latest'))
    expect(
      await paging.inHome(({ trx }) =>
        trx.selectFrom('deliveries').select(['status', 'reason']).orderBy('id', 'desc').executeTakeFirst(),
      ),
    ).toEqual({ status: 'failed', reason: 'address_not_allowed' })
  })
})

describe('a page', () => {
  test('reaches the devices of the person at once, beside what the rules say', async () => {
    await register()
    service.messages.splice(0)
    const hook = await paging.addContact('alice', { key: 'mobile', channel: 'sms', address: '+4915112345678' })
    await paging.addRule('alice', 'high', hook, 300)
    const alertId = await page()
    const message = service.messages[0]!
    expect(message.headers).toMatchObject({ urgency: 'high', ttl: '600', topic: expect.stringMatching(/^[\w-]{32}$/) })
    expect(received()).toMatchObject({
      title: 'Acme GmbH: ERP does not answer',
      tag: alertId,
      url: expect.stringMatching(/^https:\/\/pikett\.test\/alerts\/\d+$/),
      actions: [{ action: 'acknowledge' }, { action: 'escalate' }],
    })
    expect(await paging.messages(alertId)).toEqual(['device-11 sent', 'mobile1 planned'])
  })

  test('and its repeat have the same topic: the newer one takes the place of one that still waits', async () => {
    await register()
    service.messages.splice(0)
    await page()
    const alertId = await page()
    await paging.page('alice', alertId, { attempts: 1, round: 1 })
    await paging.run()
    const [first, second, third] = service.messages.map((message) => message.headers['topic'])
    expect(second).toBe(third)
    expect(first).not.toBe(second)
  })

  test('fits the push service’s limit, however long everything is', async () => {
    await register()
    service.messages.splice(0)
    await page({ summary: 'ü€😀'.repeat(500), customer: 'Ä😀'.repeat(200) })
    expect(service.take('/phone').body.length).toBeLessThan(3_500)
  })

  test('is acknowledged by the link in it, without opening anything', async () => {
    await register()
    service.messages.splice(0)
    const alertId = await page()
    const { actions } = received()
    const answer = await post(actions[0]!.url)
    expect(await answer.json()).toMatchObject({ status: 'acknowledged', outcome: 'done' })
    const alert = await paging.inHome(({ trx }) =>
      trx.selectFrom('alerts').select(['status', 'acknowledgedVia']).where('id', '=', alertId).executeTakeFirst(),
    )
    expect(alert).toEqual({ status: 'acknowledged', acknowledgedVia: 'link' })
    expect((await post(actions[0]!.url)).status).toBe(409)
  })

  test('is delivered when the device says that it shows it', async () => {
    await register()
    service.messages.splice(0)
    const alertId = await page()
    const { received: url } = received()
    expect((await post(url!)).status).toBe(204)
    expect((await post(url!)).status).toBe(204)
    expect(await paging.messages(alertId)).toEqual(['device-11 delivered'])
    expect((await post(url!.replace('/received', 'x/received'))).status).toBe(404)
  })
})

describe('what the push service answers', () => {
  test.each([
    [404, 'failed', 'endpoint_gone', true],
    [410, 'failed', 'endpoint_gone', true],
    [403, 'failed', 'subscription_refused', true],
    [413, 'failed', 'refused', false],
    [301, 'failed', 'redirected', false],
    [429, 'planned', 'throttled', false],
    [503, 'planned', 'server_error', false],
  ])('%i: the message is %s (%s), the device switched off: %s', async (status, state, reason, off) => {
    await register()
    service.messages.splice(0)
    service.answer('/phone', { status, headers: { 'retry-after': '40' } })
    const alertId = await page()
    const delivery = await paging.inHome(({ trx }) =>
      trx
        .selectFrom('deliveries')
        .select(['status', 'reason', 'dueAt'])
        .where('alertId', '=', alertId)
        .executeTakeFirst(),
    )
    expect(delivery).toMatchObject({ status: state, reason })
    if (status === 429) expect(delivery!.dueAt.toString()).toBe('2026-01-05T02:00:40Z')
    expect((await devices())[0]!['disabledExplanation'] !== null).toBe(off)
    if (off) {
      service.answer('/phone', { status: 201 })
      await register()
      expect((await devices())[0]!['disabledExplanation']).toBeNull()
    }
  })
})

describe('the keys towards push services', () => {
  test('are made once for the whole installation, kept sealed, and never change', async () => {
    const { publicKey } = (await ask('GET', '/push/key')).body as { publicKey: string }
    const nodes = [paging.anotherNode(), paging.anotherNode()]
    for (const node of nodes) expect((await vapidKeys(node)()).publicKey).toBe(publicKey)
    const kept = await paging.kernel.engine
      .selectFrom('installation')
      .selectAll()
      .where('name', '=', 'vapid_keys')
      .execute()
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).not.toContain(publicKey)
  })

  test('name somebody to write to in a form that every push service takes', () => {
    expect(subjectOf('https://pikett.example.org/x')).toBe('https://pikett.example.org')
    for (const url of ['http://127.0.0.1:3000', 'https://localhost'])
      expect(subjectOf(url)).toMatch(/^mailto:.+@.+\..+/)
  })
})
