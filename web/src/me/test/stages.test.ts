import { describe, expect, test } from 'vitest'
import { isOver, stagesOf, type TestDelivery } from './stages.ts'

const at = '2026-01-05T02:00:00Z'
const message = (values: Partial<TestDelivery>): TestDelivery => ({
  id: '1',
  channel: 'push',
  status: 'planned',
  dueAt: at,
  sentAt: null,
  deliveredAt: null,
  acknowledgedAt: null,
  simulated: false,
  provider: 'webpush',
  explanation: null,
  detail: null,
  ...values,
})
const statesOf = (values: Partial<TestDelivery>) =>
  stagesOf(message(values)).map(({ word, state }) => `${word} ${state}`)
const sent = { status: 'sent', sentAt: at } as const
const delivered = { status: 'delivered', sentAt: at, deliveredAt: at } as const

describe('the way of a test message', () => {
  test('goes from sending over taken and arrived to answered, where the channel says that it arrived', () => {
    expect(statesOf({})).toEqual(['sending under way', 'receipt open', 'answer open'])
    expect(statesOf(sent)).toEqual(['accepted done', 'waiting under way', 'unanswered under way'])
    expect(statesOf(delivered)).toEqual(['accepted done', 'arrived done', 'unanswered under way'])
    expect(statesOf({ ...delivered, acknowledgedAt: at })).toEqual(['accepted done', 'arrived done', 'answered done'])
  })

  test('knows nothing of the arrival where nobody confirms it, until the person answers', () => {
    expect(statesOf({ ...sent, channel: 'sms' })).toEqual(['accepted done', 'unanswered under way'])
    const answered = { ...delivered, channel: 'sms', acknowledgedAt: at } as const
    expect(statesOf(answered)).toEqual(['accepted done', 'arrived done', 'answered done'])
  })

  test('ends where it failed', () => {
    expect(statesOf({ status: 'failed' })).toEqual(['notSent failed'])
    expect(statesOf({ status: 'cancelled' })).toEqual(['notSent failed'])
  })
})

test('it is asked for again until it is answered or lost, or for two minutes', () => {
  const now = Date.parse(at) + 5_000
  expect(isOver(message({ status: 'sending' }), now)).toBe(false)
  expect(isOver(message(delivered), now)).toBe(false)
  expect(isOver(message(delivered), now + 120_000)).toBe(true)
  expect(isOver(message({ ...delivered, acknowledgedAt: at }), now)).toBe(true)
  expect(isOver(message({ status: 'failed' }), now)).toBe(true)
})
