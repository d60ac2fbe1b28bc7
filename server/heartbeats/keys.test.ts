import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KeyView } from '../../contract/former-keys.ts'
import type { HeartbeatView } from '../../contract/heartbeats.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const ping = async (url: string) => (await fetch(url)).status
const address = async () => (await world.alice.get<HeartbeatView>('/heartbeats/backup')).body.pingUrl!
const keys = async () => (await world.alice.get<{ items: KeyView[] }>('/heartbeats/backup/keys')).body.items

test('a heartbeat gets a new address, and the old one is taken until it ends', async () => {
  const old = await address()
  expect(await ping(old)).toBe(200)
  expect((await world.alice.post('/heartbeats/backup/rotate-key', { overlap: '20m' })).status).toBe(200)
  const next = await address()
  expect(next).not.toBe(old)
  expect([await ping(old), await ping(next)]).toEqual([200, 200])
  expect(await keys()).toMatchObject([
    { state: 'present', kind: 'ping_key', tail: next.slice(-4), usesLastHour: 1 },
    { state: 'taken', tail: old.slice(-4), lastSender: '127.0.0.1' },
  ])
  await world.advance('20m')
  expect([await ping(old), await ping(next)]).toEqual([404, 200])
  expect((await keys())[1]).toMatchObject({ state: 'ended', refused: 1 })
})

test('the old address can be ended before its time', async () => {
  const old = await address()
  await world.alice.post('/heartbeats/backup/rotate-key', { overlap: null })
  const former = (await keys()).find(({ state }) => state === 'taken')!
  expect(await ping(old)).toBe(200)
  expect((await world.alice.post(`/heartbeats/backup/keys/${former.id}/end`)).status).toBe(200)
  expect(await ping(old)).toBe(404)
})

test('a ping key that a file names wins, and the one in its place ends at once', async () => {
  const old = await address()
  const { item } = (await world.alice.get<{ item: object }>('/config/heartbeats/backup')).body
  const pingKey = '5f5a9b0a-1111-4222-8333-abcdefabcdef'
  expect((await world.alice.send('PUT', '/config/heartbeats/backup', { ...item, pingKey })).status).toBe(200)
  expect([await ping(old), await ping(await address())]).toEqual([404, 200])
})
