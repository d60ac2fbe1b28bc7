import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { App } from '../app.ts'
import { createOrganization } from '../identity/index.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createClient } from '../testing/client.ts'
import { createClock } from '../testing/clock.ts'
import type { MovableClock } from '../testing/clock.ts'
import { createTestDatabase } from '../testing/database.ts'
import { createColleagues } from './colleagues/act.ts'
import { openLocalApi } from './local.ts'
import { createMonitoring } from './monitoring/simulation.ts'
import { applyDemoConfig, demoKey, readDemoConfig, visitorKey } from './setup.ts'

const morning = Temporal.Instant.from('2026-03-02T08:00:00Z')

interface Stage {
  app: App
  clock: MovableClock
  dataDir: string
}

let closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.toReversed()) await close()
  closers = []
})

/** A demo as `npm start -- --demo` starts it, on a database of its own and a clock that the test moves. */
async function startDemo(
  before: (app: App) => Promise<unknown> = async () => {},
  env: Record<string, string> = {},
): Promise<Stage> {
  const clock = createClock(morning)
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'pikett-demo-'))
  closers.push(database.drop, () => rm(dataDir, { recursive: true }))
  const settings = { PIKETT_DATA_DIR: dataDir, PIKETT_PORT: '0', PIKETT_LOG_LEVEL: 'silent', ...env }
  const app = await createApp({
    config: { ...readConfig(settings, true), port: 0 },
    clock,
    log: createLog('silent'),
    databaseUrl: database.url,
    secretKey: '42'.repeat(32),
    loops: false,
  })
  closers.push(() => app.stop())
  await before(app)
  await app.start()
  return { app, clock, dataDir }
}

const localApi = ({ app, dataDir }: Stage) => openLocalApi(dataDir, app.url(), demoKey)

async function localToken({ dataDir }: Stage): Promise<string> {
  return (await readFile(join(dataDir, 'secrets/local.token'), 'utf8')).trim()
}

/** The simulated people and monitoring systems, and time that passes second by second. */
async function bringToLife(stage: Stage) {
  const { app, clock } = stage
  const parts = { api: await localApi(stage), clock, log: createLog('silent'), seed: 'behaviour' }
  const monitoring = await createMonitoring(parts)
  const colleagues = createColleagues({ ...parts, visitor: visitorKey })
  return {
    monitoring,
    async pass(seconds: number, until: () => Promise<boolean> = async () => false) {
      for (let second = 0; second < seconds; second += 1) {
        await monitoring.turn()
        if (second % 5 === 0) await colleagues.turn()
        await app.runDue()
        if (await until()) return
        clock.set(clock.now().add({ seconds: 1 }))
      }
    },
  }
}

type Desk = { calls: { id: string; state: string }[] }
type AlertItem = { number: number; status: string; acknowledgedBy: { key: string } | null }

/** The visitor, who came in by the open door of the demo. */
async function enter({ app }: Stage) {
  const answer = await fetch(`${app.url()}/api/v1/demo/session`, { method: 'POST' })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${app.url()}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  return {
    status: answer.status,
    ask,
    desk: () => ask<Desk>('GET', `/sandbox/people/${visitorKey}`),
    alerts: async () => (await ask<{ items: AlertItem[] }>('GET', '/alerts?status=all')).items,
  }
}

describe('the sample company', () => {
  test('shows an alert, a ringing phone and an acknowledgement that stops it within a minute', async () => {
    const stage = await startDemo()
    const visitor = await enter(stage)
    expect(visitor.status).toBe(204)
    const { items: noted } = await visitor.ask<{ items: { action: string }[] }>('GET', '/audit?limit=2')
    expect(noted.map((one) => one.action)).toEqual(['demo.entered', 'session.began'])
    const life = await bringToLife(stage)
    await life.pass(60, async () => (await visitor.desk()).calls.some((call) => call.state === 'ringing'))
    const [call] = (await visitor.desk()).calls
    expect(call?.state).toBe('ringing')
    expect(stage.clock.now().since(morning).total('seconds')).toBeLessThan(40)
    await visitor.ask('POST', `/sandbox/calls/${call!.id}/answer`)
    await visitor.ask('POST', `/sandbox/calls/${call!.id}/keys`, { digit: '1' })
    const first = (await visitor.alerts()).find((alert) => alert.number === 1)
    expect(first).toMatchObject({ status: 'acknowledged', acknowledgedBy: { key: 'ann' }, acknowledgedVia: 'voice' })
    const before = await visitor.desk()
    await life.pass(150)
    expect(await visitor.desk()).toEqual(before)
    const others = (await visitor.alerts()).filter((alert) => alert.number > 1)
    expect(others.length).toBeGreaterThanOrEqual(6)
    expect(others.some((alert) => alert.status === 'acknowledged' && alert.acknowledgedBy?.key !== 'ann')).toBe(true)
  }, 240_000)

  test('ends what nobody reports any more, and leaves alone what the visitor raised', async () => {
    const stage = await startDemo()
    const visitor = await enter(stage)
    const before = await bringToLife(stage)
    await before.pass(15)
    await visitor.ask('POST', '/alerts', { summary: 'von Hand', escalationPolicy: 'service-desk' })
    stage.clock.set(morning.add({ hours: 2 }))
    const after = await bringToLife(stage)
    await after.pass(5)
    const [byHand, first] = (await visitor.alerts()).filter((alert) => alert.number <= 2)
    expect(first).toMatchObject({ number: 1, source: 'zabbix-stadtwerke', status: 'resolved' })
    expect(byHand).toMatchObject({ source: 'pikett-manual', status: 'triggered' })
  }, 240_000)

  test('switches its heartbeats off when it stops, so that they do not cry in its absence', async () => {
    const stage = await startDemo()
    const visitor = await enter(stage)
    const life = await bringToLife(stage)
    await life.pass(3)
    const states = async () => {
      const { items } = await visitor.ask<{ items: { key: string; status: string }[] }>('GET', '/heartbeats')
      return items.map((one) => one.status)
    }
    expect(new Set(await states())).toContain('up')
    await life.monitoring.pause()
    stage.clock.set(morning.add({ hours: 1 }))
    await stage.app.runDue()
    expect(new Set(await states())).toEqual(new Set(['paused']))
    await applyDemoConfig(await localApi(stage), await readDemoConfig(stage.clock.now(), undefined))
    const again = await bringToLife(stage)
    await again.pass(3)
    expect(new Set(await states())).toContain('up')
  }, 240_000)

  test('is set up twice on one day without any change, and on every day Ann is on call', async () => {
    const stage = await startDemo()
    const config = await readDemoConfig(morning, 'a password that is not applied again')
    const headers = { 'x-pikett-organization': demoKey }
    const local = createClient(stage.app.url(), await localToken(stage))
    const applied = await local.post('/config', config, headers)
    expect([applied.status, applied.body]).toEqual([200, { applied: true, changes: [] }])
    for (const hours of [0, 23, 24 * 12, 24 * 45 + 3]) {
      stage.clock.set(morning.add({ hours }))
      await applyDemoConfig(await localApi(stage), await readDemoConfig(stage.clock.now(), undefined))
      const { body } = await local.get<{ items: { schedule: { key: string }; user: { key: string } }[] }>(
        '/oncall',
        headers,
      )
      const onCall = Object.fromEntries(body.items.map((one) => [one.schedule.key, one.user.key]))
      expect(onCall).toEqual({ netops: 'ann', applications: expect.stringMatching(/^(emil|farah|gesa)$/) })
    }
  }, 240_000)

  test('gives way where a visitor has entered a replacement of their own', async () => {
    const stage = await startDemo()
    const visitor = await enter(stage)
    const api = await localApi(stage)
    await visitor.ask('POST', '/schedules/netops/overrides', {
      user: 'dilek',
      from: '2026-03-06T00:00',
      to: '2026-03-07T00:00',
    })
    await applyDemoConfig(api, await readDemoConfig(morning.add({ hours: 24 }), undefined))
    const { items } = await visitor.ask<{ items: { key: string; overrides: { user: { key: string } }[] }[] }>(
      'GET',
      '/schedules',
    )
    const netops = items.find((one) => one.key === 'netops')
    expect(netops?.overrides.map((one) => one.user.key)).toEqual(['dilek'])
  }, 240_000)
})

describe('beside real organizations', () => {
  test('the demo makes its own and touches no other', async () => {
    const real = { key: 'default', name: 'Echte GmbH', timezone: 'Europe/Berlin', language: 'de' } as const
    const stage = await startDemo((app) => createOrganization(app.kernel, real))
    const read = createClient(stage.app.url(), await localToken(stage))
    const config = async (key: string) => (await read.get<string>('/config', { 'x-pikett-organization': key })).body
    expect(await config('default')).toContain('Echte GmbH')
    expect(await config('default')).not.toContain('nordlicht')
    expect(await config(demoKey)).toContain('Klinik am Deich')
  }, 240_000)

  test('a real one with the key demo is not taken for the demo', async () => {
    const real = { key: 'demo', name: 'Demo & Söhne', timezone: 'UTC', language: 'de' } as const
    await expect(startDemo((app) => createOrganization(app.kernel, real))).rejects.toThrow(/real organization/)
  }, 240_000)
})

describe('the open door', () => {
  test('is shut for those who come through a proxy, and there is none on a public address', async () => {
    const stage = await startDemo()
    const at = `${stage.app.url()}/api/v1/demo`
    expect(await (await fetch(at)).json()).toEqual({ available: true })
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    expect((await fetch(`${at}/session`, { method: 'POST', headers })).status).toBe(403)
    expect((await stage.app.greeting()).join('\n')).toMatch(/ann@nordlicht\.example .* \w{20}\./)
  }, 240_000)

  test('does not exist where others reach the server, nor does any login', async () => {
    const stage = await startDemo(undefined, { PIKETT_PUBLIC_URL: 'https://pikett.example' })
    expect(await (await fetch(`${stage.app.url()}/api/v1/demo`)).json()).toEqual({ available: false })
    expect((await fetch(`${stage.app.url()}/api/v1/demo/session`, { method: 'POST' })).status).toBe(403)
    expect((await stage.app.greeting()).join('\n')).toContain('https://pikett.example')
    const logins = await stage.app.kernel.engine
      .selectFrom('users')
      .select('id')
      .where('loginId', 'is not', null)
      .execute()
    expect(logins).toEqual([])
  }, 240_000)
})
