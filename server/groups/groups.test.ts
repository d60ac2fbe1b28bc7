import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail, AlertView, MemberView } from '../../contract/alerts.ts'
import type { GroupingConfig } from '../../contract/config/grouping.ts'
import { hold } from '../holds/index.ts'
import { keys } from '../testing/people.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const secondKey = 'f'.repeat(32)
const bakeryKey = 'g'.repeat(32)
const plainKey = 'h'.repeat(32)
const source = (key: string, integrationKey: string, customer?: string) => ({
  key,
  type: 'webhook' as const,
  escalationPolicy: 'default',
  integrationKey,
  ...(customer && { customer }),
})

/** Customers group across their sources; the bakery does so as well, and one source belongs to nobody. */
const across =
  (grouping: GroupingConfig) =>
  (config: ConfigInput): ConfigInput => ({
    ...config,
    customers: [
      { key: 'acme', name: 'Acme GmbH', grouping },
      { key: 'bakery', name: 'Bakery', grouping },
    ],
    sources: [
      ...config.sources!,
      source('second', secondKey, 'acme'),
      source('bakery', bakeryKey, 'bakery'),
      source('plain', plainKey),
    ],
  })

let world: World
const begin = async (grouping: Partial<GroupingConfig> = {}) => {
  world = await createWorld({ change: across({ by: [], mode: 'window', ...grouping }) })
}
afterEach(() => world.close())

const detail = async (number: number) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const kindsOf = async (number: number) =>
  (await world.alice.get<{ items: { kind: string }[] }>(`/alerts/${number}/timeline`)).body.items.map(
    (entry) => entry.kind,
  )
const listed = async (query: string) =>
  (await world.alice.get<{ items: AlertView[] }>(`/alerts?${query}`)).body.items.map((alert) => alert.number)
const disk = (host: string, key = keys.anything, more: object = {}) =>
  world.send({ summary: `Disk full on ${host}`, dedupKey: host, ...more }, key)
const resolveDisk = (host: string, key = keys.anything) =>
  world.send({ summary: 'Fine', dedupKey: host, status: 'resolved' }, key)
async function holdForMaintenance(alertId: string) {
  const { engine, work, clock } = world.app.kernel
  const { id } = await engine
    .selectFrom('organizations')
    .select('id')
    .where('key', '=', 'default')
    .executeTakeFirstOrThrow()
  const untilAt = clock.now().add({ hours: 1 })
  await work.inOrganization(id, (inside) => hold(inside, [{ alertId, reason: 'maintenance', data: {}, untilAt }]))
  await world.settle()
}
const paged = () => world.pages.pages.splice(0).map((page) => page.body.alert.number)
const resolveAll = async (...numbers: number[]) => {
  for (const number of numbers) await world.alice.post(`/alerts/${number}/resolve?members=true`)
}

describe('alerts that belong together', () => {
  beforeEach(() => begin())

  test('page once, stay visible, and say to whom they belong', async () => {
    await disk('web-01')
    await disk('web-02')
    await disk('db-01', secondKey)
    expect(paged()).toEqual([1])
    await world.advance('4m')
    expect(paged()).toEqual([])
    expect(await detail(3)).toMatchObject({
      status: 'triggered',
      held: { reason: 'group', cause: { number: 1, summary: 'Disk full on web-01' } },
      group: { role: 'member', lead: { number: 1, summary: 'Disk full on web-01' }, members: 2, score: 0.75 },
    })
    expect(await detail(1)).toMatchObject({ held: null, group: { role: 'lead', lead: { number: 1 }, members: 2 } })
    expect(await listed('status=open')).toEqual([3, 2, 1])
    expect(await listed('status=open&group=leads')).toEqual([1])
    const members = await world.bob.get<{ items: MemberView[]; nextCursor: string | null }>('/alerts/1/members?limit=1')
    expect(members.body).toMatchObject({ items: [{ number: 2, status: 'triggered', score: 1 }], nextCursor: '2' })
    const rest = await world.bob.get<{ items: MemberView[] }>('/alerts/1/members?limit=1&cursor=2')
    expect(rest.body).toMatchObject({ items: [{ number: 3 }], nextCursor: null })
    await resolveAll(1)
    expect(await listed('status=open')).toEqual([])
    expect(paged()).toEqual([])
  })

  test('never reach across customers, nor to those of nobody', async () => {
    await disk('web-01')
    await disk('oven-01', bakeryKey)
    await disk('box-01', plainKey)
    await disk('box-02', plainKey)
    expect(paged()).toEqual([1, 2, 3, 4])
    expect((await detail(2)).group).toBeNull()
    await resolveAll(1, 2, 3, 4)
  })

  test('are acknowledged together, once for all', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    await world.bob.post('/alerts/1/acknowledge')
    expect(await detail(2)).toMatchObject({ status: 'acknowledged', acknowledgedVia: 'group', held: null })
    await world.advance('1d')
    expect(paged()).toEqual([])
    expect(await kindsOf(2)).toEqual(['alert.triggered', 'alert.held', 'alert.acknowledged'])
    await resolveAll(1)
    expect((await detail(2)).status).toBe('resolved')
  })

  test('start anew after the window, which is counted from the first', async () => {
    await disk('web-01')
    await world.advance('4m')
    await disk('web-02')
    await world.advance('5m59s')
    expect(new Set(paged())).toEqual(new Set([1]))
    await disk('web-03')
    expect((await detail(3)).group?.lead.number).toBe(1)
    await world.advance('1s')
    paged()
    await disk('web-04')
    await disk('web-05')
    expect(paged()).toEqual([4])
    expect((await detail(5)).group?.lead.number).toBe(4)
    await resolveAll(1, 4)
  })

  test('follow their lead back when its acknowledgement is taken away by a person', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    await world.bob.post('/alerts/1/acknowledge')
    await world.bob.post('/alerts/1/escalate')
    await world.settle()
    expect(paged()).toEqual([1])
    expect(await detail(2)).toMatchObject({ status: 'triggered', held: { reason: 'group' } })
    await resolveAll(1)
  })
})

describe('when the lead is gone', () => {
  beforeEach(() => begin())

  test('the oldest open member leads, pages when the group has settled, and the timelines of all say so', async () => {
    for (const host of ['web-01', 'web-02', 'web-03']) await disk(host)
    expect(paged()).toEqual([1])
    await resolveDisk('web-01')
    expect(await detail(2)).toMatchObject({
      held: { reason: 'group', cause: { number: 1 }, until: '2026-01-05T02:01:00Z' },
      group: { role: 'lead' },
    })
    expect(await detail(3)).toMatchObject({ held: { reason: 'group', cause: { number: 2 }, until: null } })
    await world.advance('59s')
    expect(paged()).toEqual([])
    await world.advance('1s')
    expect(paged()).toEqual([2])
    expect(await detail(2)).toMatchObject({ held: null, escalation: { state: 'active' }, group: { role: 'lead' } })
    expect(await detail(3)).toMatchObject({ held: { reason: 'group', cause: { number: 2 } }, group: { score: 1 } })
    expect(await kindsOf(1)).toContain('group.handedOver')
    expect(await kindsOf(2)).toEqual(expect.arrayContaining(['group.leads', 'alert.released', 'escalation.step']))
    expect(await kindsOf(3)).toContain('alert.holdMoved')
    await resolveDisk('web-02')
    await world.advance('1m')
    expect(paged()).toEqual([3])
    await resolveDisk('web-03')
    await disk('web-04')
    expect(paged()).toEqual([4])
    await resolveAll(4)
  })

  test('a person who resolves it leaves the others open, unless they say otherwise', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    await world.bob.post('/alerts/1/resolve')
    await world.advance('1m')
    expect(paged()).toEqual([2])
    await resolveAll(2)
  })

  test('the next one stays acknowledged if the lead was', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    await world.bob.post('/alerts/1/acknowledge')
    await resolveDisk('web-01')
    await world.advance('1d')
    expect(paged()).toEqual([])
    expect(await detail(2)).toMatchObject({ status: 'acknowledged', group: { role: 'lead' } })
    await resolveAll(2)
  })

  test('held for a reason of its own, another one pages instead, and it waits behind that one later', async () => {
    await disk('db-01', secondKey)
    await disk('web-01')
    expect(paged()).toEqual([1])
    await holdForMaintenance((await detail(1)).id)
    expect(paged()).toEqual([2])
    await world.bob.post('/alerts/2/acknowledge')
    await world.advance('1h')
    expect(await detail(1)).toMatchObject({ held: { reason: 'group', cause: { number: 2 } } })
    expect(paged()).toEqual([])
    await resolveAll(2)
  })
})

test('Charlie sees no members and changes nothing; a stakeholder looks on', async () => {
  await begin()
  await disk('web-01')
  await disk('web-02')
  paged()
  expect((await world.charlie.get('/alerts/1/members')).status).toBe(404)
  expect((await world.charlie.post('/alerts/2/leave-group')).status).toBe(404)
  expect((await world.sam.get('/alerts/1/members')).status).toBe(200)
  expect((await world.sam.post('/alerts/2/leave-group')).status).toBe(403)
  await resolveAll(1)
})
