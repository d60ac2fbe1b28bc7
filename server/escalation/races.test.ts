import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertView } from '../../contract/alerts.ts'
import { createApp } from '../app.ts'
import type { App } from '../app.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { keys } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'
import { advanceDue } from './advance.ts'

/** Two nodes on one database. */
let world: World
let second: App
beforeAll(async () => {
  world = await createWorld()
  second = await createApp({
    config: {
      ...readConfig({ PIKETT_OUTBOUND_ALLOW: '127.0.0.0/8', PIKETT_DATA_DIR: world.app.kernel.config.dataDir }, false),
      port: 0,
    },
    clock: world.clock,
    log: createLog('silent'),
    databaseUrl: world.databaseUrl,
    secretKey: '42'.repeat(32),
    loops: false,
  })
  await second.start()
})
afterAll(async () => {
  await second.stop()
  await world.close()
})

const send = (app: App, event: object) =>
  fetch(`${app.url()}/in/${keys.anything}`, { method: 'POST', body: JSON.stringify(event) })
const openAlerts = async () =>
  (await world.alice.get<{ items: AlertView[] }>('/alerts?status=open&limit=200')).body.items
const countOfTheOnlyAlert = async () => {
  await Promise.all([world.app.runDue(), second.runDue()])
  return (await openAlerts())[0]!.count
}
const takeAll = () => world.pages.pages.splice(0).map((page) => `${page.body.recipient.key} ${page.body.delivery.id}`)
const resolveAll = async () => {
  for (const alert of await openAlerts()) await world.alice.post(`/alerts/${alert.id}/resolve`)
}

test('the same new problem told to two nodes at once is one alert, counted twice, and pages once', async () => {
  for (let round = 0; round < 8; round += 1) {
    const event = { summary: `ERP ${round}`, dedupKey: `erp-${round}` }
    const answers = await Promise.all([send(world.app, event), send(second, event)])
    expect(answers.map((answer) => answer.status)).toEqual([202, 202])
    await Promise.all([world.app.runDue(), second.runDue()])
    expect(await openAlerts()).toHaveLength(1)
    // The count of a repeat is written within a second, by whichever node took it.
    await expect.poll(countOfTheOnlyAlert, { timeout: 5_000 }).toBe(2)
    expect(takeAll()).toHaveLength(1)
    await resolveAll()
  }
})

test('many alerts due on two nodes at once: each contact gets exactly one first page', async () => {
  const events = Array.from({ length: 60 }, (_, index) => ({
    summary: `Host ${index} down`,
    dedupKey: `host-${index}`,
  }))
  await Promise.all(events.map((event, index) => send(index % 2 === 0 ? world.app : second, event)))
  await Promise.all([world.app.runDue(), second.runDue(), world.app.runDue(), second.runDue()])
  const pages = takeAll()
  expect(pages).toHaveLength(60)
  expect(new Set(pages).size).toBe(60)
  await resolveAll()
})

test('an acknowledgement that races the next step leaves nothing planned, whoever wins', async () => {
  for (let round = 0; round < 10; round += 1) {
    await send(world.app, { summary: `Race ${round}`, dedupKey: `race-${round}` })
    await world.settle()
    const [alert] = await openAlerts()
    world.clock.set(world.clock.now().add({ minutes: 5 }))
    await Promise.all([second.runDue(), world.alice.post(`/alerts/${alert!.id}/acknowledge`)])
    takeAll()
    await world.advance('1h')
    expect(takeAll()).toEqual([])
    await resolveAll()
  }
})

test('a snooze, and a reassignment, that race the next step leave nothing for the people before, whoever wins', async () => {
  for (let round = 0; round < 6; round += 1) {
    await send(world.app, { summary: `By hand ${round}`, dedupKey: `by-hand-${round}` })
    await world.settle()
    const [alert] = await openAlerts()
    world.clock.set(world.clock.now().add({ minutes: 5 }))
    const [verb, body] = round % 2 === 0 ? ['snooze', { for: '2h' }] : ['reassign', { to: 'user:alice' }]
    await Promise.all([second.runDue(), world.alice.post(`/alerts/${alert!.id}/${verb}`, body)])
    takeAll()
    await Promise.all([second.runDue(), world.app.runDue()])
    const late = takeAll()
    expect(late.filter((one) => !one.startsWith('alice'))).toEqual([])
    if (verb === 'snooze') expect(late).toEqual([])
    await resolveAll()
    await world.settle()
    takeAll()
  }
})

test('a trigger that races the resolve of the same key ends in a state that both orders allow', async () => {
  for (let round = 0; round < 10; round += 1) {
    const event = { summary: `Flap ${round}`, dedupKey: `flap-${round}` }
    await send(world.app, event)
    await Promise.all([send(world.app, { ...event, status: 'resolved' }), send(second, event)])
    const open = await openAlerts()
    expect(open.length).toBeLessThanOrEqual(1)
    await resolveAll()
    await world.settle()
    takeAll()
  }
})

test('an alert that becomes urgent while its first step is begun pages as what it is now, and only so', async () => {
  const { engine, work } = world.app.kernel
  await send(world.app, { summary: 'Disk', dedupKey: 'disk', severity: 'warning' })
  const [alert] = await openAlerts()
  const { orgId } = await engine
    .selectFrom('alerts')
    .select('orgId')
    .where('id', '=', alert!.id)
    .executeTakeFirstOrThrow()
  let raising: Promise<Response>
  await work.inOrganization(orgId, async (inside) => {
    expect(await advanceDue(inside, [alert!.id])).toBe(1)
    raising = send(second, { summary: 'Disk', dedupKey: 'disk', severity: 'critical' })
    await untilSomebodyWaits()
  })
  expect((await raising!).status).toBe(202)
  await world.settle()
  expect(world.mails.mails).toEqual([])
  expect(takeAll()).toHaveLength(1)
  await resolveAll()
})

async function untilSomebodyWaits(): Promise<void> {
  const client = new pg.Client({ connectionString: world.databaseUrl })
  await client.connect()
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  while ((await client.query(waiting)).rowCount === 0);
  await client.end()
}
