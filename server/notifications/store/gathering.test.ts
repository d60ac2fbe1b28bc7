import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { listSent } from './gathering.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const leaseSeconds = 60

let paging: Paging
beforeAll(async () => {
  paging = await createPaging(now)
})
afterAll(() => paging.close())

test('what is being sent at this moment counts as sent when it was claimed: two nodes together send no more than one', async () => {
  const contactId = await paging.addContact('alice', { key: 'mobile', channel: 'sms', address: '+4915112345678' })
  await paging.addRule('alice', 'high', contactId)
  await paging.page('alice', await paging.addAlert({ summary: 'disk full' }), { attempts: 1 })
  const sent = () =>
    paging.inHome(({ trx, orgId }) =>
      listSent(trx, { orgId, channels: ['sms'], since: now.subtract({ seconds: 600 }), now, leaseSeconds }),
    )
  expect(await sent()).toEqual([])
  await paging.inHome(({ trx }) =>
    trx
      .updateTable('deliveries')
      .set({ status: 'sending', leaseUntil: now.add({ seconds: leaseSeconds - 5 }) })
      .execute(),
  )
  expect(await sent()).toEqual([{ contactId, channel: 'sms', at: now.subtract({ seconds: 5 }) }])
})
