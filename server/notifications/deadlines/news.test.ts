import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bundlesIn } from '../../testing/bundles.ts'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { startWebhookSink } from '../../testing/webhook-sink.ts'
import type { WebhookSink } from '../../testing/webhook-sink.ts'
import { recordReceipt } from '../actions/outcomes.ts'
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

const hook = (key: string) => paging.addContact('alice', { key, channel: 'webhook', address: `${sink.url}/${key}` })
const setStatus = (alertId: string, status: 'acknowledged' | 'resolved') =>
  paging.inHome(async ({ trx, now }) => {
    const times = { acknowledgedAt: now, resolvedAt: status === 'resolved' ? now : null }
    await trx
      .updateTable('alerts')
      .set({ status, ...times })
      .where('id', '=', alertId)
      .execute()
  })
async function acknowledged(): Promise<string> {
  const alertId = await paging.addAlert()
  await setStatus(alertId, 'acknowledged')
  return alertId
}
const remind = (alertId: string) => paging.page('alice', alertId, { kind: 'reminder', attempts: 1 })
const last = async (alertId: string) => (await paging.timeline(alertId)).at(-1)

describe('news of an acknowledged alert', () => {
  test('that one contact refuses goes to the next along the rules, then to any other; with none left it says so', async () => {
    await hook('third')
    const [first, second] = [await hook('first'), await hook('second')]
    await paging.addRule('alice', 'high', second, 60)
    await paging.addRule('alice', 'high', first)
    const alertId = await acknowledged()
    await remind(alertId)
    for (const path of ['/first', '/second', '/third']) sink.answer(path, { status: 404 })
    await paging.run()
    expect(await paging.messages(alertId)).toEqual(['first1 failed', 'second1 failed', 'third1 failed'])
    const told = (await paging.timeline(alertId)).filter((one) => one.kind === 'delivery.failed')
    expect(told.map((one) => (one.data['instead'] as { contact: string } | undefined)?.contact)).toEqual([
      'second',
      'third',
      undefined,
    ])
    expect(await last(alertId)).toMatchObject({ kind: 'page.failed', data: { name: 'Alice' } })
  })

  test('that fails twice is told on the next contact meanwhile: a reminder must come before the end', async () => {
    await hook('first')
    await hook('second')
    const alertId = await acknowledged()
    await remind(alertId)
    sink.answer('/first', { status: 503 })
    await paging.run()
    expect(sink.pages).toEqual([])
    await paging.pass(5)
    expect(sink.take('/second').body).toMatchObject({ kind: 'reminder', alert: { id: alertId } })
    await paging.pass(600)
    expect(await paging.messages(alertId)).toEqual(['first1 planned', 'second1 sent'])
    expect((await paging.timeline(alertId)).some((one) => one.kind === 'page.failed')).toBe(false)
    await paging.inHome((work) => cancelForAlerts(work, [alertId], 'resolved'))
  })

  test('that was part of a message about several goes to the next contact for each', async () => {
    await storm.setLimits({ webhook: { contact: 10 } })
    await hook('first')
    await hook('second')
    const alerts = [await acknowledged(), await acknowledged()]
    for (const alertId of alerts) await remind(alertId)
    sink.answer('/first', { status: 404 })
    await paging.run()
    expect(sink.take('/second').body).toMatchObject({ kind: 'bundle', count: 2 })
    for (const alertId of alerts) expect(await paging.messages(alertId)).toEqual(['first1 failed', 'second1 bundled'])
    await storm.setLimits({})
  })

  test('is not told elsewhere when the alert is resolved while the message is on its way and fails', async () => {
    await hook('first')
    await hook('second')
    const alertId = await acknowledged()
    await remind(alertId)
    sink.answer('/first', { status: 404 })
    sink.whileAnswering('/first', async () => {
      await setStatus(alertId, 'resolved')
      await paging.inHome((work) => cancelForAlerts(work, [alertId], 'resolved'))
    })
    await paging.run()
    expect(sink.pages).toEqual([])
    expect(await paging.messages(alertId)).toEqual(['first1 cancelled'])
  })

  test('is not told elsewhere when a provider reports the failure after the alert was resolved', async () => {
    await paging.addContact('alice', { key: 'mobile', channel: 'sms', address: '+4915112345678' })
    await hook('second')
    const alertId = await acknowledged()
    await remind(alertId)
    await paging.run()
    await paging.inHome(({ trx }) =>
      trx.updateTable('deliveries').set({ status: 'sent', deliveredAt: null, providerMessageId: 'SM1' }).execute(),
    )
    await setStatus(alertId, 'resolved')
    await paging.inHome((work) => recordReceipt(work, 'SM1', 'failed'))
    await paging.run()
    expect(sink.pages).toEqual([])
  })
})

describe('in whatever order things happen', () => {
  test('a contact that is switched off while its message waits for a retry: the next contact begins at once', async () => {
    const [first, second] = [await hook('first'), await hook('second')]
    await paging.addRule('alice', 'high', first)
    await paging.addRule('alice', 'high', second, 3_600)
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    sink.answer('/first', { status: 503 })
    await paging.run()
    await paging.inHome(({ trx, now }) =>
      trx.updateTable('contacts').set({ disabledAt: now }).where('id', '=', first).execute(),
    )
    await paging.pass(5)
    sink.take('/second')
    expect(await paging.messages(alertId)).toEqual(['first1 failed', 'second1 sent'])
    expect(paging.failed).toEqual([])
  })

  test('the only contact is switched off while its message waits: the page is announced as failed, and escalates', async () => {
    const first = await hook('first')
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    sink.answer('/first', { status: 503 })
    await paging.run()
    await paging.inHome(({ trx, now }) =>
      trx.updateTable('contacts').set({ disabledAt: now }).where('id', '=', first).execute(),
    )
    await paging.pass(5)
    expect(paging.failed).toMatchObject([{ alertId }])
  })

  test('an alert of a bundle that is answered while the bundle is being sent: said to be on its way, never told again', async () => {
    await storm.setLimits({ webhook: { contact: 10 } })
    await hook('first')
    const [answered, other] = await storm.alertsOf(2)
    await storm.pageAll([answered!, other!], { attempts: 3 })
    sink.answer('/first', { status: 503 })
    sink.whileAnswering('/first', () => paging.inHome((work) => cancelForAlerts(work, [answered!], 'acknowledged')))
    await paging.run()
    expect(await storm.entries(answered!, 'delivery.cancelled')).toMatchObject([{ data: { count: 3, sending: 1 } }])
    sink.answer('/first', { status: 204 })
    await paging.pass(5)
    expect(sink.take('/first').body).toMatchObject({ kind: 'page', alert: { id: other } })
    await paging.pass(60)
    expect(sink.take('/first').body).toMatchObject({ kind: 'page', alert: { id: other } })
    await paging.pass(600)
    sink.take('/first')
    expect(sink.pages).toEqual([])
    await storm.setLimits({})
  })
})
