import { afterEach, describe, expect, test } from 'vitest'
import type { AlertView } from '../../contract/alerts.ts'
import type { GroupingConfig } from '../../contract/config/grouping.ts'
import type { App } from '../app.ts'
import { keys } from '../testing/people.ts'
import { withSecondNode } from '../testing/second-node.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
const begin = async (grouping: GroupingConfig) => {
  world = await createWorld({
    change: (config) => ({
      ...config,
      sources: config.sources!.map((one) => (one.key === 'prometheus' ? { ...one, grouping } : one)),
    }),
  })
}
afterEach(() => world.close())

const byText: GroupingConfig = { by: ['job'], mode: 'open', similarity: { threshold: 0.7 } }
const open = async () => (await world.alice.get<{ items: AlertView[] }>('/alerts?status=open&limit=200')).body.items
const leads = async () => (await open()).filter((one) => one.held === null).map((one) => one.summary)
const paged = () => world.pages.pages.splice(0).map((page) => page.body.alert.number)

/** What Prometheus sends, all in one request. */
async function fire(alerts: { name: string; instance: string; job?: string }[], app: App = world.app, endsAt?: string) {
  const body = alerts.map(({ name, instance, job = 'node' }) => ({
    labels: { alertname: name, instance, job, severity: 'critical' },
    annotations: { summary: `${name} on ${instance}` },
    startsAt: '2026-01-05T02:00:00Z',
    ...(endsAt && { endsAt }),
  }))
  const answer = await fetch(`${app.url()}/in/${keys.alertmanager}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBeLessThan(300)
}
const hosts = (amount: number, prefix = 'web') => Array.from({ length: amount }, (_, index) => `${prefix}-${index}`)
const disks = (amount: number, prefix?: string) =>
  hosts(amount, prefix).map((instance) => ({ name: 'Disk full', instance }))
const finish = async () => {
  for (const { number } of await open()) await world.alice.post(`/alerts/${number}/resolve?members=true`)
  paged()
}

describe('fifty alike alerts in one request', () => {
  test('page once; one acknowledgement stops everything', async () => {
    await begin(byText)
    await fire(disks(50))
    await world.settle()
    expect(paged()).toHaveLength(1)
    const lead = (await open()).find((one) => one.held === null)!
    expect(lead.group).toMatchObject({ role: 'lead', members: 49 })
    await world.bob.post(`/alerts/${lead.number}/acknowledge`)
    expect((await open()).every((one) => one.status === 'acknowledged')).toBe(true)
    await world.advance('1d')
    expect(paged()).toEqual([])
    await finish()
  })

  test('are parted by what they say and by the fields that are named', async () => {
    await begin(byText)
    await fire([
      ...disks(3),
      { name: 'Certificate expires soon', instance: 'web-1' },
      { name: 'Disk full', instance: 'db-9', job: 'postgres' },
    ])
    await world.settle()
    expect((await leads()).toSorted()).toEqual([
      'Certificate expires soon on web-1',
      'Disk full on db-9',
      'Disk full on web-0',
    ])
    expect(paged()).toHaveLength(3)
    await finish()
  })
})

test('mode pending takes alerts until somebody answers, mode open until the lead is resolved', async () => {
  await begin({ by: [], mode: 'pending' })
  await fire(disks(1))
  await world.advance('3m')
  await fire(disks(1, 'late'))
  await world.settle()
  expect(await leads()).toEqual(['Disk full on web-0'])
  await world.bob.post('/alerts/1/acknowledge')
  await fire(disks(1, 'db'))
  await world.settle()
  paged()
  expect((await open()).filter((one) => one.status === 'triggered').map((one) => one.summary)).toEqual([
    'Disk full on db-0',
  ])
  await finish()
})

test('two nodes that open alike alerts at the same moment form one group and page once', async () => {
  await begin({ by: [], mode: 'open' })
  await withSecondNode(world, async (second) => {
    const batches = Array.from({ length: 12 }, (_, index) => disks(5, `rack${'abcdefghijkl'[index]}`))
    await Promise.all(batches.map((batch, index) => fire(batch, index % 2 === 0 ? world.app : second)))
    await Promise.all([world.app.runDue(), second.runDue()])
    expect(await open()).toHaveLength(60)
    expect(await leads()).toHaveLength(1)
    expect(paged()).toHaveLength(1)
  })
  await finish()
})

test('while leads are resolved on one node and members join on the other, nobody waits behind what is over', async () => {
  await begin({ by: [], mode: 'open' })
  await withSecondNode(world, async (second) => {
    await fire(disks(3))
    for (let round = 0; round < 6; round += 1) {
      const lead = (await open()).find((one) => one.held === null || one.group?.role === 'lead')!
      const joining = disks(2, `round${'abcdef'[round]}`)
      await Promise.all([world.bob.post(`/alerts/${lead.number}/resolve`), fire(joining, second)])
    }
    await world.advance('1m')
    const all = await open()
    expect(all).toHaveLength(9)
    const openLeads = new Set(all.filter((one) => one.held === null).map((one) => one.id))
    expect(openLeads.size).toBeGreaterThan(0)
    for (const one of all) if (one.held) expect(openLeads).toContain(one.held.cause!.id)
  })
  await finish()
})
