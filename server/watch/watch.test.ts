import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HealthView } from '../../contract/watch.ts'
import { withSecondNode } from '../testing/second-node.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
let outside: Awaited<ReturnType<typeof startOutside>>
beforeEach(async () => {
  world = await createWorld()
  outside = await startOutside()
  world.app.kernel.config.heartbeatUrl = outside.url
})
afterEach(async () => {
  await world.close()
  await outside.close()
})

/** Whoever expects the outward heartbeat. */
async function startOutside() {
  const seen = { pings: 0, status: 204 }
  const server = createServer((_, response) => {
    seen.pings += 1
    response.writeHead(seen.status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/up`,
    answer: (status: number) => void (seen.status = status),
    /** How often it was called since the last time that somebody asked. */
    takePings() {
      const { pings } = seen
      seen.pings = 0
      return pings
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Looks every 15 seconds for so long, while what falls due is not handled. */
async function standStill(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 15) {
    world.clock.set(world.clock.now().add({ seconds: 15 }))
    await world.app.look()
  }
}

/** The same while everything that is due is handled. */
async function live(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 15) {
    await world.advance('15s')
    await world.app.look()
  }
}

interface Shown {
  id: string
  summary: string
  status: string
  priority: string
}

const systemAlerts = async (client = world.alice) =>
  (await client.get<{ items: Shown[] }>('/alerts?source=pikett-system&status=all')).body.items

const health = async (client = world.alice) => (await client.get<HealthView>('/health')).body

/** Something that falls due again and again: an alert that nobody answers. */
const burn = async () => {
  await world.send({ summary: 'ERP down', dedupKey: 'erp', severity: 'critical' })
}

const putOut = async () => {
  await world.send({ action: 'resolve', dedupKey: 'erp' })
  world.pages.pages.splice(0)
}

test('while all is well the outward heartbeat is called once a minute, and nobody is bothered', async () => {
  await live(300)
  expect(outside.takePings()).toBe(5)
  expect(await systemAlerts()).toEqual([])
  expect(await health()).toMatchObject({
    status: 'well',
    problems: [],
    outwardHeartbeat: { configured: true, error: null },
  })
})

test('when something is overdue the outward heartbeat is silent, and the fallback is paged once, in words', async () => {
  await burn()
  await live(60)
  expect(outside.takePings()).toBe(1)
  world.pages.pages.splice(0)
  // The first step ends after five minutes; from half a minute after that on nothing is called.
  await standStill(900)
  expect(outside.takePings()).toBe(5)
  const [alert, ...others] = await systemAlerts()
  expect(others).toEqual([])
  expect(alert).toMatchObject({ status: 'triggered', priority: 'high' })
  expect(alert!.summary).toMatch(/im Rückstand: .+ ist seit \d+ Sekunden fällig.*Last des Servers/)
  // Whoever lives on the same engine is told in their own language.
  expect((await systemAlerts(world.charlie))[0]!.summary).toContain('running late')
  expect(await health()).toMatchObject({ status: 'ill', problems: [{ kind: 'overdue' }] })
  await world.settle()
  const calls = world.pages.pages.splice(0).filter((page) => page.body.alert.id === alert!.id)
  expect(calls.map((page) => page.path)).toEqual(['/alice'])
  await putOut()
})

test('when all is well again the alert resolves by itself after five minutes, and the heartbeat is back at once', async () => {
  await burn()
  await standStill(420)
  await putOut()
  outside.takePings()
  await live(15)
  expect(outside.takePings()).toBe(1)
  await live(270)
  expect((await systemAlerts())[0]).toMatchObject({ status: 'triggered' })
  await live(30)
  expect((await systemAlerts())[0]).toMatchObject({ status: 'resolved' })
  expect(await health()).toMatchObject({ status: 'well', problems: [] })
  world.pages.pages.splice(0)
})

test('two nodes call the outward heartbeat once, and a node that falls silent is missed and forgotten', async () => {
  await withSecondNode(world, async (second) => {
    second.kernel.config.heartbeatUrl = outside.url
    for (let looks = 0; looks < 8; looks += 1) {
      await world.advance('15s')
      await Promise.all([world.app.look(), second.look()])
    }
    expect(outside.takePings()).toBe(2)
    expect((await health()).nodes).toHaveLength(2)
    await live(90)
    expect((await systemAlerts())[0]!.summary).toContain('ist seit 1 Minuten nichts zu hören')
    await world.advance('30m')
    await live(15)
    expect((await health()).nodes).toHaveLength(1)
    await world.advance('5m')
    await live(15)
    expect((await systemAlerts())[0]).toMatchObject({ status: 'resolved' })
  })
})

test('a ping that does not arrive is shown, and tried again at the next look', async () => {
  outside.answer(500)
  await live(45)
  expect(outside.takePings()).toBe(3)
  expect((await health()).outwardHeartbeat).toMatchObject({ pingedAt: null, error: 'the answer was 500' })
  outside.answer(200)
  await live(15)
  expect((await health()).outwardHeartbeat).toMatchObject({ pingedAt: world.clock.now().toString(), error: null })
})

test('an organization whose messages all fail is told alone, and the outward heartbeat falls silent', async () => {
  for (const person of ['/alice', '/bob']) world.pages.answer(person, { status: 503 })
  await burn()
  await live(630)
  const kinds = (await health()).problems.map((problem) => problem.kind)
  expect(kinds).toEqual(['provider'])
  expect((await systemAlerts())[0]!.summary).toContain('ist keine einzige Nachricht per Webhook durchgekommen')
  expect(await systemAlerts(world.charlie)).toEqual([])
  expect((await health(world.charlie)).problems).toEqual([])
  await putOut()
})

test('only administrators see how the engine is', async () => {
  for (const client of [world.bob, world.sam]) expect((await client.get('/health')).status).toBe(403)
  expect((await world.nobody.get('/health')).status).toBe(401)
})

test('the lateness of each due loop is a metric', async () => {
  await burn()
  await standStill(420)
  const text = await (await fetch(`${world.app.url()}/metrics`)).text()
  expect(text).toMatch(/pikett_due_lateness_seconds\{loop="escalations"\} [1-9]/)
  expect(text).toContain('pikett_due_lateness_seconds{loop="holds"} 0')
  await putOut()
})

test('every due loop has words for people, in German and in English', async () => {
  await world.app.look()
  const { body } = await world.alice.get<HealthView>('/health')
  expect(body.loops.length).toBeGreaterThan(10)
  for (const { name } of body.loops)
    for (const language of ['en', 'de'] as const)
      expect(world.app.kernel.i18n.in(language)(`systemalerts:engine.work.${name}`)).not.toBe('')
})
