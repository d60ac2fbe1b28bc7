import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Retention } from '../../contract/retention.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config) => ({ ...config, organization: { ...config.organization!, rawEventDays: 90 } }),
  })
})
afterAll(() => world.close())

test('what is kept is told with how long, how much of it there is and since when', async () => {
  await world.send({ summary: 'ERP unreachable' })
  world.pages.take('/alice')
  const { items, databaseBytes } = (await world.alice.get<Retention>('/retention')).body
  const of = (kind: string) => items.find((one) => one.kind === kind)
  expect(of('rawEvents')).toEqual({ kind: 'rawEvents', days: 90, count: 1, oldestAt: '2026-01-05T02:00:00Z' })
  expect(of('alerts')).toMatchObject({ days: null, count: 1 })
  expect(of('selfTests')).toEqual({ kind: 'selfTests', days: 365, count: 0, oldestAt: null })
  expect(of('auditLog')!.count).toBeGreaterThan(0)
  expect(databaseBytes).toBeGreaterThan(1_000_000)
  await world.alice.post('/alerts/1/acknowledge')
})

test('nothing of another organization is counted, and who may not see the set-up is refused', async () => {
  const { items } = (await world.charlie.get<Retention>('/retention')).body
  expect(items.find((one) => one.kind === 'alerts')!.count).toBe(0)
  expect((await world.bob.get('/retention')).status).toBe(403)
})
