import { expect, test } from 'vitest'
import type { FailedDelivery } from '../../../contract/alert-context.ts'
import { failuresOf } from './failures.ts'

const failed = (person: string, channel: string, dueAt: string, reason = 'refused') =>
  ({
    user: { key: person, name: person },
    channel,
    contact: { key: channel, address: '+49…78' },
    reason,
    sentAt: null,
    dueAt,
    alert: null,
  }) as unknown as FailedDelivery

test('failures of one way to one person are one problem, told by the latest', () => {
  const list = failuresOf([
    failed('bob', 'sms', '2026-11-22T03:03:00Z', 'no_route'),
    failed('bob', 'sms', '2026-11-22T03:02:00Z'),
    failed('bob', 'email', '2026-11-22T03:01:00Z'),
    failed('ann', 'sms', '2026-11-22T03:00:00Z'),
  ])
  expect(list.map(({ person, channel, count, reason }) => [person, channel, count, reason])).toEqual([
    ['bob', 'sms', 2, 'no_route'],
    ['bob', 'email', 1, 'refused'],
    ['ann', 'sms', 1, 'refused'],
  ])
  expect(list[0]?.at).toBe('2026-11-22T03:03:00Z')
})
