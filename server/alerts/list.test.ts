import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AlertView } from '../../contract/alerts.ts'
import { keys } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
  await world.send({ summary: 'Disk 100% full', dedupKey: 'disk', severity: 'warning' })
  await world.send({ summary: 'Backup late', dedupKey: 'backup' })
  await fetch(`${world.app.url()}/v2/enqueue`, {
    method: 'POST',
    body: JSON.stringify({
      routing_key: keys.pagerduty,
      event_action: 'trigger',
      payload: { summary: 'Mail queue', source: 'mx-1', severity: 'info' },
    }),
  })
  await world.alice.post('/alerts/1/acknowledge')
  await world.alice.post('/alerts/3/resolve')
  await world.settle()
  world.pages.pages.splice(0)
  world.mails.mails.splice(0)
})
afterAll(() => world.close())

type List = { items: AlertView[]; nextCursor: string | null }
const numbers = async (query: string) =>
  (await world.alice.get<List>(`/alerts${query}`)).body.items.map((alert) => alert.number)

describe('the list of alerts', () => {
  test('shows everything, newest first, and narrows by status', async () => {
    expect(await numbers('')).toEqual([4, 3, 2, 1])
    expect(await numbers('?status=open')).toEqual([4, 2, 1])
    expect(await numbers('?status=triggered')).toEqual([4, 2])
    expect(await numbers('?status=acknowledged')).toEqual([1])
    expect(await numbers('?status=resolved')).toEqual([3])
  })

  test('narrows by customer, service and source, by key or by id, and by priority', async () => {
    expect(await numbers('?customer=acme')).toEqual([3, 2, 1])
    expect(await numbers('?service=acme-erp')).toEqual([3, 2, 1])
    expect(await numbers('?source=events')).toEqual([4])
    expect(await numbers('?priority=low')).toEqual([4, 2])
    expect(await numbers('?customer=nobody')).toEqual([])
    const { items } = (await world.alice.get<{ items: { id: string; key: string }[] }>('/sources')).body
    const id = items.find((source) => source.key === 'events')?.id
    expect(await numbers(`?source=${id}`)).toEqual([4])
  })

  test('finds an alert by its dedup key, and says so when a filter does not exist or a cursor is damaged', async () => {
    expect(await numbers('?dedupKey=disk')).toEqual([2])
    for (const query of ['?colour=red', '?cursor=abc', '?limit=0']) {
      expect(await world.alice.get(`/alerts${query}`)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    }
  })

  test('finds words and numbers; signs that are patterns elsewhere are meant as they are', async () => {
    expect(await numbers('?q=unreach')).toEqual([1])
    expect(await numbers('?q=%232')).toEqual([2])
    expect(await numbers('?q=100%25')).toEqual([2])
    expect(await numbers('?q=_')).toEqual([])
  })

  test('goes on page by page without losing or repeating one', async () => {
    const first = (await world.alice.get<List>('/alerts?limit=3')).body
    expect(first.items.map((alert) => alert.number)).toEqual([4, 3, 2])
    expect(await numbers(`?limit=3&cursor=${first.nextCursor}`)).toEqual([1])
    expect((await world.alice.get<List>(`/alerts?cursor=${first.nextCursor}`)).body.nextCursor).toBeNull()
  })

  test('goes on page by page by the names of customers, what has none last', async () => {
    const first = (await world.alice.get<List>('/alerts?sort=customer&limit=2')).body
    expect(first.items.map((alert) => alert.number)).toEqual([3, 2])
    expect(first.nextCursor, 'what an address carries as it is').toMatch(/^[\w~-]+$/)
    expect(await numbers(`?sort=customer&limit=2&cursor=${first.nextCursor}`)).toEqual([1, 4])
  })

  test('shows those with the numbers that are asked for', async () => {
    expect(await numbers('?numbers=1,4,999')).toEqual([4, 1])
    expect((await world.alice.get('/alerts?numbers=one')).status).toBe(400)
  })

  test('an alert tells who acknowledged it and on which way, by keys and names', async () => {
    const { body } = await world.alice.get<AlertView>('/alerts/1')
    expect(body).toMatchObject({
      customer: 'acme',
      customerName: 'Acme GmbH',
      service: 'acme-erp',
      source: 'anything',
      acknowledgedVia: 'api',
      nextEscalationAt: null,
    })
  })
})
