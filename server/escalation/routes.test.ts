import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('a policy without a name of its own goes by its key, in lists and by itself; Charlie sees his own only', async () => {
  const { body } = await world.alice.get<{ items: { key: string; name: string }[] }>('/escalation-policies')
  expect(body.items).toMatchObject([{ key: 'default', name: 'default' }])
  expect((await world.bob.get('/escalation-policies/default')).body).toMatchObject({
    name: 'default',
    repeatEvery: '5m',
  })
  const his = await world.charlie.get('/escalation-policies/default')
  expect(his.body).toMatchObject({ key: 'default', steps: [{ targets: ['user:charlie'] }] })
})
