import { expect, test } from 'vitest'
import type { Delivery } from '../../api/types.ts'
import { byContact } from './by-contact.ts'

let count = 0
function delivery(contact: string, minute: number, status: Delivery['status'], simulated = false): Delivery {
  return {
    id: `${++count}`,
    channel: 'sms',
    contact: { key: contact, address: contact },
    provider: null,
    simulated,
    attempt: 1,
    status,
    dueAt: `2026-11-20T02:0${minute}:00Z`,
    sentAt: null,
    reason: null,
    detail: null,
    bundleId: null,
  }
}

test('each contact has one row with what happened and only the next message that is planned', () => {
  const rows = byContact([
    delivery('mobile', 3, 'planned'),
    delivery('mobile', 1, 'sent', true),
    delivery('mobile', 2, 'planned'),
    delivery('other', 1, 'failed'),
  ])
  expect(rows.map(({ address, past, next }) => [address, past.map(({ status }) => status), next?.dueAt])).toEqual([
    ['mobile', ['sent'], '2026-11-20T02:02:00Z'],
    ['other', ['failed'], undefined],
  ])
  expect(rows.map(({ simulated }) => simulated)).toEqual([true, false])
})

test('what was cancelled is kept apart from what reached somebody', () => {
  const [row] = byContact([delivery('mobile', 1, 'delivered'), delivery('mobile', 2, 'cancelled')])
  expect(row?.past).toHaveLength(1)
  expect(row?.cancelled).toHaveLength(1)
})
