import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { App } from '../app.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createClient } from '../testing/client.ts'
import type { Client } from '../testing/client.ts'
import { createClock } from '../testing/clock.ts'
import { createTestDatabase } from '../testing/database.ts'
import type { TestDatabase } from '../testing/database.ts'
import { monday3 } from '../testing/world.ts'
import { prepareSetup } from './index.ts'

let app: App
let dataDir: string
let database: TestDatabase
let stranger: Client

async function start(more: Record<string, string> = {}): Promise<void> {
  const env = { PIKETT_DATA_DIR: dataDir, PIKETT_LOG_LEVEL: 'silent', ...more }
  const config = { ...readConfig(env, false), port: 0 }
  const parts = { config, clock: createClock(monday3), log: createLog('silent'), secretKey: '42'.repeat(32) }
  app = await createApp({ ...parts, databaseUrl: database.url, loops: false })
  await app.start()
  stranger = createClient(app.url())
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pikett-setup-'))
  database = await createTestDatabase()
  await start()
})
afterEach(async () => {
  await app.stop()
  await database.drop()
  await rm(dataDir, { recursive: true })
})

const owner = {
  name: 'Alice Anders',
  email: 'alice@example.test',
  password: 'correct horse battery',
  organization: 'Nordlicht IT GmbH',
  timezone: 'Europe/Berlin',
  language: 'de',
}

test('a stranger who comes first does not own the system', async () => {
  expect((await stranger.get('/setup')).body).toEqual({ needed: true })
  const code = (await prepareSetup(app.kernel))!
  for (const wrong of ['', 'AAAA-AAAA-AAAA', `${code.slice(0, -1)}_`]) {
    const answer = await stranger.post('/setup', { ...owner, code: wrong })
    expect([400, 422]).toContain(answer.status)
  }
  expect((await stranger.get('/setup')).body).toEqual({ needed: true })
})

test('the printed code makes the organization and its owner, who is signed in, and then works no more', async () => {
  const code = (await prepareSetup(app.kernel))!
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  // As people type it.
  const answer = await stranger.post('/setup', { ...owner, code: code.toLowerCase().replaceAll('-', ' ') })
  expect(answer).toMatchObject({
    status: 200,
    body: {
      user: { key: 'alice', role: 'owner', language: 'de', timezone: 'Europe/Berlin' },
      organization: { key: 'default', name: 'Nordlicht IT GmbH' },
      can: { 'config.write': true },
      demo: false,
    },
  })
  expect(answer.headers.get('set-cookie')).toMatch(/^pikett\.session_token=/)
  expect((await stranger.get('/setup')).body).toEqual({ needed: false })
  expect((await stranger.post('/setup', { ...owner, code })).body).toMatchObject({ code: 'conflict' })
  expect(await prepareSetup(app.kernel)).toBeUndefined()
})

test('behind HTTPS the cookie of the session never travels without it', async () => {
  await app.stop()
  await start({ PIKETT_PUBLIC_URL: 'https://pikett.example.test/' })
  const code = (await prepareSetup(app.kernel))!
  const answer = await stranger.post('/setup', { ...owner, code }, { origin: 'https://pikett.example.test' })
  const cookie = answer.headers.getSetCookie()[0]!
  expect(cookie).toMatch(/^__Secure-pikett\.session_token=.*; Secure/)
  const session = await stranger.get('/session', { cookie: cookie.split(';')[0]! })
  expect(session.body).toMatchObject({ user: { key: 'alice' } })
})

test('after ten wrong tries the code is void, and the next start prints another one', async () => {
  const code = (await prepareSetup(app.kernel))!
  for (let count = 0; count < 10; count += 1) await stranger.post('/setup', { ...owner, code: 'AAAA-AAAA-AAAA' })
  expect((await stranger.post('/setup', { ...owner, code })).body).toMatchObject({ code: 'wrong_code' })
  await app.stop()
  await start()
  const next = (await prepareSetup(app.kernel))!
  expect(next).not.toBe(code)
  expect((await stranger.post('/setup', { ...owner, code })).status).toBe(422)
  expect((await stranger.post('/setup', { ...owner, code: next })).status).toBe(200)
})

test('of two who send the right code at once one becomes the owner', async () => {
  const code = (await prepareSetup(app.kernel))!
  const answers = await Promise.all([
    stranger.post('/setup', { ...owner, code }),
    stranger.post('/setup', { ...owner, email: 'other@example.test', code }),
  ])
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
})

test('a mistake in the rest of the form does not use the code up', async () => {
  const code = (await prepareSetup(app.kernel))!
  const short = await stranger.post<{ problems: unknown }>('/setup', { ...owner, code, password: 'short' })
  expect(short.status).toBe(400)
  expect(short.body.problems).toEqual([{ path: 'password', message: 'a password has at least 8 characters' }])
  expect((await stranger.post('/setup', { ...owner, code })).status).toBe(200)
})

test('only the hash of the code is kept', async () => {
  const code = (await prepareSetup(app.kernel))!
  const facts = await app.kernel.engine.selectFrom('installation').selectAll().execute()
  expect(JSON.stringify(facts)).not.toContain(code.replaceAll('-', ''))
  expect(facts.map((fact) => fact.name)).toContain('setup_code_hash')
})

test('whoever may read the data directory commands the installation, and the token file is readable by its owner only', async () => {
  const file = join(dataDir, 'secrets/local.token')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const local = createClient(app.url(), (await readFile(file, 'utf8')).trim())
  expect((await local.get('/users')).body).toMatchObject({ code: 'not_found' })
  const made = await local.post('/config', {
    organization: { name: 'Nordlicht' },
    customers: [{ key: 'a', name: 'A' }],
  })
  expect(made).toMatchObject({
    status: 200,
    body: { applied: true, changes: [{ noun: 'organization' }, { key: 'a' }] },
  })
  expect((await local.get('/customers')).body).toMatchObject({ items: [{ key: 'a' }] })
})

test('a new local token voids the one before', async () => {
  const file = join(dataDir, 'secrets/local.token')
  const before = (await readFile(file, 'utf8')).trim()
  await rm(file)
  await app.stop()
  await start()
  const after = (await readFile(file, 'utf8')).trim()
  expect(after).not.toBe(before)
  expect((await createClient(app.url(), before).get('/users')).status).toBe(401)
  expect((await createClient(app.url(), after).get('/users')).status).toBe(404)
})

test('a dry run of a first configuration makes nothing', async () => {
  const local = createClient(app.url(), (await readFile(join(dataDir, 'secrets/local.token'), 'utf8')).trim())
  const dry = await local.post('/config?dryRun=true', { organization: { name: 'Nordlicht' } })
  expect(dry.body).toEqual({
    applied: false,
    changes: [{ noun: 'organization', key: 'default', action: 'create', fields: [] }],
  })
  expect((await local.get('/users')).status).toBe(404)
  const nameless = await local.post('/config', { customers: [] })
  expect(nameless).toMatchObject({ status: 422, body: { code: 'invalid_config' } })
})
