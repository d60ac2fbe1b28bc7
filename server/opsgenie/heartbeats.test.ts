import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpsgenieWorld } from '../testing/opsgenie.ts'
import { createOpsgenieWorld, opsgenieKeys } from '../testing/opsgenie.ts'

let world: OpsgenieWorld
beforeAll(async () => {
  world = await createOpsgenieWorld()
})
afterAll(() => world?.close())

const at = (rest = '') => `/v2/heartbeats/${encodeURIComponent('Nightly Backup / Büro')}${rest}`
const data = async (path: string) => ((await world.ask('GET', path)).body as unknown as { data: object }).data

test('a heartbeat is created, pinged, expires with an alert, and the next ping ends it', async () => {
  const created = await world.ask('POST', '/v2/heartbeats', {
    name: 'Nightly Backup / Büro',
    interval: 2,
    intervalUnit: 'hours',
    enabled: true,
  })
  expect(created.status).toBe(201)
  expect(created.body).toMatchObject({ data: { interval: 2, intervalUnit: 'hours', enabled: true, expired: false } })
  for (const method of ['GET', 'POST', 'PUT', 'PATCH']) {
    const pong = await world.ask(method, at('/ping'))
    expect([pong.status, (pong.body as unknown as { result: string }).result]).toEqual([
      202,
      'PONG - Heartbeat received',
    ])
  }
  await world.advance('2h')
  expect(world.pages.take('/alice').body.alert).toMatchObject({ source: 'opsgenie', status: 'triggered' })
  expect(await data(at())).toMatchObject({ expired: true, name: 'Nightly Backup / Büro' })
  await world.ask('POST', at('/ping'))
  expect(await data(at())).toMatchObject({ expired: false, lastPingTime: expect.any(String) })
  expect(await data('/v2/alerts?query=status%3Aopen')).toEqual([])
})

test('it is changed, disabled, enabled and deleted, and the audit log says so', async () => {
  expect((await world.ask('PATCH', at(), { interval: 3, intervalUnit: 'days' })).body).toMatchObject({
    data: { interval: 3, intervalUnit: 'days' },
  })
  expect((await world.ask('POST', at('/disable'))).body).toMatchObject({ data: { enabled: false } })
  await world.advance('4d')
  expect((await world.ask('POST', at('/enable/'))).body).toMatchObject({ data: { enabled: true, expired: false } })
  expect(await data('/v2/heartbeats')).toMatchObject({ heartbeats: [{ name: 'Nightly Backup / Büro' }] })
  expect((await world.ask('DELETE', at())).body).toMatchObject({ result: 'Deleted' })
  expect((await world.ask('GET', at())).status).toBe(404)
  const audit = await world.alice.get<{ items: { action: string }[] }>('/audit')
  const actions = audit.body.items.map(({ action }) => action)
  expect(actions).toEqual(expect.arrayContaining(['heartbeat.created', 'heartbeat.changed', 'heartbeat.removed']))
})

test('what cannot be is refused, and a ping never says whether it was heard', async () => {
  const create = (body: object) => world.ask('POST', '/v2/heartbeats', body)
  expect((await create({ interval: 1, intervalUnit: 'minutes' })).status).toBe(422)
  expect((await create({ name: 'x' })).status).toBe(422)
  expect((await create({ name: 'x', interval: 0, intervalUnit: 'minutes' })).status).toBe(422)
  expect((await create({ name: 'x', interval: 1, intervalUnit: 'weeks' })).status).toBe(422)
  expect((await create({ name: 'x', interval: 1, intervalUnit: 'days', enabled: false })).status).toBe(201)
  expect((await create({ name: 'X', interval: 1, intervalUnit: 'days' })).status).toBe(409)
  expect((await world.ask('GET', '/v2/heartbeats/nobody/ping')).status).toBe(202)
})

test('the heartbeats of another source are none of a key’s business', async () => {
  const stranger = { authorization: `GenieKey ${opsgenieKeys.granted}` }
  expect((await world.ask('GET', '/v2/heartbeats/x', undefined, stranger)).status).toBe(404)
  expect((await world.ask('DELETE', '/v2/heartbeats/backup', undefined, stranger)).status).toBe(404)
  expect((await world.ask('GET', '/v2/heartbeats', undefined, stranger)).body).toMatchObject({
    data: { heartbeats: [] },
  })
})
