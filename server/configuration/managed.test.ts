import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

type Counts = { items: { noun: string; managed: number; total: number }[] }

test('what a file made is counted apart from what people made', async () => {
  await world.alice.post('/maintenance-windows', { key: 'ours', name: 'Ours', duration: '1h', services: ['acme-erp'] })
  const { items } = (await world.alice.get<Counts>('/config/managed')).body
  const of = (noun: string) => items.find((one) => one.noun === noun)
  expect(of('maintenanceWindows')).toEqual({ noun: 'maintenanceWindows', managed: 0, total: 1 })
  expect(of('sources')).toEqual({ noun: 'sources', managed: 3, total: 3 })
  expect(of('users')).toEqual({ noun: 'users', managed: 2, total: 2 })
  expect(items).toHaveLength(11)
  expect((await world.bob.get('/config/managed')).status).toBe(403)
})

test('counts of another organization are not in it', async () => {
  const { items } = (await world.charlie.get<Counts>('/config/managed')).body
  expect(items.find((one) => one.noun === 'sources')).toEqual({ noun: 'sources', managed: 1, total: 1 })
})

test('the file can be had without secrets by who may read them', async () => {
  const [full, bare] = await Promise.all(
    ['/config', '/config?secrets=false'].map(async (path) => (await world.alice.get<string>(path)).body),
  )
  expect(full).toContain('integrationKey')
  expect(bare).not.toContain('integrationKey')
  expect(bare).not.toContain('whsec_')
})
