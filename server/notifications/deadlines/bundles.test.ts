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

describe('several pages for one contact at once', () => {
  test('are one message; the timeline of each alert says so', async () => {
    await storm.mobile()
    const alerts = await storm.alertsOf(3)
    await storm.pageAll(alerts)
    await paging.run()
    expect(await storm.texts()).toHaveLength(1)
    expect((await storm.texts())[0]).toMatch(/^3 .*disk 0 full; .*disk 1 full; .*disk 2 full/)
    for (const alertId of alerts) {
      expect(await paging.messages(alertId)).toEqual(['mobile1 bundled'])
      expect(await storm.entries(alertId, 'delivery.bundled')).toMatchObject([
        { data: { count: 3, channel: 'sms', name: 'Alice' } },
      ])
    }
    expect(await storm.bundles()).toMatchObject([{ status: 'delivered', tries: 1, contactId: expect.any(String) }])
  })

  test('those of other contacts and people are messages of their own', async () => {
    await storm.mobile()
    await storm.mobile('bob')
    const [one, other] = await storm.alertsOf(2)
    await storm.pageAll([one!])
    await paging.page('bob', other!, { attempts: 1 })
    await paging.run()
    expect(await storm.texts()).toHaveLength(2)
    expect(await storm.bundles()).toEqual([])
  })

  test('webhooks lead to programs: each page by itself, until the organization sets a limit', async () => {
    await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/alice` })
    const alerts = await storm.alertsOf(3)
    await storm.pageAll(alerts)
    await paging.run()
    expect(
      sink.pages
        .splice(0)
        .map((page) => page.body.alert.id)
        .toSorted(),
    ).toEqual(alerts)
    await storm.setLimits({ webhook: { contact: 10 } })
    await paging.pass(1_200)
    const more = await storm.alertsOf(3)
    await storm.pageAll(more)
    await paging.run()
    const { body } = sink.take('/alice')
    expect(body).toMatchObject({
      type: 'page',
      kind: 'bundle',
      count: 3,
      alert: { id: more[0] },
      alerts: more.map((id) => ({ id, kind: 'page', step: 1, round: 1, actions: { acknowledge: expect.any(String) } })),
      actions: { acknowledgeAll: expect.stringContaining('/a/') },
    })
    await storm.setLimits({})
  })
})

describe('a contact that has had enough', () => {
  test('waits for the next free moment; what came meanwhile is one message then', async () => {
    await storm.mobile()
    const first = await storm.alertsOf(1)
    await storm.pageAll(first)
    await paging.run()
    const second = await storm.alertsOf(1)
    await storm.pageAll(second)
    await paging.run()
    // Two follow each other at once, each about a service of its own; from the third on there is a pause.
    const low = { priority: 'low' }
    const later = await storm.alertsOf(3)
    await storm.pageAll(later.slice(0, 2), low)
    await paging.run()
    await paging.pass(5)
    await storm.pageAll(later.slice(2), low)
    await paging.run()
    expect(await storm.texts()).toHaveLength(2)
    expect(await storm.entries(later[0]!, 'delivery.limited')).toMatchObject([
      { data: { reason: 'limit_contact', until: start.add({ seconds: 15 }).toString(), contact: 'mobile' } },
    ])
    expect(await paging.messages(later[2]!)).toEqual(['mobile1 planned'])
    await paging.pass(9)
    expect(await storm.texts()).toHaveLength(2)
    await paging.pass(1)
    expect(await storm.texts()).toHaveLength(3)
    expect((await storm.texts())[2]).toMatch(/^3 /)
    for (const alertId of later) expect(await paging.messages(alertId)).toEqual(['mobile1 bundled'])
    expect(await storm.entries(later[0]!, 'delivery.limited')).toHaveLength(1)
  })

  test('gets the first page of another service at once all the same', async () => {
    await storm.mobile()
    for (const alertId of await storm.alertsOf(4)) {
      await storm.pageAll([alertId])
      await paging.run()
    }
    expect(await storm.texts()).toHaveLength(4)
  })

  test('repeats that waited are told once, by the message that leads; the others say that they are left out', async () => {
    await storm.mobile()
    await storm.pageAll(await storm.alertsOf(1))
    await paging.run()
    await storm.pageAll(await storm.alertsOf(1))
    await paging.run()
    const [alertId] = await storm.alertsOf(1)
    await paging.page('alice', alertId!, { priority: 'low', attempts: 3, repeatEverySeconds: 5 })
    await paging.run()
    await paging.pass(5)
    await paging.pass(5)
    await paging.pass(5)
    expect(await storm.texts()).toHaveLength(3)
    expect(await paging.messages(alertId!)).toEqual(['mobile1 delivered', 'mobile2 cancelled', 'mobile3 cancelled'])
    expect(await storm.entries(alertId!, 'delivery.superseded')).toHaveLength(2)
  })

  test('is not held up by what an organization sends elsewhere, until the organization’s own limit is reached', async () => {
    await storm.setLimits({ sms: { organization: 2 } })
    for (let number = 0; number < 4; number += 1) {
      await paging.addContact('alice', { key: `mobile${number}-`, channel: 'sms', address: `+491511234567${number}` })
    }
    const [alertId] = await storm.alertsOf(1)
    await storm.pageAll([alertId!], { priority: 'low' })
    await paging.run()
    expect(await storm.texts()).toHaveLength(2)
    expect(await storm.entries(alertId!, 'delivery.limited')).toMatchObject([
      { data: { reason: 'limit_organization', until: start.add({ seconds: 60 }).toString() } },
      { data: { reason: 'limit_organization' } },
    ])
    await paging.pass(60)
    expect(await storm.texts()).toHaveLength(4)
    await storm.setLimits({})
  })
})

describe('an acknowledgement', () => {
  const held = async () => {
    await storm.mobile()
    for (const alertId of await storm.alertsOf(2)) {
      await storm.pageAll([alertId])
      await paging.run()
    }
    const alerts = await storm.alertsOf(3)
    await storm.pageAll(alerts, { priority: 'low' })
    await paging.run()
    return alerts
  }

  test('takes its alert out of what waits: the message tells the newest state', async () => {
    const alerts = await held()
    await acknowledge([alerts[1]!])
    await paging.pass(15)
    expect((await storm.texts())[2]).toMatch(/^2 .*disk 0 full; [^;]*disk 2 full/)
    expect(await paging.messages(alerts[1]!)).toEqual(['mobile1 cancelled'])
  })

  test('that leaves one makes it a page of its own', async () => {
    const alerts = await held()
    await acknowledge(alerts.slice(1))
    await paging.pass(15)
    expect((await storm.texts())[2]).toMatch(/disk 0 full\. /)
    expect(await storm.bundles()).toEqual([])
  })
})

test('two nodes at once send one message', async () => {
  await storm.mobile()
  const alerts = await storm.alertsOf(30)
  await storm.pageAll(alerts)
  const second = paging.secondLoop()
  const both = async () => {
    const [one, other] = await Promise.all([paging.loop, second].map((loop) => loop.run(paging.clock.now())))
    return one! + other!
  }
  while ((await both()) > 0);
  expect(await storm.texts()).toHaveLength(1)
  expect(await storm.bundles()).toHaveLength(1)
})
