import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashToken } from '../kernel/secrets.ts'
import type { Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { heartbeatRoutes, pingRoutes, syncHeartbeats } from './index.ts'

const start = Temporal.Instant.from('2026-12-01T10:00:00Z')
const pingKey = '5f5a9b0a-1111-4222-8333-abcdefabcdef'
const integrationKey = 'r0000000000000000000000000000001'
const common = { every: '1h', grace: '5m', source: 'jobs', paused: false }

let world: Organizations
beforeAll(async () => {
  world = await createOrganizations(start)
  const integrationKeyHash = hashToken(integrationKey)
  const integrationKeySealed = world.kernel.secrets.seal('integration-key', integrationKey)
  await world.inHome(({ trx, orgId }) =>
    trx
      .insertInto('sources')
      .values({ orgId, key: 'jobs', name: 'Jobs', type: 'webhook', integrationKeyHash, integrationKeySealed })
      .execute(),
  )
})
beforeEach(async () => {
  world.clock.set(start)
  await world.inHome((work) => syncHeartbeats(world.kernel, work, []))
  await world.inHome((work) => syncHeartbeats(world.kernel, work, [{ ...common, key: 'backup', pingKey }]))
})
afterAll(() => world.close())

const ping = (path: string, init: RequestInit = {}) =>
  pingRoutes(world.kernel).request(`https://pikett.test/ping/${path}`, init)
const ask = async (method: string, path: string, who = 'alice') =>
  (await world.ask(heartbeatRoutes(world.kernel), who, method, path)).body
const backup = (who?: string) => ask('GET', '/heartbeats/backup', who)
const later = (seconds: number) => world.clock.set(start.add({ seconds }))

describe('what is shown of heartbeats', () => {
  test('holds how the last runs went, oldest first, without what is only a message', async () => {
    await ping(pingKey)
    later(60)
    await ping(`${pingKey}/log`, { method: 'POST', body: 'half way' })
    await ping(`${pingKey}/fail`)
    const recent = [
      { at: '2026-12-01T10:00:00Z', kind: 'success' },
      { at: '2026-12-01T10:01:00Z', kind: 'fail' },
    ]
    expect(await backup()).toMatchObject({ recent })
  })

  test('holds its addresses only for those who may change what they lead to', async () => {
    expect(await backup('alice')).toMatchObject({
      pingUrl: `https://pikett.test/ping/${pingKey}`,
      slugUrl: `https://pikett.test/ping/${integrationKey}/backup`,
    })
    expect(await backup('max')).toMatchObject({ pingUrl: `https://pikett.test/ping/${pingKey}`, slugUrl: null })
    for (const who of ['bob', 'sam']) expect(await backup(who)).toMatchObject({ pingUrl: null, slugUrl: null })
    expect(await backup('charlie')).toMatchObject({ status: 404 })
  })

  test('is a list in pages, by key, state and source', async () => {
    const heartbeats = ['c', 'a', 'b'].map((key) => ({
      key,
      every: '1h',
      grace: '5m',
      source: 'jobs',
      paused: key === 'b',
    }))
    await world.inHome((work) => syncHeartbeats(world.kernel, work, heartbeats))
    const keysOf = async (query: string) => {
      const { items, nextCursor } = await ask('GET', `/heartbeats?${query}`)
      return [(items as { key: string }[]).map((one) => one.key).join(''), nextCursor]
    }
    expect(await keysOf('')).toEqual(['abc', null])
    expect(await keysOf('limit=2')).toEqual(['ab', 'b'])
    expect(await keysOf('limit=2&cursor=b')).toEqual(['c', null])
    expect(await keysOf('status=paused')).toEqual(['b', null])
    expect(await keysOf('source=other')).toEqual(['', null])
  })

  test('stays when the source is removed, and its alert is still raised', async () => {
    const setRemoved = (archivedAt: Temporal.Instant | null) =>
      world.inHome(({ trx }) => trx.updateTable('sources').set({ archivedAt }).where('key', '=', 'jobs').execute())
    await setRemoved(start)
    expect(await backup()).toMatchObject({ source: { key: 'jobs', name: 'Jobs', removed: true }, slugUrl: null })
    await ping(`${pingKey}/fail`)
    expect(await backup()).toMatchObject({ status: 'down', alertNumber: expect.any(Number) })
    expect((await ping(`${integrationKey}/backup`)).status).toBe(404)
    await setRemoved(null)
  })

  test('of pings are the newest hundred of the last thirty days, page by page', async () => {
    for (let index = 0; index < 103; index += 1) {
      later(index)
      await ping(`${pingKey}/log`, { method: 'POST', body: String(index) })
    }
    const { items, nextCursor } = await ask('GET', '/heartbeats/backup/pings?limit=90')
    expect((items as { body: string }[]).map((one) => Number(one.body)).slice(0, 2)).toEqual([102, 101])
    const rest = await ask('GET', `/heartbeats/backup/pings?limit=90&cursor=${String(nextCursor)}`)
    expect((rest.items as { body: string }[]).map((one) => Number(one.body))).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
    later(31 * 86_400)
    await ping(`${pingKey}/log`)
    expect((await ask('GET', '/heartbeats/backup/pings')).items).toHaveLength(1)
  })
})
