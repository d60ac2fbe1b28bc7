import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import { keys } from '../testing/people.ts'
import type { ConfigInput } from '../testing/people.ts'
import { withSecondNode } from '../testing/second-node.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

/** The web shop stands on the ERP, which stands on the core switch. */
const source = (key: string, service: string, integrationKey: string) => ({
  key,
  type: 'webhook' as const,
  escalationPolicy: 'default',
  service,
  integrationKey,
})
const coreKey = 'c'.repeat(32)
const shopKey = 'd'.repeat(32)
const landscape = (config: ConfigInput): ConfigInput => ({
  ...config,
  services: [
    { key: 'shop', name: 'Web shop', dependsOn: ['acme-erp'] },
    { ...config.services![0]!, dependsOn: ['core'] },
    { key: 'core', name: 'Core switch' },
  ],
  sources: [...config.sources!, source('switches', 'core', coreKey), source('shop', 'shop', shopKey)],
})

let world: World
beforeEach(async () => {
  world = await createWorld({ change: landscape })
})
afterEach(() => world.close())

const detail = async (number: number) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const entriesOf = async (number: number) =>
  (await world.alice.get<{ items: { kind: string; data: Record<string, unknown> }[] }>(`/alerts/${number}/timeline`))
    .body.items
const core = (status?: 'resolved') => world.send({ summary: 'Core switch down', dedupKey: 'core', status }, coreKey)
const erp = (status?: 'resolved') => world.send({ summary: 'ERP unreachable', dedupKey: 'erp', status })
const shop = () => world.send({ summary: 'Shop unreachable', dedupKey: 'shop' }, shopKey)
const paged = () => world.pages.pages.splice(0).map((page) => page.body.alert.summary)
const resolveAll = async (...numbers: number[]) => {
  for (const number of numbers) await world.alice.post(`/alerts/${number}/resolve`)
}

describe('an alert on what stands on something that is down', () => {
  test('waits behind the alert that explains it, however far below, and says so', async () => {
    await core()
    await erp()
    await shop()
    expect(paged()).toEqual(['Core switch down'])
    for (const number of [2, 3]) {
      expect((await detail(number)).held).toMatchObject({
        reason: 'dependency',
        until: '2026-01-05T03:00:00Z',
        cause: { number: 1, summary: 'Core switch down' },
      })
    }
    await world.bob.post('/alerts/1/acknowledge')
    await world.advance('30m')
    expect(paged()).toEqual([])
    await resolveAll(3, 2, 1)
  })

  test('pages nobody when it recovers shortly after its cause', async () => {
    await core()
    paged()
    await erp()
    await core('resolved')
    await world.advance('1m')
    await erp('resolved')
    await world.advance('1d')
    expect((await entriesOf(2)).map((entry) => entry.kind)).toEqual([
      'alert.triggered',
      'alert.held',
      'alert.holdMoved',
      'alert.resolved',
    ])
  })

  test('pages two minutes after its cause was resolved when it is still open', async () => {
    await core()
    paged()
    await erp()
    await core('resolved')
    expect((await detail(2)).held?.until).toBe('2026-01-05T02:02:00Z')
    await world.advance('1m59s')
    expect(paged()).toEqual([])
    await world.advance('1s')
    expect(paged()).toEqual(['ERP unreachable'])
    expect((await entriesOf(2)).find((entry) => entry.kind === 'alert.released')!.data['why']).toBe('cause_resolved')
    await resolveAll(2)
  })

  test('waits an hour at most, also when its cause comes and goes', async () => {
    await core()
    paged()
    await erp()
    for (let minute = 0; minute < 50; minute += 10) {
      await core('resolved')
      await world.advance('1m')
      await core()
      await world.advance('9m')
      await resolveAll()
    }
    const pagedMeanwhile = paged()
    expect(pagedMeanwhile).not.toContain('ERP unreachable')
    await world.advance('10m')
    expect(paged()).toContain('ERP unreachable')
    expect((await entriesOf(2)).findLast((entry) => entry.kind === 'alert.released')!.data['why']).toBe('limit')
    await resolveAll(2, 3, 4, 5, 6, 7)
    paged()
  })

  test('waits behind another cause when there is one left', async () => {
    await core()
    await world.send({ summary: 'Core switch hot', dedupKey: 'hot' }, coreKey)
    paged()
    await erp()
    await core('resolved')
    expect((await detail(3)).held).toMatchObject({ until: '2026-01-05T03:00:00Z', cause: { number: 2 } })
    await resolveAll(3, 2)
  })

  test('pages at once when a person escalates it', async () => {
    await core()
    paged()
    await erp()
    await world.bob.post('/alerts/2/escalate')
    await world.settle()
    expect(paged()).toEqual(['ERP unreachable'])
    await resolveAll(2, 1)
  })
})

describe('nothing waits', () => {
  test('for a cause of low priority, one that is over, or one that a maintenance holds', async () => {
    await world.send({ summary: 'Core switch warm', severity: 'warning', dedupKey: 'warm' }, coreKey)
    world.mails.mails.splice(0)
    await core()
    await core('resolved')
    await world.bob.post('/maintenance-windows', { name: 'Switch', duration: '1h', services: ['core'] })
    await core()
    paged()
    await erp()
    expect(paged()).toEqual(['ERP unreachable'])
    await resolveAll(1, 3, 4)
  })

  test('for what stands on it, the other way round', async () => {
    await erp()
    await core()
    expect(paged()).toEqual(['ERP unreachable', 'Core switch down'])
    await world.advance('5m')
    expect(paged().toSorted()).toEqual(['Core switch down', 'ERP unreachable'])
    await resolveAll(1, 2)
  })
})

test('a cause that comes later also holds what has paged nobody yet, because its policy waits', async () => {
  await world.close()
  world = await createWorld({
    change: (config) => {
      const changed = landscape(config)
      const [policy] = changed.escalationPolicies!
      return {
        ...changed,
        escalationPolicies: [policy!, { ...policy!, key: 'patient', delay: '1m' }],
        sources: changed.sources!.map((one) =>
          one.key === 'anything' ? { ...one, escalationPolicy: 'patient' } : one,
        ),
      }
    },
  })
  await erp()
  await world.advance('30s')
  await core()
  expect((await detail(1)).held).toMatchObject({ reason: 'dependency', cause: { number: 2 } })
  await world.advance('4m')
  expect(paged()).toEqual(['Core switch down'])
  await resolveAll(1, 2)
})

test('two nodes, a cause that is resolved while its dependants arrive: none waits for the whole hour', async () => {
  await withSecondNode(world, async (second) => {
    for (let round = 0; round < 6; round += 1) {
      await core()
      paged()
      await Promise.all([
        core('resolved'),
        fetch(`${second.url()}/in/${keys.anything}`, {
          method: 'POST',
          body: JSON.stringify({ summary: `ERP ${round}`, dedupKey: `erp-${round}` }),
        }),
      ])
      await world.advance('2m')
      expect(paged()).toEqual([`ERP ${round}`])
      await resolveAll(2 * round + 2)
    }
  })
})

test('services that stand on each other in a circle are refused, with the way along it', async () => {
  const services = [
    { key: 'shop', name: 'Web shop', dependsOn: ['acme-erp'] },
    { key: 'acme-erp', name: 'ERP', customer: 'acme', dependsOn: ['core'] },
    { key: 'core', name: 'Core switch', dependsOn: ['shop'] },
  ]
  const answer = await world.alice.post<{ detail: string }>('/config', { services })
  expect(answer.status).toBe(422)
  expect(answer.body.detail).toContain('in a circle: shop, acme-erp, core, shop')
})

test('what services stand on is listed, exported, and taken away again; Charlie sees nothing of it', async () => {
  const { body } = await world.sam.get<{ items: { key: string; dependsOn: string[] }[] }>('/services')
  expect(body.items.map(({ key, dependsOn }) => [key, dependsOn])).toEqual([
    ['acme-erp', ['core']],
    ['core', []],
    ['shop', ['acme-erp']],
  ])
  expect((await world.alice.get<string>('/config')).body).toContain('dependsOn: [acme-erp]')
  expect((await world.charlie.get<{ items: unknown[] }>('/services')).body.items).toEqual([])
  const services = [
    { key: 'shop', name: 'Web shop' },
    { key: 'acme-erp', name: 'ERP', customer: 'acme', criticality: 'high', dependsOn: ['core'] },
    { key: 'core', name: 'Core switch' },
  ]
  const applied = await world.alice.post<{ changes: object[] }>('/config', { services })
  expect(applied.body.changes).toEqual([{ noun: 'services', key: 'shop', action: 'update', fields: ['dependsOn'] }])
  await erp()
  await shop()
  expect(paged()).toEqual(['ERP unreachable', 'Shop unreachable'])
  await resolveAll(1, 2)
})
