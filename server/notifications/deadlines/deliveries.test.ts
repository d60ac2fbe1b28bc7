import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cancelForAlerts, releaseLeases } from '../index.ts'
import { sendTest } from '../actions/verification.ts'
import { deliveryLoop } from './deliveries.ts'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { startWebhookSink } from '../../testing/webhook-sink.ts'
import type { WebhookSink } from '../../testing/webhook-sink.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let sink: WebhookSink
beforeAll(async () => {
  paging = await createPaging(start)
})
afterAll(() => paging.close())
beforeEach(async () => {
  sink = await startWebhookSink()
})
afterEach(async () => {
  await sink.close()
  await paging.clear()
})

const hook = (person: string, key = 'hook', path = person) =>
  paging.addContact(person, { key, channel: 'webhook', address: `${sink.url}/${path}` })

const kinds = async (alertId: string) => (await paging.timeline(alertId)).map((entry) => entry.kind)
const last = async (alertId: string) => (await paging.timeline(alertId)).at(-1)!

describe('sending what is due', () => {
  test('a page goes out at once and repeats each minute until the acknowledgement, and never after it', async () => {
    await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId)
    await paging.run()
    expect(sink.take('/alice').body).toMatchObject({ alert: { id: alertId }, recipient: { key: 'alice' }, step: 1 })
    await paging.pass(59)
    expect(sink.pages).toEqual([])
    await paging.pass(1)
    sink.take('/alice')
    await paging.inHome((work) => cancelForAlerts(work, [alertId], 'acknowledged'))
    await paging.pass(600)
    expect(sink.pages).toEqual([])
    expect(await paging.messages(alertId)).toEqual(['hook1 sent', 'hook2 sent', 'hook3 cancelled'])
    expect(await last(alertId)).toMatchObject({
      kind: 'delivery.cancelled',
      data: { count: 1, reason: 'acknowledged' },
    })
  })

  test('two processes at once send every message once', async () => {
    await hook('alice')
    const second = paging.secondLoop()
    const alerts = await Promise.all(Array.from({ length: 40 }, () => paging.addAlert()))
    for (const alertId of alerts) await paging.page('alice', alertId, { attempts: 1 })
    const both = async () => {
      const [one, other] = await Promise.all([paging.loop, second].map((loop) => loop.run(paging.clock.now())))
      return one! + other!
    }
    while ((await both()) > 0);
    expect(sink.pages.map((page) => page.body.alert.id).toSorted()).toEqual(alerts.toSorted())
  })

  test('a sender that died is replaced when its lease runs out, with the same id', async () => {
    await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    const deliveryId = await paging.inHome(async ({ trx }) => {
      const lease = { status: 'sending' as const, tries: 1, leaseUntil: start.add({ seconds: 60 }) }
      return (await trx.updateTable('deliveries').set(lease).returning('id').executeTakeFirstOrThrow()).id
    })
    await paging.run()
    expect(sink.pages).toEqual([])
    expect(await paging.loop.nextAt()).toEqual(start.add({ seconds: 60 }))
    await paging.pass(60)
    expect(sink.take('/alice').headers['webhook-id']).toBe(deliveryId)
  })

  test('at the start of the only node, what a killed one was sending is due at once', async () => {
    await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    const lease = { status: 'sending' as const, tries: 1, leaseUntil: start.add({ seconds: 60 }) }
    await paging.inHome(({ trx }) => trx.updateTable('deliveries').set(lease).execute())
    await paging.run()
    expect(sink.pages).toEqual([])
    await releaseLeases(paging.kernel)
    await paging.run()
    sink.take('/alice')
  })

  test('a message whose sender dies again and again is given up, and the page fails', async () => {
    await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    const dead = { status: 'sending' as const, tries: 6, leaseUntil: start }
    await paging.inHome(({ trx }) => trx.updateTable('deliveries').set(dead).execute())
    await paging.run()
    expect(await paging.messages(alertId)).toEqual(['hook1 failed'])
    expect(paging.failed).toMatchObject([{ alertId, epoch: 1 }])
  })

  test('a row that cannot be handled does not hold up its neighbours', async () => {
    await hook('alice')
    const [good, bad] = [await paging.addAlert(), await paging.addAlert()]
    await paging.page('alice', bad, { attempts: 1 })
    await paging.page('alice', good, { attempts: 1 })
    const ports = {
      ...paging.parts.ports,
      factsOfAlerts: async (...of: Parameters<typeof paging.parts.ports.factsOfAlerts>) => {
        if (of[1].includes(bad)) throw new Error('poisoned')
        return paging.parts.ports.factsOfAlerts(...of)
      },
    }
    const loop = deliveryLoop({ ...paging.parts, ports }, { awaitSends: true })
    await loop.run(paging.clock.now())
    sink.take('/alice')
    expect(await paging.messages(good)).toEqual(['hook1 sent'])
    expect(await paging.messages(bad)).toEqual(['hook1 planned'])
    expect(await kinds(bad)).toContain('delivery.retry')
  })
})

describe('when a message does not get through', () => {
  test('it is tried again with growing waits under the same id; the timeline tells each try', async () => {
    await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    sink.answer('/alice', { status: 503 })
    await paging.run()
    expect(await last(alertId)).toMatchObject({ kind: 'delivery.retry', data: { try: 1, reason: 'server_error' } })
    await paging.pass(5)
    await paging.pass(14)
    expect((await kinds(alertId)).filter((kind) => kind === 'delivery.retry')).toHaveLength(2)
    sink.answer('/alice', { status: 204 })
    await paging.pass(1)
    sink.take('/alice')
    expect(await last(alertId)).toMatchObject({ kind: 'delivery.sent', data: { contact: 'hook' } })
  })

  test('a receiver that asks for time gets it', async () => {
    await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    sink.answer('/alice', { status: 429, headers: { 'retry-after': '50' } })
    await paging.run()
    expect(await paging.loop.nextAt()).toEqual(start.add({ seconds: 50 }))
    sink.answer('/alice', { status: 204 })
    await paging.pass(49)
    expect(sink.pages).toEqual([])
    await paging.pass(1)
    sink.take('/alice')
  })

  test('a later message on the same contact takes the place of a retry', async () => {
    await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 2, repeatEverySeconds: 5 })
    sink.answer('/alice', { status: 503 })
    await paging.run()
    expect(await paging.messages(alertId)).toEqual(['hook1 failed', 'hook2 planned'])
    expect(paging.failed).toEqual([])
  })

  test('a refusal brings the next contact forward to now and drops the repeats on the refusing one', async () => {
    const [first, second] = [await hook('alice', 'hook', 'gone'), await hook('alice', 'second', 'alice')]
    await paging.addRule('alice', 'high', first)
    await paging.addRule('alice', 'high', second, 3_600)
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId)
    sink.answer('/gone', { status: 404 })
    await paging.run()
    sink.take('/alice')
    expect(await paging.messages(alertId)).toEqual([
      'hook1 failed',
      'hook2 cancelled',
      'hook3 cancelled',
      'second1 sent',
    ])
    const failure = (await paging.timeline(alertId)).find((entry) => entry.kind === 'delivery.failed')
    expect(failure?.data).toMatchObject({ reason: 'refused', instead: { contact: 'second', channel: 'webhook' } })
    expect(paging.failed).toEqual([])
  })

  test('a server that fails for the second time lets the next contact begin meanwhile', async () => {
    const [first, second] = [await hook('alice', 'hook', 'slow'), await hook('alice', 'second', 'alice')]
    await paging.addRule('alice', 'high', first)
    await paging.addRule('alice', 'high', second, 3_600)
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    sink.answer('/slow', { status: 500 })
    await paging.run()
    expect(sink.pages).toEqual([])
    await paging.pass(5)
    sink.take('/alice')
    expect(await paging.messages(alertId)).toEqual(['hook1 planned', 'second1 sent'])
  })

  test('a page of which nothing can arrive is announced once, in the transaction of its last failure', async () => {
    await hook('alice', 'a', 'one')
    await hook('alice', 'b', 'two')
    const alertId = await paging.addAlert()
    const { pageId } = await paging.page('alice', alertId)
    for (const path of ['/one', '/two']) sink.answer(path, { status: 400 })
    await paging.run()
    expect(paging.failed).toEqual([{ alertId, pageId, userId: paging.userId('alice'), epoch: 1 }])
    expect(await last(alertId)).toMatchObject({ kind: 'page.failed', data: { name: 'Alice' } })
  })

  test('a failed message that is no page goes no further', async () => {
    await hook('alice')
    await paging.inHome(async (work) => {
      await sendTest(work, paging.kernel.secrets, { userId: paging.userId('alice'), contactKey: 'hook' })
    })
    sink.answer('/alice', { status: 400 })
    await paging.run()
    expect(paging.failed).toEqual([])
  })

  test('an endpoint that is gone for good switches the contact off, visibly', async () => {
    await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId)
    sink.answer('/alice', { status: 410 })
    await paging.run()
    const failure = (await paging.timeline(alertId)).find((entry) => entry.kind === 'delivery.failed')
    expect(failure?.data).toMatchObject({ reason: 'endpoint_gone', contactDisabled: true })
    expect(await paging.page('alice', await paging.addAlert())).toMatchObject({ deliveries: 0 })
  })

  test('a contact that was removed since is not used', async () => {
    const contactId = await hook('alice')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    await paging.inHome(({ trx, now }) =>
      trx.updateTable('contacts').set({ archivedAt: now }).where('id', '=', contactId).execute(),
    )
    await paging.run()
    expect(sink.pages).toEqual([])
    expect((await paging.timeline(alertId)).map((entry) => entry.data.reason)).toContain('contact_unusable')
  })
})
