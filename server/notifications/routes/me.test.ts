import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startWebhookSink } from '../../testing/webhook-sink.ts'
import type { WebhookSink } from '../../testing/webhook-sink.ts'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { actionLinkRoutes, notificationRoutes } from '../index.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let sink: WebhookSink
beforeAll(async () => {
  paging = await createPaging(start)
})
beforeEach(async () => {
  sink = await startWebhookSink()
  await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/alice`, verified: false })
})
afterEach(async () => {
  await sink.close()
  await paging.clear()
})
afterAll(() => paging.close())

const ask = (method: string, path: string, body?: object, as = 'alice') =>
  paging.ask(notificationRoutes(paging.parts), as, method, `/me${path}`, body)
const requestCode = () => ask('POST', '/contacts/hook/verification', {})
const confirm = (code: string) => ask('POST', '/contacts/hook/verification/confirm', { code })

async function receivedCode(): Promise<string> {
  await paging.run()
  return (JSON.parse(sink.take('/alice').text) as { code: string }).code
}

const wrongFor = (code: string) => (code === '000000' ? '111111' : '000000')

describe('verifying a contact', () => {
  test('a code of six digits travels the way that pages take; entered, it makes the contact usable', async () => {
    expect((await requestCode()).status).toBe(200)
    const code = await receivedCode()
    expect(code).toMatch(/^\d{6}$/)
    expect(await confirm(`${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      status: 200,
      body: { verified: true },
    })
    expect(await ask('GET', '/contacts')).toMatchObject({
      body: {
        items: [
          {
            key: 'hook',
            channel: 'webhook',
            verified: true,
            verifiedAt: start.toString(),
            disabledReason: null,
            provider: 'webhook',
            simulated: false,
          },
        ],
      },
    })
  })

  test('five wrong tries void the code, though each answers with an error', async () => {
    await requestCode()
    const code = await receivedCode()
    for (let index = 0; index < 5; index += 1) {
      expect(await confirm(wrongFor(code))).toMatchObject({ status: 422, body: { code: 'wrong_code' } })
    }
    expect((await confirm(code)).status).toBe(422)
  })

  test('four wrong tries do not', async () => {
    await requestCode()
    const code = await receivedCode()
    for (let index = 0; index < 4; index += 1) await confirm(wrongFor(code))
    expect((await confirm(code)).status).toBe(200)
  })

  test('guessing at many doors at once is counted as one after the other', async () => {
    await requestCode()
    const code = await receivedCode()
    await Promise.all(Array.from({ length: 8 }, () => confirm(wrongFor(code))))
    expect((await confirm(code)).status).toBe(422)
  })

  test('a code lives ten minutes, and works once', async () => {
    await requestCode()
    const code = await receivedCode()
    paging.clock.set(start.add({ minutes: 10 }))
    expect((await confirm(code)).status).toBe(422)
    await requestCode()
    const fresh = await receivedCode()
    expect((await confirm(fresh)).status).toBe(200)
    const last = await paging.inHome(({ trx }) =>
      trx.selectFrom('auditEntries').select(['action', 'data']).orderBy('seq', 'desc').executeTakeFirst(),
    )
    expect(last).toEqual({ action: 'contact.verified', data: { channel: 'webhook', address: `${sink.url}/alice` } })
    expect((await confirm(fresh)).status).toBe(422)
  })

  test('a new code is sent once a minute at most, and voids the one before', async () => {
    await requestCode()
    const first = await receivedCode()
    paging.clock.set(start.add({ seconds: 59 }))
    expect(await requestCode()).toMatchObject({ status: 429 })
    paging.clock.set(start.add({ seconds: 60 }))
    expect((await requestCode()).status).toBe(200)
    const second = await receivedCode()
    expect((await confirm(first)).status).toBe(first === second ? 200 : 422)
    expect((await confirm(second)).status).toBe(first === second ? 422 : 200)
  })

  test('neither code nor address stands readable in the database', async () => {
    await requestCode()
    const code = await receivedCode()
    const stored = await paging.inHome(async ({ trx }) => ({
      contacts: await trx.selectFrom('contacts').select('codeHash').execute(),
      deliveries: await trx.selectFrom('deliveries').selectAll().execute(),
    }))
    expect(JSON.stringify(stored)).not.toContain(code)
  })

  test('a contact that was switched off works again after a new code', async () => {
    const contactId = await paging.addContact('alice', {
      key: 'second',
      channel: 'webhook',
      address: `${sink.url}/alice`,
    })
    const off = { disabledAt: start, disabledReason: 'endpoint_gone' }
    await paging.inHome(({ trx }) => trx.updateTable('contacts').set(off).where('id', '=', contactId).execute())
    const shown = await ask('GET', '/contacts')
    expect(shown.body.items).toContainEqual(
      expect.objectContaining({
        disabledReason: 'endpoint_gone',
        disabledExplanation: expect.stringContaining('gone for good'),
      }),
    )
    expect((await ask('POST', '/contacts/second/verification', {})).status).toBe(200)
    const code = await receivedCode()
    expect((await ask('POST', '/contacts/second/verification/confirm', { code })).status).toBe(200)
    const after = await ask('GET', '/contacts')
    expect(after.body.items).toContainEqual(expect.objectContaining({ key: 'second', disabledReason: null }))
  })

  test('is for one’s own contacts only', async () => {
    expect((await ask('POST', '/contacts/hook/verification', {}, 'bob')).status).toBe(404)
    expect((await ask('POST', '/contacts/hook/verification', {}, 'charlie')).status).toBe(404)
    expect((await ask('POST', '/contacts/none/verification/confirm', { code: '1' })).status).toBe(404)
  })
})

describe('a test message', () => {
  test('takes the way of pages, and its result can be watched', async () => {
    await paging.addContact('alice', { key: 'mine', channel: 'webhook', address: `${sink.url}/alice` })
    const { body } = await ask('POST', '/contacts/mine/test', {})
    const path = `/deliveries/${String(body.deliveryId)}`
    expect(await ask('GET', path)).toMatchObject({ body: { kind: 'test', status: 'planned', explanation: null } })
    sink.answer('/alice', { status: 404 })
    await paging.run()
    expect(await ask('GET', path)).toMatchObject({
      body: {
        status: 'failed',
        reason: 'refused',
        detail: 'HTTP 404',
        explanation: 'The other side refused the message.',
      },
    })
    expect((await ask('GET', path, undefined, 'bob')).status).toBe(404)
    expect((await ask('GET', path, undefined, 'charlie')).status).toBe(404)
  })

  test('is answered by the link in it, once, and its sender sees that and when', async () => {
    await paging.addContact('alice', { key: 'mine', channel: 'webhook', address: `${sink.url}/alice` })
    const { body } = await ask('POST', '/contacts/mine/test', {})
    const path = `/deliveries/${String(body.deliveryId)}`
    await paging.run()
    expect((await ask('GET', path)).body).toMatchObject({ acknowledgedAt: null, acknowledgedVia: null })
    const { actions } = JSON.parse(sink.take('/alice').text) as { actions: { acknowledge: string } }
    const links = actionLinkRoutes(paging.parts)
    const follow = (method: string) =>
      links.request(new URL(actions.acknowledge).pathname, { method, headers: { accept: 'text/html' } })
    expect(await (await follow('GET')).text()).toContain('Ist die Testnachricht angekommen?')
    expect((await ask('GET', path)).body).toMatchObject({ acknowledgedAt: null })
    expect(await (await follow('POST')).text()).toContain('dass Alice auf diesem Weg erreicht wird')
    const answered = { status: 'delivered', acknowledgedAt: start.toString(), acknowledgedVia: 'link' }
    expect((await ask('GET', path)).body).toMatchObject(answered)
    expect((await follow('POST')).status).toBe(409)
    expect((await ask('GET', path)).body).toMatchObject(answered)
  })

  test('is not sent to a contact that is not verified', async () => {
    expect((await ask('POST', '/contacts/hook/test', {})).status).toBe(409)
  })
})

test('what the sandbox would carry is shown as simulated', async () => {
  await paging.addContact('alice', { key: 'mobile', channel: 'sms', address: '+4915112345678' })
  expect((await ask('GET', '/contacts')).body.items).toContainEqual(
    expect.objectContaining({ key: 'mobile', provider: 'sandbox', simulated: true }),
  )
})
