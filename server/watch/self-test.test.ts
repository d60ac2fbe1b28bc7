import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SelfTestView } from '../../contract/watch.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const daily = (config: ConfigInput): ConfigInput => ({
  ...config,
  organization: { ...config.organization!, selfTest: { at: '04:00' } },
})

let world: World
beforeEach(async () => {
  world = await createWorld({ change: daily })
})
afterEach(() => world.close())

const list = async (client = world.alice) => (await client.get<{ items: SelfTestView[] }>('/self-tests')).body.items

const alertsOf = async (client = world.alice) =>
  (await client.get<{ items: { summary: string; status: string }[] }>('/alerts?status=all')).body.items

test('every day at its time an event goes the whole way of an alert, and nobody notices', async () => {
  await world.advance('59m')
  expect(await list()).toEqual([])
  await world.advance('1m')
  expect(await list()).toMatchObject([
    {
      status: 'passed',
      via: 'public',
      stage: null,
      meaning: null,
      stages: ['intake', 'page', 'acknowledge', 'resolve'].map((stage) => ({ stage })),
    },
  ])
  await world.advance('24h')
  expect((await list()).map((one) => one.status)).toEqual(['passed', 'passed'])
  expect(await alertsOf()).toEqual([])
  const lists = await Promise.all(
    ['/users', '/sources', '/escalation-policies', '/sandbox/people', '/config'].map((path) => world.alice.get(path)),
  )
  expect(JSON.stringify(lists.map((answer) => answer.body))).not.toContain('self-test')
})

test('a page that never comes out fails the test after two minutes, pages the fallback with words, and ends by the next success', async () => {
  await world.alice.post('/self-tests')
  // The receiver cannot be reached any more.
  const { orgId } = await world.app.kernel.engine
    .selectFrom('organizations')
    .select('id as orgId')
    .where('key', '=', 'default')
    .executeTakeFirstOrThrow()
  await world.advance('1m')
  expect(await list()).toMatchObject([{ status: 'passed' }])
  const disable = (disabledAt: Temporal.Instant | null) =>
    world.app.kernel.work.inOrganization(orgId, async ({ trx }) => {
      await trx.updateTable('contacts').set({ disabledAt }).where('key', '=', 'sink').execute()
    })
  await disable(world.clock.now())
  await world.alice.post('/self-tests')
  await world.advance('2m')
  expect((await list())[0]).toMatchObject({
    status: 'failed',
    stage: 'page',
    meaning: expect.stringContaining('sein Ruf kam nie heraus'),
  })
  const failed = (await alertsOf()).filter((alert) => alert.summary.includes('Selbsttest'))
  expect(failed).toMatchObject([{ status: 'triggered' }])
  expect(world.pages.take('/alice').body.alert.summary).toContain('Der tägliche Selbsttest ist fehlgeschlagen')
  expect(world.pages.pages).toEqual([])
  await disable(null)
  await world.alice.post('/self-tests')
  await world.settle()
  expect((await list())[0]).toMatchObject({ status: 'passed' })
  expect((await alertsOf()).filter((alert) => alert.summary.includes('Selbsttest'))).toMatchObject([
    { status: 'resolved' },
  ])
})

test('where the public address does not lead here the internal one is used, and the result says so', async () => {
  world.app.kernel.publicUrl = () => 'http://127.0.0.1:59999'
  expect((await world.alice.post('/self-tests')).status).toBe(202)
  expect((await world.alice.post('/self-tests')).status).toBe(409)
  await world.settle()
  expect((await list())[0]).toMatchObject({ status: 'passed', via: 'internal' })
})

test('others see nothing of it, and only managers run one', async () => {
  await world.alice.post('/self-tests')
  await world.settle()
  expect(await list(world.charlie)).toEqual([])
  expect((await world.bob.post('/self-tests')).status).toBe(403)
  expect((await world.bob.get('/self-tests')).status).toBe(403)
})
