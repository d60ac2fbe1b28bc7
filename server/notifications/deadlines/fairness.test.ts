import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { bundlesIn } from '../../testing/bundles.ts'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { startWebhookSink } from '../../testing/webhook-sink.ts'
import type { WebhookSink } from '../../testing/webhook-sink.ts'
import { planPages } from '../actions/plan.ts'

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

/** So many pages to Alice on every contact that she has, in few statements. */
async function pageOften(count: number): Promise<void> {
  const alertIds = await storm.alertsOf(count)
  await paging.inHome((work) => {
    const timing = { attempts: 1, repeatEverySeconds: 60, stepEndsAt: work.now.add({ minutes: 5 }) }
    const to = { userId: paging.userId('alice'), priority: 'high' as const, epoch: 1, round: 0, step: 0, reason: {} }
    return planPages(
      work,
      alertIds.map((alertId) => ({ alertId, ...to, ...timing })),
    )
  })
}

/** One page to Charlie, of another organization. */
async function pageElsewhere(): Promise<void> {
  await paging.inElsewhere(async (work) => {
    const { trx, orgId, now } = work
    const [sourceId, alertId, contactId] = [work.id(), work.id(), work.id()]
    const userId = paging.userId('charlie')
    await trx.insertInto('sources').values({ orgId, id: sourceId, key: 's', name: 'S', type: 'webhook' }).execute()
    const contact = { key: 'hook', channel: 'webhook' as const, address: `${sink.url}/charlie`, verifiedAt: now }
    await trx
      .insertInto('contacts')
      .values({ orgId, id: contactId, userId, ...contact })
      .execute()
    const state = { status: 'triggered' as const, priority: 'high' as const, severity: 'critical' as const }
    const times = { createdAt: now, lastEventAt: now }
    const alert = { orgId, id: alertId, number: 1, sourceId, dedupKey: 'k', summary: 'shop down' }
    await trx
      .insertInto('alerts')
      .values({ ...alert, ...state, ...times })
      .execute()
    const timing = { attempts: 1, repeatEverySeconds: 60, stepEndsAt: now.add({ minutes: 5 }) }
    const to = { alertId, userId, priority: 'high' as const, epoch: 1, round: 0, step: 0, reason: {} }
    await planPages(work, [{ ...to, ...timing }])
  })
}

test('however much one organization has due, the page of another goes out in the very next turn', async () => {
  await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/alice` })
  await storm.mobile()
  await pageOften(150)
  await paging.loop.run(paging.clock.now())
  // The storm has not nearly been worked off, and was there first.
  expect(sink.pages.length).toBeLessThan(100)
  paging.clock.set(start.add({ seconds: 1 }))
  await pageElsewhere()
  await paging.loop.run(paging.clock.now())
  sink.take('/charlie')
  expect(sink.pages.length).toBeLessThan(140)
  await paging.run()
  expect(sink.pages).toHaveLength(150)
  // All that while the phone got one message.
  expect(await storm.texts()).toHaveLength(1)
})

test('of what one organization has due, the first page of a service overtakes the repeats that wait', async () => {
  await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: `${sink.url}/alice` })
  const [old] = await storm.alertsOf(1)
  await paging.page('alice', old!, { attempts: 100, repeatEverySeconds: 1, stepEndsAt: start.add({ hours: 1 }) })
  paging.clock.set(start.add({ seconds: 100 }))
  const [fresh] = await storm.alertsOf(1)
  await paging.page('alice', fresh!, { attempts: 1 })
  await paging.loop.run(paging.clock.now())
  // Eight places at one destination: the first pages of both services are among the eight, ninety repeats are not.
  expect(sink.pages).toHaveLength(8)
  expect(sink.pages.map((page) => page.body.alert.id)).toContain(fresh)
  await paging.run()
  sink.pages.splice(0)
})
