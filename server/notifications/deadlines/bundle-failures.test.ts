import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bundlesIn } from '../../testing/bundles.ts'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { startWebhookSink } from '../../testing/webhook-sink.ts'
import type { WebhookSink } from '../../testing/webhook-sink.ts'
import { cancelForAlerts } from '../index.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let sink: WebhookSink
let storm: ReturnType<typeof bundlesIn>
beforeAll(async () => {
  paging = await createPaging(start)
  storm = bundlesIn(paging)
})
afterAll(() => paging.close())
beforeEach(async () => {
  sink = await startWebhookSink()
})
afterEach(async () => {
  await sink.close()
  await paging.clear()
})

const acknowledge = (ids: readonly string[]) => paging.inHome((work) => cancelForAlerts(work, ids, 'acknowledged'))

describe('a bundle that does not get through', () => {
  const limited = async () => {
    await storm.setLimits({ webhook: { contact: 10 } })
    const first = await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/one` })
    await paging.addRule('alice', 'high', first)
    return storm.alertsOf(3)
  }
  afterEach(() => storm.setLimits({}))

  test('is tried again under the same id, without the alerts that were answered meanwhile', async () => {
    const alerts = await limited()
    await storm.pageAll(alerts)
    sink.answer('/one', { status: 503 })
    await paging.run()
    const [bundle] = await storm.bundles()
    expect(bundle).toMatchObject({ status: 'planned', tries: 1, reason: 'server_error' })
    await acknowledge([alerts[0]!])
    expect(await paging.messages(alerts[0]!)).toEqual(['hook1 cancelled'])
    sink.answer('/one', { status: 204 })
    await paging.pass(5)
    const page = sink.take('/one')
    expect(page.headers['webhook-id']).toBe(bundle!.id)
    expect(page.body).toMatchObject({ count: 2, alerts: [{ id: alerts[1] }, { id: alerts[2] }] })
  })

  test('tells of an alert once, however often it pages meanwhile; the timeline says what became of the other page', async () => {
    const alerts = await limited()
    await storm.pageAll(alerts)
    sink.answer('/one', { status: 503 })
    await paging.run()
    await paging.page('alice', alerts[0]!, { step: 1, attempts: 1 })
    sink.answer('/one', { status: 204 })
    await paging.pass(5)
    const { body } = sink.take('/one')
    expect(body).toMatchObject({ count: 3, alerts: [{ id: alerts[0] }, { id: alerts[1] }, { id: alerts[2] }] })
    expect((await storm.entries(alerts[0]!, 'delivery.superseded')).map(({ data }) => data.reason)).toEqual([
      'superseded',
    ])
    expect(await storm.entries(alerts[1]!, 'delivery.superseded')).toEqual([])
  })

  test('of which one alert is left is told as that page, under the same id', async () => {
    const alerts = await limited()
    await storm.pageAll(alerts)
    sink.answer('/one', { status: 503 })
    await paging.run()
    await acknowledge(alerts.slice(1))
    sink.answer('/one', { status: 204 })
    await paging.pass(5)
    const page = sink.take('/one')
    expect(page.body).toMatchObject({
      kind: 'page',
      alert: { id: alerts[0] },
      delivery: { id: (await storm.bundles())[0]!.id },
    })
    expect(page.body).not.toHaveProperty('alerts')
  })

  test('whose alerts were all answered meanwhile is not sent', async () => {
    const alerts = await limited()
    await storm.pageAll(alerts)
    sink.answer('/one', { status: 503 })
    await paging.run()
    await acknowledge(alerts)
    sink.answer('/one', { status: 204 })
    await paging.pass(5)
    expect(sink.pages).toEqual([])
    expect(await storm.bundles()).toMatchObject([{ status: 'cancelled', reason: 'answered' }])
  })

  test('is refused: for every page the person’s next contact is used at once, and each timeline says so', async () => {
    const alerts = await limited()
    const second = await paging.addContact('alice', { key: 'other', channel: 'webhook', address: `${sink.url}/two` })
    await paging.addRule('alice', 'high', second, 3_600)
    await storm.pageAll(alerts, { attempts: 2 })
    sink.answer('/one', { status: 404 })
    await paging.run()
    expect(sink.take('/two').body).toMatchObject({ count: 3 })
    for (const alertId of alerts) {
      expect(await paging.messages(alertId)).toEqual(['hook1 failed', 'hook2 cancelled', 'other1 bundled'])
      expect(await storm.entries(alertId, 'delivery.failed')).toMatchObject([
        { data: { reason: 'refused', instead: { contact: 'other' } } },
      ])
    }
    expect(paging.failed).toEqual([])
  })

  test('fails with no other contact: every page in it is announced as failed', async () => {
    const alerts = await limited()
    await storm.pageAll(alerts)
    sink.answer('/one', { status: 410 })
    await paging.run()
    expect(paging.failed.map((page) => page.alertId)).toEqual(alerts)
    expect(await storm.entries(alerts[0]!, 'page.failed')).toHaveLength(1)
    expect(await storm.entries(alerts[0]!, 'delivery.failed')).toMatchObject([{ data: { contactDisabled: true } }])
  })

  test('fails for the second time: the next contact of every page begins meanwhile', async () => {
    const alerts = await limited()
    const second = await paging.addContact('alice', { key: 'other', channel: 'webhook', address: `${sink.url}/two` })
    await paging.addRule('alice', 'high', second, 3_600)
    await storm.pageAll(alerts)
    sink.answer('/one', { status: 500 })
    await paging.run()
    expect(sink.pages).toEqual([])
    await paging.pass(5)
    expect(sink.take('/two').body).toMatchObject({ count: 3 })
    expect(await storm.entries(alerts[0]!, 'delivery.retry')).toHaveLength(1)
  })

  test('whose sender died is sent under the same id by the next, with everything in it', async () => {
    const alerts = await limited()
    await storm.pageAll(alerts)
    sink.answer('/one', { status: 503 })
    await paging.run()
    const [bundle] = await storm.bundles()
    const dead = { status: 'sending' as const, leaseUntil: start.add({ seconds: 60 }) }
    await paging.inHome(({ trx }) => trx.updateTable('deliveries').set(dead).where('kind', '=', 'bundle').execute())
    sink.answer('/one', { status: 204 })
    await paging.pass(60)
    expect(sink.take('/one').headers['webhook-id']).toBe(bundle!.id)
  })
})
