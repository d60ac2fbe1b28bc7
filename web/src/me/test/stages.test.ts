import { describe, expect, test } from 'vitest'
import { isOver, stagesOf, type TestDelivery } from './stages.ts'

const at = '2026-01-05T02:00:00Z'
const message = (values: Partial<TestDelivery>): TestDelivery => ({
  id: '1',
  channel: 'push',
  status: 'planned',
  dueAt: at,
  sentAt: null,
  simulated: false,
  provider: 'webpush',
  explanation: null,
  detail: null,
  ...values,
})
const statesOf = (values: Partial<TestDelivery>) =>
  stagesOf(message(values)).map(({ word, state }) => `${word} ${state}`)

describe('the way of a test message', () => {
  test('goes from planned over sent to delivered, where the channel says that it arrived', () => {
    expect(statesOf({})).toEqual(['planned done', 'sending under way', 'receipt open'])
    expect(statesOf({ status: 'sent', sentAt: at })).toEqual(['planned done', 'sent done', 'waiting under way'])
    expect(statesOf({ status: 'delivered', sentAt: at })).toEqual(['planned done', 'sent done', 'arrived done'])
  })

  test('ends with sent where nobody confirms', () => {
    expect(statesOf({ channel: 'sms', status: 'sent', sentAt: at })).toEqual(['planned done', 'sent done'])
  })

  test('shows where it failed', () => {
    expect(statesOf({ status: 'failed' })).toEqual(['planned done', 'notSent failed', 'receipt open'])
    expect(statesOf({ channel: 'email', status: 'failed' })).toEqual(['planned done', 'notSent failed'])
  })
})

describe('waiting for it', () => {
  const now = Date.parse(at) + 5_000
  test('ends when nothing more will be heard', () => {
    expect(isOver(message({ status: 'sending' }), now)).toBe(false)
    expect(isOver(message({ status: 'sent', sentAt: at }), now)).toBe(false)
    expect(isOver(message({ status: 'sent', sentAt: at }), now + 60_000)).toBe(true)
    expect(isOver(message({ channel: 'email', status: 'sent', sentAt: at }), now)).toBe(true)
    expect(isOver(message({ status: 'failed' }), now)).toBe(true)
  })
})
