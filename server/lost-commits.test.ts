import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertDetail } from '../contract/alerts.ts'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { readConfig } from './kernel/config.ts'
import { createLog } from './kernel/log.ts'
import { createCable } from './testing/cable.ts'
import type { Cable } from './testing/cable.ts'
import { createClient } from './testing/client.ts'
import type { Client } from './testing/client.ts'
import { keys, tokens } from './testing/people.ts'
import { createWorld } from './testing/world.ts'
import type { World } from './testing/world.ts'

/** A second node on the world's database, whose commits can get lost: carried out, and nobody told. */
let world: World
let cable: Cable
let node: App
let alice: Client
const dataDir = mkdtempSync(join(tmpdir(), 'pikett-node-'))

beforeAll(async () => {
  world = await createWorld()
  cable = await createCable(world.databaseUrl)
  const settings = { PIKETT_DATA_DIR: dataDir, PIKETT_OUTBOUND_ALLOW: '127.0.0.0/8', PIKETT_PORT: '0' }
  const log = createLog('silent')
  const parts = { config: readConfig(settings, false), clock: world.clock, log, secretKey: '42'.repeat(32) }
  node = await createApp({ ...parts, databaseUrl: cable.url, loops: false })
  await node.start()
  alice = createClient(node.url(), tokens.alice)
})
afterAll(async () => {
  await node.stop()
  cable.close()
  await world.close()
  rmSync(dataDir, { recursive: true })
})

const send = (summary: string) =>
  fetch(`${node.url()}/in/${keys.anything}`, { method: 'POST', body: JSON.stringify({ summary, dedup_key: summary }) })

const alertsCalled = async (summary: string) => {
  const { body } = await world.alice.get<{ items: AlertDetail[] }>('/alerts?status=all&limit=100')
  return body.items.filter((alert) => alert.summary === summary)
}

const timelineOf = async (id: string) =>
  (await world.alice.get<{ items: { kind: string }[] }>(`/alerts/${id}/timeline`)).body.items.map(({ kind }) => kind)

const count = (kinds: string[], kind: string) => kinds.filter((one) => one === kind).length

/** Ends the alert, so that the next test pages nobody for it. */
async function end(id: string): Promise<void> {
  await world.alice.post(`/alerts/${id}/resolve`)
  await world.settle()
}

test('an event whose commit got lost is refused, sent again, and is one alert', async () => {
  const lost = cable.loseCommit(/insert into "?alerts/)
  expect((await send('lost event')).status).toBe(503)
  await lost
  expect((await send('lost event')).status).toBe(202)
  const alerts = await alertsCalled('lost event')
  expect(alerts).toMatchObject([{ status: 'triggered' }])
  await end(alerts[0]!.id)
})

test('an acknowledgement whose commit got lost may be repeated, and is written down once', async () => {
  await world.send({ summary: 'lost answer', dedup_key: 'lost answer' })
  world.pages.take('/alice')
  const [alert] = await alertsCalled('lost answer')
  const lost = cable.loseCommit(/update "?alerts/)
  expect((await alice.post(`/alerts/${alert!.id}/acknowledge`)).status).toBe(503)
  await lost
  expect((await alice.post(`/alerts/${alert!.id}/acknowledge`)).status).toBe(200)
  expect(count(await timelineOf(alert!.id), 'alert.acknowledged')).toBe(1)
  await end(alert!.id)
})

test('a POST with an Idempotency-Key whose commit got lost is told so instead of being carried out twice', async () => {
  const create = () => alice.post('/alerts', { summary: 'by hand' }, { 'idempotency-key': 'by-hand' })
  const lost = cable.loseCommit(/insert into "?alerts/)
  expect((await create()).status).toBe(503)
  await lost
  const again = await create()
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(JSON.stringify(again.body)).toContain('carried out')
  const alerts = await alertsCalled('by hand')
  expect(alerts).toHaveLength(1)
  await end(alerts[0]!.id)
})

test('a step whose commit got lost pages nobody twice', async () => {
  await send('lost step')
  const lost = cable.loseCommit(/insert into "?pages/)
  await node.runDue()
  await lost
  await node.runDue()
  world.pages.take('/alice')
  const [alert] = await alertsCalled('lost step')
  expect(count(await timelineOf(alert!.id), 'page.created')).toBe(1)
  await end(alert!.id)
})

test('a message whose outcome was committed and nobody told is sent once and told once', async () => {
  await send('lost outcome')
  const lost = cable.loseCommit(/sent_at"? = /)
  await node.runDue()
  await lost
  await node.runDue()
  world.pages.take('/alice')
  const [alert] = await alertsCalled('lost outcome')
  expect(count(await timelineOf(alert!.id), 'delivery.sent')).toBe(1)
  await end(alert!.id)
})
