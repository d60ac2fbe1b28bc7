import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertDetail } from '../../../contract/alerts.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const create = (key: string, summary: string) =>
  world.alice.post<AlertDetail>('/alerts', { summary }, { 'idempotency-key': key })
const countAlerts = async () => (await world.alice.get<{ items: unknown[] }>('/alerts?status=all')).body.items.length

test('a POST that is repeated under the same key happens once and is answered the same', async () => {
  const first = await create('one', 'Kaffeemaschine brennt')
  const second = await create('one', 'Kaffeemaschine brennt')
  expect(first.status).toBe(201)
  expect(second).toMatchObject({ status: 201, body: first.body })
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  expect(await countAlerts()).toBe(1)
})

test('the same key with another request is refused instead of answered wrongly', async () => {
  expect(await create('one', 'Etwas anderes')).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } })
})

test('keys belong to their caller: another person under the same key is somebody else', async () => {
  const before = await countAlerts()
  await world.bob.post('/alerts', { summary: 'Kaffeemaschine brennt' }, { 'idempotency-key': 'one' })
  expect(await countAlerts()).toBe(before + 1)
})

test('a refused request is remembered as refused, two at once happen once', async () => {
  const before = await countAlerts()
  const answers = await Promise.all([create('two', 'Zugleich'), create('two', 'Zugleich')])
  expect(Math.min(...answers.map((answer) => answer.status))).toBe(201)
  expect(await countAlerts()).toBe(before + 1)
})

test('an answer without content is repeated without content, a refusal as the problem document that it was', async () => {
  const key = { 'idempotency-key': 'three' }
  const ask = () => world.alice.post('/password-reset', { email: 'nobody@example.test' }, key)
  expect([(await ask()).status, (await ask()).status]).toEqual([204, 204])
  await create('four', '')
  const refused = await create('four', '')
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
})

test('a request whose node was killed before it wrote anything is run again, but not while it may still be running', async () => {
  await create('five', 'Zweimal')
  const { orgId } = await world.app.kernel.engine.selectFrom('alerts').select('orgId').executeTakeFirstOrThrow()
  await world.app.kernel.work.inOrganization(orgId, async ({ trx }) => {
    await trx
      .updateTable('idempotentRequests')
      .set({ status: null, response: null, carriedOutAt: null })
      .where('key', '=', 'five')
      .execute()
  })
  const before = await countAlerts()
  expect(await create('five', 'Zweimal')).toMatchObject({ status: 409, body: { code: 'conflict' } })
  world.clock.set(world.clock.now().add({ minutes: 3 }))
  expect(await create('five', 'Zweimal')).toMatchObject({ status: 201 })
  expect((await create('five', 'Zweimal')).headers.get('idempotency-replayed')).toBe('true')
  expect(await countAlerts()).toBe(before + 1)
})
