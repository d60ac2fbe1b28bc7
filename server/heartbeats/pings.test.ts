import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashToken } from '../kernel/secrets.ts'
import type { Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { heartbeatRoutes, pingRoutes, syncHeartbeats } from './index.ts'
import { createPingReceiver } from './receive.ts'

const start = Temporal.Instant.from('2026-12-01T10:00:00Z')
const pingKey = '5f5a9b0a-1111-4222-8333-abcdefabcdef'
const elsewhereKey = '5f5a9b0a-1111-4222-8333-000000000001'
const integrationKey = 'r0000000000000000000000000000001'

let world: Organizations
beforeAll(async () => {
  world = await createOrganizations(start)
  for (const inside of [world.inHome, world.inElsewhere]) {
    await inside(({ trx, orgId }) =>
      trx
        .insertInto('sources')
        .values({
          orgId,
          key: 'jobs',
          name: 'Jobs',
          type: 'webhook',
          ...(orgId === world.home && {
            integrationKeyHash: hashToken(integrationKey),
            integrationKeySealed: world.kernel.secrets.seal('integration-key', integrationKey),
          }),
        })
        .execute(),
    )
  }
})
beforeEach(async () => {
  world.clock.set(start)
  for (const table of ['timelineEntries', 'alerts'] as const) {
    await world.inHome(({ trx }) => trx.deleteFrom(table).execute())
  }
  const common = { every: '1h', grace: '5m', source: 'jobs', paused: false }
  await world.inHome((work) => syncHeartbeats(world.kernel, work, []))
  await world.inHome((work) => syncHeartbeats(world.kernel, work, [{ ...common, key: 'backup', pingKey }]))
  await world.inElsewhere((work) =>
    syncHeartbeats(world.kernel, work, [{ ...common, key: 'backup', pingKey: elsewhereKey }]),
  )
})
afterAll(() => world.close())

const ping = (path: string, init: RequestInit = {}) =>
  pingRoutes(world.kernel).request(`https://pikett.test/ping/${path}`, init)
const ask = async (method: string, path: string, who = 'alice') =>
  (await world.ask(heartbeatRoutes(world.kernel), who, method, path)).body
const backup = (who = 'alice') => ask('GET', '/heartbeats/backup', who)
const pings = async () => (await ask('GET', '/heartbeats/backup/pings')).items as Record<string, unknown>[]
const later = (seconds: number) => world.clock.set(start.add({ seconds }))
const alerts = () =>
  world.inHome(({ trx }) =>
    trx
      .selectFrom('alerts')
      .select(['dedupKey', 'summary', 'status', 'priority', 'count', 'fields'])
      .orderBy('number')
      .execute(),
  )

describe('a ping', () => {
  test.each([
    ['GET', ''],
    ['GET', '/'],
    ['HEAD', ''],
    ['POST', ''],
    ['PUT', '/'],
    ['DELETE', ''],
  ])('by %s "%s" is answered as healthchecks.io does, and starts the clock', async (method, rest) => {
    const response = await ping(pingKey + rest, { method })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(method === 'HEAD' ? '' : 'OK')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-origin': '*',
      'ping-body-limit': '10000',
    })
    expect(await backup()).toMatchObject({
      status: 'up',
      lastPingAt: '2026-12-01T10:00:00Z',
      expectedAt: '2026-12-01T11:00:00Z',
      downAt: '2026-12-01T11:05:00Z',
    })
  })

  test('may be sent by the integration key of the source and the key of the heartbeat', async () => {
    expect(await (await ping(`${integrationKey}/backup`)).text()).toBe('OK')
    expect((await backup()).status).toBe('up')
    expect((await ping(`${integrationKey}/backup/fail`, { method: 'POST' })).status).toBe(200)
    expect((await backup()).status).toBe('down')
    expect((await ping(`${integrationKey}/other`)).status).toBe(404)
  })

  test('is kept with what the job printed: its beginning, without what PostgreSQL cannot store', async () => {
    const body = `a\0${'x'.repeat(20_000)}`
    await ping(`${pingKey}/3`, { method: 'POST', body, headers: { 'user-agent': `curl/${'8'.repeat(400)}` } })
    const [kept] = await pings()
    expect(kept).toMatchObject({ kind: 'fail', exitStatus: 3, at: '2026-12-01T10:00:00Z', durationMs: null })
    expect(kept!.body).toBe(`a\ufffd${'x'.repeat(9_998)}`)
    expect(kept!.userAgent).toHaveLength(200)
  })

  test('knows how long the run took when its start was reported under the same id', async () => {
    const rid = '0b0b0b0b-0000-4000-8000-000000000001'
    await ping(`${pingKey}/start?rid=${rid}`)
    later(90)
    await ping(`${pingKey}?rid=${rid}`)
    expect(await pings()).toMatchObject([
      { kind: 'success', durationMs: 90_000, runId: rid },
      { kind: 'start', durationMs: null, runId: rid },
    ])
  })

  test('of another organization changes nothing here', async () => {
    expect((await ping(elsewhereKey)).status).toBe(200)
    expect((await backup()).status).toBe('new')
    expect((await backup('charlie')).status).toBe('up')
    expect(await pings()).toEqual([])
  })

  test.each([
    ['00000000-0000-4000-8000-000000000000', 404, 'not found'],
    ['', 404, 'not found'],
    [`${pingKey}/256`, 400, 'invalid url format'],
    [`${pingKey}/restart`, 404, 'not found'],
    [`${pingKey}?rid=7`, 400, 'invalid uuid format'],
    [`${'0'.repeat(32)}/backup`, 404, 'not found'],
    [`${integrationKey}/Backup`, 400, 'invalid url format'],
    ["';drop table heartbeats;--", 404, 'not found'],
    ['%00', 404, 'not found'],
  ])('to "%s" is answered with %i %s', async (path, status, text) => {
    const response = await ping(path, { method: 'POST', body: 'x' })
    expect([response.status, await response.text()]).toEqual([status, text])
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await pings()).toEqual([])
  })

  test('to a heartbeat that was removed is answered like one that never was', async () => {
    await world.inHome((work) => syncHeartbeats(world.kernel, work, []))
    expect((await ping(pingKey)).status).toBe(404)
  })

  test('that could not be stored is never answered with 200: the client tries again', async () => {
    const node = world.anotherNode()
    const receive = createPingReceiver(node)
    await node.work.inOrganization(world.home, async () => {})
    await node.pools.app.db.destroy()
    const answer = await receive({ path: pingKey, query: {}, userAgent: '', readBody: async () => new Uint8Array() })
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    expect((await backup()).status).toBe('new')
  })
})

describe('a failing job', () => {
  test('opens one alert, high, in the language of the organization, and the next success resolves it', async () => {
    await ping(`${pingKey}/2`, { method: 'POST', body: 'disk full' })
    await ping(`${pingKey}/fail`)
    expect(await alerts()).toEqual([
      {
        dedupKey: 'heartbeat:backup',
        summary: 'backup meldet einen Fehler',
        status: 'triggered',
        priority: 'high',
        count: 2,
        fields: { Heartbeat: 'backup', 'Letzter Ping': '01.12.2026, 11:00 (Europe/Berlin)' },
      },
    ])
    expect(await backup()).toMatchObject({
      status: 'down',
      alertNumber: expect.any(Number),
      alertId: expect.any(String),
    })
    await ping(pingKey)
    expect(await alerts()).toMatchObject([{ status: 'resolved' }])
    expect(await backup()).toMatchObject({ status: 'up', alertNumber: null })
  })

  test('says with which exit status it failed and what it printed', async () => {
    await ping(`${pingKey}/2`, { method: 'POST', body: 'disk full' })
    expect((await alerts()).at(-1)).toMatchObject({
      summary: 'backup ist mit Rückgabewert 2 fehlgeschlagen',
      fields: { 'Ausgabe des Auftrags': 'disk full' },
    })
  })
})

describe('a paused heartbeat', () => {
  test('keeps pings and does nothing with them, until a person ends the pause', async () => {
    await ping(`${pingKey}/fail`)
    expect(await ask('POST', '/heartbeats/backup/pause')).toMatchObject({
      status: 'paused',
      downAt: null,
      alertId: null,
    })
    expect((await alerts()).at(-1)!.status).toBe('resolved')
    for (const rest of ['', '/fail', '/start']) expect((await ping(pingKey + rest)).status).toBe(200)
    expect(await backup()).toMatchObject({ status: 'paused', startedAt: null })
    expect((await pings()).map((one) => one.kind)).toEqual(['ignored', 'ignored', 'ignored', 'fail'])
    expect(await ask('POST', '/heartbeats/backup/resume')).toMatchObject({ status: 'new', expectedAt: null })
    await ping(pingKey)
    expect((await backup()).status).toBe('up')
  })

  test('is paused and watched again by managers, not by responders', async () => {
    const pause = (who: string) => world.ask(heartbeatRoutes(world.kernel), who, 'POST', '/heartbeats/backup/pause')
    expect((await pause('bob')).status).toBe(403)
    expect((await pause('max')).status).toBe(200)
    const resume = await world.ask(heartbeatRoutes(world.kernel), 'max', 'POST', '/heartbeats/nothing/resume')
    expect(resume.status).toBe(404)
  })
})
