import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AlertContext, FailedDelivery, SimilarAlerts } from '../../contract/alert-context.ts'
import type { AlertCounts } from '../../contract/alert-list.ts'
import type { AlertView, CreatedAlert } from '../../contract/alerts.ts'
import type { ConfigInput } from '../testing/people.ts'
import { keys } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const hours = {
  timezone: 'Europe/Berlin',
  hours: [{ days: ['Mon' as const], from: '08:00', to: '18:00' }],
  holidays: [],
}
const withDependency = (config: ConfigInput): ConfigInput => ({
  ...config,
  customers: [{ key: 'acme', name: 'Acme GmbH', tier: 'gold', supportHours: hours }],
  services: [
    { key: 'acme-net', name: 'Network', customer: 'acme' },
    { key: 'acme-erp', name: 'ERP', customer: 'acme', criticality: 'high', dependsOn: ['acme-net'] },
  ],
})

type List = { items: AlertView[]; nextCursor: string | null }
let world: World
beforeAll(async () => {
  world = await createWorld({ change: withDependency })
  await world.send({ summary: 'Disk of web-07 is full', dedupKey: 'disk' })
  await world.alice.post('/alerts/1/resolve')
  await world.advance('10m')
  await world.send({ summary: 'Disk of web-07 is full', dedupKey: 'disk' })
  await world.send({ summary: 'Disk of web-12 is full', dedupKey: 'disk-12', severity: 'warning' })
  await world.send({ summary: 'Certificate expires', dedupKey: 'cert' })
  await world.bob.post('/alerts/3/acknowledge')
  await world.settle()
  world.pages.pages.splice(0)
  world.mails.mails.splice(0)
})
afterAll(async () => {
  world.pages.pages.splice(0)
  world.mails.mails.splice(0)
  await world.close()
})

const numbers = async (query: string) =>
  (await world.alice.get<List>(`/alerts?${query}`)).body.items.map((alert) => alert.number)

describe('the order of the list', () => {
  test('by urgency: what nobody has answered, then what somebody has, then what is over', async () => {
    expect(await numbers('sort=urgency')).toEqual([4, 2, 3, 1])
    expect(await numbers('sort=oldest')).toEqual([1, 2, 3, 4])
  })

  test.each(['urgency', 'oldest', 'source', 'customer', 'service'])(
    'by %s no alert is lost or repeated from page to page',
    async (sort) => {
      const all = await numbers(`sort=${sort}`)
      const found: number[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body }: { body: List } = await world.alice.get<List>(
          `/alerts?sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`,
        )
        found.push(...body.items.map((alert) => alert.number))
        cursor = body.nextCursor
      }
      expect(found).toEqual(all)
      expect(found.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4])
    },
  )

  test('narrows by the time at which alerts were opened, the end left out', async () => {
    const { items } = (await world.alice.get<List>('/alerts')).body
    const second = items.find((alert) => alert.number === 2)!.createdAt
    expect(await numbers(`from=${second}`)).toEqual([4, 3, 2])
    expect(await numbers(`to=${second}`)).toEqual([1])
  })
})

test('whoever was given an alert by name has it, until somebody else acknowledges', async () => {
  await world.alice.post('/alerts/4/reassign', { to: 'user:bob' })
  expect(await numbers('assignee=bob')).toEqual([4])
  expect(await numbers('assignee=alice')).toEqual([])
  expect(await numbers('assignee=me')).toEqual([])
  world.pages.pages.splice(0)
})

describe('the numbers beside the tabs', () => {
  test('count what the list shows, by the same filters', async () => {
    const { body } = await world.alice.get<AlertCounts>('/alert-counts')
    expect(body).toMatchObject({
      open: { count: 3, more: false },
      triggered: { count: 2, more: false },
      acknowledged: { count: 1, more: false },
      calling: { count: 2, more: false },
      quietSince: null,
    })
    expect((await world.alice.get<AlertCounts>('/alert-counts?q=web-12')).body.open.count).toBe(1)
  })

  test('what belongs to another alert calls nobody', async () => {
    await world.alice.post('/alerts/4/merge', { into: 2 })
    expect((await world.alice.get<AlertCounts>('/alert-counts')).body).toMatchObject({
      triggered: { count: 2 },
      held: { count: 1 },
      calling: { count: 1 },
    })
    expect(await numbers('held=merged')).toEqual([4])
    expect(await numbers('held=maintenance')).toEqual([])
    await world.alice.post('/alerts/4/leave-group')
    await world.settle()
    world.pages.pages.splice(0)
  })

  test('with nothing open they say since when', async () => {
    const { body } = await world.alice.get<AlertCounts>('/alert-counts?q=nothing-like-it')
    expect(body).toMatchObject({ open: { count: 0 }, quietSince: null })
    expect((await world.charlie.get<AlertCounts>('/alert-counts')).body.open.count).toBe(0)
    const first = (await world.alice.get<AlertView>('/alerts/1')).body
    const until = Temporal.Instant.from(first.resolvedAt!).add({ seconds: 1 })
    const { quietSince } = (await world.alice.get<AlertCounts>(`/alert-counts?to=${until.toString()}`)).body
    expect(quietSince).toBe(first.resolvedAt)
  })
})

test('similar alerts: how often it was there, who ended it, how long it usually lasts, and what is alike', async () => {
  const { body } = await world.alice.get<SimilarAlerts>('/alerts/2/similar')
  expect(body).toMatchObject({ days: 30, times: 1, usualSeconds: 0 })
  expect(body.items.map(({ number, kinship }) => [number, kinship])).toEqual([
    [1, 'key'],
    [3, 'service'],
  ])
  expect((await world.charlie.get('/alerts/2/similar')).status).toBe(404)
})

test('the context tells of the customer, its hours, what the service stands on, and maintenance', async () => {
  await world.alice.post('/alerts', { summary: 'Switch is gone', service: 'acme-net', customer: 'acme' })
  await world.alice.post('/maintenance-windows', {
    key: 'tonight',
    name: 'Tonight',
    duration: '1h',
    services: ['acme-erp'],
  })
  const { body } = await world.alice.get<AlertContext>('/alerts/2/context')
  expect(body).toMatchObject({
    tier: 'gold',
    supportHours: { isOpen: false, turnsAt: '2026-01-05T07:00:00Z' },
    customerOpen: { count: 3, more: false },
    dependenciesDown: [{ key: 'acme-net', alert: { number: 5, summary: 'Switch is gone' } }],
    maintenance: [{ key: 'tonight' }],
  })
  expect(body.customerOpen.items.map((one) => one.number)).toEqual([5, 4, 3])
  await world.alice.post('/maintenance-windows/tonight/end')
  await world.settle()
})

test('an alert by hand without a policy says in words that nobody is told', async () => {
  const without = await world.alice.post<CreatedAlert>('/alerts', { summary: 'Somebody phoned' })
  expect(without.body).toMatchObject({ policy: null, notice: expect.stringContaining('Niemand erfährt davon') })
  const along = await world.alice.post<CreatedAlert>('/alerts', { summary: 'Again', escalationPolicy: 'default' })
  expect(along.body.notice).toBeNull()
  await world.settle()
  world.pages.pages.splice(0)
})

test('messages that did not arrive are told to whoever sees alerts, with masked addresses', async () => {
  world.pages.answer('/alice', { status: 410 })
  await world.send({ summary: 'Nobody hears this', dedupKey: 'deaf' }, keys.anything)
  await world.settle()
  const { body } = await world.sam.get<{ items: FailedDelivery[] }>('/deliveries?status=failed')
  expect(body.items[0]).toMatchObject({
    status: 'failed',
    channel: 'webhook',
    user: { key: 'alice' },
    alert: { summary: 'Nobody hears this' },
  })
  expect(body.items[0]!.contact!.address).not.toContain('/alice')
  expect((await world.charlie.get<{ items: unknown[] }>('/deliveries?status=failed')).body.items).toEqual([])
  const later = world.clock.now().add({ seconds: 1 })
  expect(
    (await world.sam.get<{ items: unknown[] }>(`/deliveries?status=failed&since=${later.toString()}`)).body.items,
  ).toEqual([])
})
