import { afterEach, describe, expect, test } from 'vitest'
import type { AlertDetail, AlertView } from '../../contract/alerts.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
afterEach(() => world.close())

type Customer = NonNullable<ConfigInput['customers']>[number]
type Priorities = NonNullable<NonNullable<ConfigInput['sources']>[number]['priorities']>

const supportHours = {
  timezone: 'Europe/Berlin',
  hours: [{ days: ['Mon' as const, 'Tue' as const], from: '08:00', to: '18:00' }],
}
const acme = (hours: Customer['supportHours']): Customer => ({
  key: 'acme',
  name: 'Acme GmbH',
  ...(hours && { supportHours: hours }),
})

/** It is Monday, 03:00 in Berlin, five hours before Acme is served. */
const start = async (priorities: Priorities, hours: Customer['supportHours'] = supportHours) => {
  const change = (config: ConfigInput): ConfigInput => ({
    ...config,
    customers: [acme(hours)],
    sources: config.sources!.map((source) => (source.key === 'anything' ? { ...source, priorities } : source)),
  })
  world = await createWorld({ change })
}
const erp = { summary: 'ERP unreachable', dedupKey: 'erp', severity: 'error' }
const detail = async (number = 1) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const timeline = async () =>
  (await world.alice.get<{ items: { kind: string; data: object }[] }>('/alerts/1/timeline')).body.items
const raising = { supportHours: { raiseWhenHoursBegin: true } }
const takeMail = () => world.mails.take('alice@example.test')

describe('outside the support hours of its customer', () => {
  test('an alert is low, says when it rises, and rises and pages at that minute', async () => {
    await start(raising)
    await world.send(erp)
    takeMail()
    expect(await detail()).toMatchObject({ priority: 'low', raiseAt: '2026-01-05T07:00:00Z', nextStep: null })
    await world.advance('4h59m59s')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(world.pages.take('/alice').body.alert).toMatchObject({ priority: 'high' })
    expect(await detail()).toMatchObject({ priority: 'high', raiseAt: null })
    expect((await timeline()).find(({ kind }) => kind === 'alert.raised')?.data).toEqual({ reason: 'hours_begin' })
    await world.alice.post('/alerts/1/acknowledge')
  })

  test('an alert that somebody answers before never rises', async () => {
    await start(raising)
    await world.send(erp)
    await world.send({ ...erp, dedupKey: 'mail' })
    world.mails.mails.splice(0)
    await world.alice.post('/alerts/1/acknowledge')
    await world.alice.post('/alerts/2/resolve')
    await world.advance('2d')
    expect(await detail(1)).toMatchObject({ priority: 'low', status: 'acknowledged' })
    expect((await detail(2)).priority).toBe('low')
  })

  test('an alert stays low without the setting, also when its source repeats it within the hours', async () => {
    await start({ supportHours: {} })
    await world.send(erp)
    takeMail()
    await world.advance('6h')
    await world.send(erp)
    await world.send({ ...erp, summary: 'ERP still unreachable' })
    expect(await detail()).toMatchObject({ priority: 'low', raiseAt: null, count: 3 })
    await world.send({ ...erp, dedupKey: 'new' })
    expect(world.pages.take('/alice').body.alert.priority).toBe('high')
    await world.alice.post('/alerts/2/acknowledge')
  })

  test('what the source names keeps its priority: critical is high at any time', async () => {
    await start({ critical: 'high', ...raising })
    await world.send({ ...erp, severity: 'critical' })
    expect(world.pages.take('/alice').body.alert.priority).toBe('high')
    await world.alice.post('/alerts/1/acknowledge')
  })

  test('a customer without hours is served at any time', async () => {
    await start(raising)
    expect((await world.alice.post('/config', { customers: [acme(undefined)] })).status).toBe(200)
    await world.send(erp)
    expect(world.pages.take('/alice').body.alert.priority).toBe('high')
    await world.alice.post('/alerts/1/acknowledge')
  })

  test('hours that are changed meanwhile count at once, for what is open too', async () => {
    await start(raising)
    await world.send(erp)
    takeMail()
    const later = { ...supportHours, holidays: ['2026-01-05'] }
    expect((await world.alice.post('/config', { customers: [acme(later)] })).status).toBe(200)
    await world.settle()
    expect(await detail()).toMatchObject({ priority: 'low', raiseAt: '2026-01-06T07:00:00Z' })
    const always = { timezone: 'Europe/Berlin', hours: [{ from: '00:00', to: '24:00' }] }
    await world.alice.post('/config', { customers: [acme(always)] })
    await world.settle()
    expect(world.pages.take('/alice').body.alert.priority).toBe('high')
    await world.alice.post('/alerts/1/acknowledge')
  })
})

test('the reverse: low inside the hours, and what is open rises when they end', async () => {
  await start({ supportHours: { insideHours: 'low', outsideHours: 'high', raiseWhenHoursEnd: true } })
  await world.advance('7h')
  await world.send(erp)
  takeMail()
  expect(await detail()).toMatchObject({ priority: 'low', raiseAt: '2026-01-05T17:00:00Z' })
  await world.advance('8h')
  expect(world.pages.take('/alice').body.alert.priority).toBe('high')
  await world.alice.post('/alerts/1/acknowledge')
})

test('hours are configuration as code: applied twice they change nothing; Charlie sees none of them', async () => {
  const holidays = ['2026-12-26', '2026-12-25', '2026-12-25']
  await start(raising, { ...supportHours, holidays })
  const again = await world.alice.post<{ changes: unknown[] }>('/config', {
    customers: [acme({ ...supportHours, holidays })],
  })
  expect(again.body.changes).toEqual([])
  const { body } = await world.alice.get<{ items: object[] }>('/customers')
  expect(body.items).toMatchObject([
    { key: 'acme', supportHours: { timezone: 'Europe/Berlin', holidays: ['2026-12-25', '2026-12-26'] } },
  ])
  expect((await world.charlie.get<{ items: AlertView[] }>('/customers')).body.items).toEqual([])
})

test('a rule that decides nothing, or could never raise anything, is refused with its place', async () => {
  await start({})
  const refused = async (rule: object) => {
    const sources = [{ key: 'one', type: 'webhook', escalationPolicy: 'default', priorities: { supportHours: rule } }]
    const { status, body } = await world.alice.post<{ problems: { path: string }[] }>('/config', { sources })
    return [status, body.problems?.map((problem) => problem.path)]
  }
  const place = 'sources.0.priorities.supportHours'
  expect(await refused({ outsideHours: 'high' })).toEqual([422, [`${place}.outsideHours`]])
  expect(await refused({ insideHours: 'low', outsideHours: 'high', raiseWhenHoursBegin: true })).toEqual([
    422,
    [`${place}.raiseWhenHoursBegin`],
  ])
})
