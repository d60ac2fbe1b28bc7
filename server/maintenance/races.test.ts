import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MaintenanceView } from '../../contract/maintenance.ts'
import { keys } from '../testing/people.ts'
import { withSecondNode } from '../testing/second-node.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const begin = async (name: string, duration: string) =>
  (await world.bob.post<MaintenanceView>('/maintenance-windows', { name, duration, customers: ['acme'] })).body

test('two nodes at the end of a window page each alert exactly once', async () => {
  await begin('Switch replaced', '1h')
  await withSecondNode(world, async (second) => {
    const urls = [world.app.url(), second.url()]
    const send = (index: number) =>
      fetch(`${urls[index % 2]!}/in/${keys.anything}`, {
        method: 'POST',
        body: JSON.stringify({ summary: `Host ${index}`, dedupKey: `host-${index}` }),
      })
    await Promise.all(Array.from({ length: 20 }, (_, index) => send(index)))
    world.clock.set(world.clock.now().add({ hours: 1 }))
    await Promise.all([world.app.runDue(), second.runDue()])
    await world.settle()
    const paged = world.pages.pages.splice(0).map((page) => page.body.alert.number)
    expect(paged.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    for (const number of paged) {
      const { body } = await world.alice.get<{ items: { kind: string }[] }>(`/alerts/${number}/timeline`)
      expect(body.items.filter((entry) => entry.kind === 'alert.released')).toHaveLength(1)
      await world.alice.post(`/alerts/${number}/resolve`)
    }
  })
})

test('an alert that arrives while its window is being ended is never left behind', async () => {
  for (let round = 1; round <= 8; round += 1) {
    const { key } = await begin(`Round ${round}`, '10h')
    await Promise.all([
      world.send({ summary: `Race ${round}`, dedupKey: `race-${round}` }),
      world.bob.post(`/maintenance-windows/${key}/end`),
    ])
    await world.settle()
    expect(world.pages.take('/alice').body.alert.summary).toBe(`Race ${round}`)
    await world.alice.post(`/alerts/${round}/resolve`)
  }
})
