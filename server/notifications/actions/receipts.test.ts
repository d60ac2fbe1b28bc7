import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { recordReceipt } from './outcomes.ts'

let paging: Paging
let alertId: string
beforeAll(async () => {
  paging = await createPaging(Temporal.Instant.from('2026-01-05T02:00:00Z'))
})
beforeEach(async () => {
  await paging.addContact('alice', { key: 'mobile', channel: 'sms', address: '+4915112345678' })
  alertId = await paging.addAlert()
  await paging.page('alice', alertId, { attempts: 2 })
  await paging.inHome(({ trx }) =>
    trx
      .updateTable('deliveries')
      .set({ status: 'sent', sentAt: paging.clock.now(), providerMessageId: 'SM1' })
      .where('attempt', '=', 1)
      .execute(),
  )
})
afterEach(() => paging.clear())
afterAll(() => paging.close())

const receive = (receipt: 'delivered' | 'failed', messageId = 'SM1') =>
  paging.inHome((work) => recordReceipt(work, messageId, receipt))
const kinds = async () => (await paging.timeline(alertId)).map((entry) => entry.kind)

test('a receipt moves the message forward once, and a late failure does not take it back', async () => {
  expect(await receive('delivered')).toBe(true)
  await receive('failed')
  await receive('delivered')
  expect(await paging.messages(alertId)).toEqual(['mobile1 delivered', 'mobile2 planned'])
  expect(await kinds()).toEqual(['page.created', 'delivery.delivered'])
})

test('a failure that the carrier reports late counts like one at once: repeats there are useless, the page fails', async () => {
  await receive('failed')
  await receive('delivered')
  expect(await paging.messages(alertId)).toEqual(['mobile1 failed', 'mobile2 cancelled'])
  expect(paging.failed).toHaveLength(1)
})

test('a receipt for what we never sent is not ours', async () => {
  expect(await receive('delivered', 'SM2')).toBe(false)
})

test('another organization’s receipt does not touch our message', async () => {
  expect(await paging.inElsewhere((work) => recordReceipt(work, 'SM1', 'failed'))).toBe(false)
  expect(await paging.messages(alertId)).toEqual(['mobile1 sent', 'mobile2 planned'])
})
