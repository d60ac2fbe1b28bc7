import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Paging } from '../../testing/paging.ts'
import { createPaging } from '../../testing/paging.ts'
import { planPages } from './plan.ts'

let paging: Paging
beforeAll(async () => {
  paging = await createPaging(Temporal.Instant.from('2026-01-05T02:00:00Z'))
})
afterAll(() => paging.close())

describe('planning pages', () => {
  test('follows the rules of the priority and tells who, why and when', async () => {
    const hook = await paging.addContact('alice', { key: 'hook', channel: 'webhook', address: 'http://a.test/' })
    const mail = await paging.addContact('alice', { key: 'mail', channel: 'email', address: 'alice@example.test' })
    await paging.addRule('alice', 'high', hook)
    await paging.addRule('alice', 'high', mail, 60)
    await paging.addRule('alice', 'low', mail)
    const alertId = await paging.addAlert()
    const planned = await paging.page('alice', alertId, { attempts: 2 })
    expect(planned).toMatchObject({ deliveries: 4, firstAt: paging.clock.now() })
    const messages = await paging.messages(alertId)
    expect(messages).toEqual(['hook1 planned', 'hook2 planned', 'mail1 planned', 'mail2 planned'])
    const [entry] = await paging.timeline(alertId)
    expect(entry).toMatchObject({ kind: 'page.created', data: { name: 'Alice', step: 1, because: { kind: 'user' } } })
  })

  test('uses every verified contact at once when there is no rule, and the timeline says so', async () => {
    await paging.addContact('bob', { key: 'hook', channel: 'webhook', address: 'http://b.test/' })
    await paging.addContact('bob', { key: 'mobile', channel: 'sms', address: '+4915112345678' })
    await paging.addContact('bob', { key: 'new', channel: 'email', address: 'b@example.test', verified: false })
    const alertId = await paging.addAlert()
    await paging.page('bob', alertId, { attempts: 1 })
    expect(await paging.messages(alertId)).toEqual(['hook1 planned', 'mobile1 planned'])
    expect((await paging.timeline(alertId))[0]).toMatchObject({ kind: 'page.created', data: { reason: 'no_rule' } })
  })

  test('a person whom nothing reaches is said to be unreachable, with the reason', async () => {
    await paging.addContact('mia', { key: 'new', channel: 'email', address: 'm@example.test', verified: false })
    const alertId = await paging.addAlert()
    expect(await paging.page('mia', alertId)).toMatchObject({ deliveries: 0 })
    expect((await paging.timeline(alertId))[0]).toMatchObject({
      kind: 'page.unreachable',
      data: { name: 'Mia', reason: 'no_verified_contact' },
    })
  })

  test('takes the same number of statements for one request as for three hundred', async () => {
    const alertId = await paging.addAlert()
    const request = {
      alertId,
      priority: 'high' as const,
      epoch: 1,
      round: 0,
      step: 0,
      reason: {},
      attempts: 3,
      repeatEverySeconds: 60,
      stepEndsAt: paging.clock.now().add({ minutes: 5 }),
    }
    const statementsFor = (amount: number) =>
      paging.inHome(async (work) => {
        let statements = 0
        const trx = work.trx.withPlugin({
          transformQuery: ({ node }) => {
            statements += 1
            return node
          },
          transformResult: async ({ result }) => result,
        })
        const people = ['alice', 'bob', 'sam'].map(paging.userId)
        const requests = Array.from({ length: amount }, (_, index) => ({ ...request, userId: people[index % 3]! }))
        const planned = await planPages({ ...work, trx } as typeof work, requests)
        return { statements, people: planned.map((one) => one.userId).slice(0, 3), planned: planned.length }
      })
    const one = await statementsFor(1)
    const many = await statementsFor(300)
    expect(many.statements).toBe(one.statements)
    expect(many).toMatchObject({ planned: 300, people: ['alice', 'bob', 'sam'].map(paging.userId) })
  })
})
