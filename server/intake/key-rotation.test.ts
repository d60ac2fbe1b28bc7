import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { KeyView } from '../../contract/former-keys.ts'
import type { SetupProblems } from '../../contract/readiness.ts'
import type { SourceDetail } from '../../contract/sources.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const first = `f${'0'.repeat(31)}`
const source = (key: string, more: object = {}) => ({
  key,
  type: 'webhook' as const,
  escalationPolicy: 'default',
  priorities: { critical: 'low' as const },
  integrationKey: `${first.slice(0, -key.length)}${key}`,
  ...more,
})
const names = ['plain', 'soon', 'leaked', 'forever', 'filed', 'guarded', 'gone', 'many', 'seen'] as const
type Name = (typeof names)[number]

let world: World
let config: ConfigInput
beforeAll(async () => {
  world = await createWorld({
    change: (known) =>
      (config = {
        ...known,
        heartbeats: [{ key: 'job', every: '60d', source: 'plain' }],
        sources: names.map((key) => source(key, key === 'guarded' ? { secret: 'the first secret' } : {})),
      }),
  })
})
beforeEach(() => world.settle())
afterAll(async () => {
  world.mails.mails.splice(0)
  await world.close()
})

let sent = 0
const send = async (key: string, headers: Record<string, string> = {}) => {
  const body = JSON.stringify({ summary: `x${(sent += 1)}`, dedup_key: 'x', severity: 'info' })
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }
  return (await fetch(`${world.app.url()}/in/${key}`, init)).status
}
const keyOf = (name: Name) => source(name).integrationKey
const rotate = async (name: Name, body?: object) =>
  (await world.alice.post<SourceDetail>(`/sources/${name}/rotate-key`, body)).body.integrationKey!
const keys = async (name: Name) => {
  await world.settle()
  return (await world.alice.get<{ items: KeyView[] }>(`/sources/${name}/keys`)).body.items
}
const end = (name: Name, id: string) => world.alice.post(`/sources/${name}/keys/${id}/end`)
const problems = async () =>
  (await world.alice.get<SetupProblems>('/setup-problems')).body.items.filter(({ code }) => code.startsWith('former_'))

describe('a rotated key', () => {
  test('works at once, and the old one for another day; after that whoever uses it is refused and named', async () => {
    expect(await send(keyOf('plain'))).toBe(202)
    const next = await rotate('plain')
    expect(next).not.toBe(keyOf('plain'))
    expect([await send(next), await send(keyOf('plain')), await send(keyOf('plain'))]).toEqual([202, 202, 202])
    const [present, former] = await keys('plain')
    expect(present).toMatchObject({ id: null, state: 'present', tail: next.slice(-4), usesLastHour: 1 })
    expect(former).toMatchObject({
      state: 'taken',
      tail: 'lain',
      endsAt: world.clock.now().add({ hours: 24 }).toString(),
      lastUsedAt: world.clock.now().toString(),
      lastSender: expect.stringContaining('127.0.0.1'),
      refused: 0,
    })
    expect(former!.usesLastHour).toBeGreaterThanOrEqual(2)
    expect(await problems()).toMatchObject([{ code: 'former_key_ends', subject: { key: 'plain' } }])
    await world.advance('24h')
    expect([await send(keyOf('plain')), await send(next)]).toEqual([404, 202])
    expect((await keys('plain'))[1]).toMatchObject({ state: 'ended', refused: 1, usesLastHour: 0 })
    expect(await problems()).toMatchObject([
      { code: 'former_key_refused', severity: 'error', subject: { noun: 'sources', key: 'plain' }, count: 1 },
    ])
  })

  test('ends the old one at once where it leaked', async () => {
    expect(await send(keyOf('leaked'))).toBe(202)
    const next = await rotate('leaked', { overlap: '0s' })
    expect([await send(keyOf('leaked')), await send(next)]).toEqual([404, 202])
  })

  test('leaves the old one until somebody ends it, once', async () => {
    await rotate('forever', { overlap: null })
    await world.advance('200h')
    expect(await send(keyOf('forever'))).toBe(202)
    const { id } = (await keys('forever'))[1]!
    expect((await end('forever', id!)).status).toBe(200)
    expect(await send(keyOf('forever'))).toBe(404)
    expect((await end('forever', id!)).status).toBe(409)
    expect((await end('plain', id!)).status).toBe(404)
  })

  test('is also good for the pings of the heartbeats of its source, and so is the old one', async () => {
    const ping = async (key: string) => (await fetch(`${world.app.url()}/ping/${key}/job`)).status
    const before = (await world.alice.get<SourceDetail>('/sources/plain')).body.integrationKey!
    const next = await rotate('plain', { overlap: '1h' })
    expect([await ping(before), await ping(next)]).toEqual([200, 200])
    expect((await keys('plain'))[1]).toMatchObject({ state: 'taken', usesLastHour: expect.any(Number) })
    const { id } = (await keys('plain'))[1]!
    await end('plain', id!)
    expect([await ping(before), await ping(next)]).toEqual([404, 200])
    expect((await keys('plain'))[1]).toMatchObject({ refused: 1 })
  })

  test('is one too many when five old ones are still taken', async () => {
    for (let time = 0; time < 5; time += 1) await rotate('many')
    expect((await world.alice.post('/sources/many/rotate-key')).status).toBe(409)
    expect((await world.alice.post('/sources/many/rotate-key', { overlap: '0s' })).status).toBe(200)
  })

  test('is noted in the audit log without the keys', async () => {
    const { body } = await world.alice.get<{ items: { action: string }[] }>('/audit?limit=200')
    const actions = body.items.map(({ action }) => action)
    expect(actions).toContain('source.key_rotated')
    expect(actions).toContain('source.former_key_ended')
    expect(JSON.stringify(body)).not.toContain(keyOf('forever'))
  })
})

describe('a key in a configuration file', () => {
  const apply = async (integrationKey: string) => {
    const sources = config.sources!.map((one) => (one.key === 'filed' ? { ...one, integrationKey } : one))
    const answer = await world.alice.post('/config', { ...config, sources })
    world.mails.mails.splice(0)
    return answer.status
  }

  test('wins: the key in its place ends at once', async () => {
    const other = `e${'0'.repeat(31)}`
    expect(await apply(other)).toBe(200)
    expect([await send(keyOf('filed')), await send(other)]).toEqual([404, 202])
    expect((await keys('filed'))[1]).toMatchObject({ state: 'ended', refused: 1 })
  })

  test('that was rotated meanwhile is put back, and no sender is cut off by that', async () => {
    const named = `e${'0'.repeat(31)}`
    const rotated = await rotate('filed', { overlap: '1h' })
    expect(await apply(named)).toBe(200)
    expect((await keys('filed'))[0]!.tail).toBe(named.slice(-4))
    expect([await send(named), await send(rotated)]).toEqual([202, 202])
    await world.advance('1h')
    expect([await send(named), await send(rotated)]).toEqual([202, 404])
  })

  test('of another organization is refused as long as senders of that use it', async () => {
    const claim = (integrationKey: string) =>
      world.charlie.send('PUT', '/config/sources/thief', { ...source('plain'), key: 'thief', integrationKey })
    await rotate('seen', { overlap: '1h' })
    expect((await claim(keyOf('seen'))).status).toBe(422)
    await world.advance('1h')
    expect((await claim(keyOf('seen'))).status).toBe(200)
  })
})

describe('a rotated secret', () => {
  const proof = (secret: string) => ({ 'x-pikett-secret': secret })

  test('is taken beside the old one for as long as was chosen', async () => {
    const key = keyOf('guarded')
    const change = { secret: 'the second secret', overlap: '1h' }
    expect((await world.alice.post('/sources/guarded/rotate-secret', change)).status).toBe(200)
    expect(await send(key, proof('the first secret'))).toBe(202)
    expect(await send(key, proof('the second secret'))).toBe(202)
    expect(await send(key, proof('something else'))).toBe(401)
    const former = async () => (await keys('guarded')).find(({ kind, id }) => kind === 'secret' && id !== null)
    expect(await former()).toMatchObject({ state: 'taken', tail: null, usesLastHour: 1 })
    await world.advance('1h')
    expect(await send(key, proof('the first secret'))).toBe(401)
    expect(await former()).toMatchObject({ state: 'ended', refused: 1 })
    const events = await world.alice.get<{ items: { detail: string | null }[] }>('/sources/guarded/events')
    expect(events.body.items[0]!.detail).toContain('former secret')
    expect(JSON.stringify(await keys('guarded'))).not.toContain('first secret')
  })

  test('needs a type whose senders can prove one', async () => {
    const item = { ...source('gone'), key: 'genie', type: 'opsgenie', integrationKey: undefined }
    expect((await world.alice.send('PUT', '/config/sources/genie', item)).status).toBe(200)
    const change = { secret: 'the second secret' }
    expect((await world.alice.post('/sources/genie/rotate-secret', change)).status).toBe(409)
  })
})

test('a removed source takes its former keys with it', async () => {
  await rotate('gone', { overlap: null })
  expect((await world.alice.send('DELETE', '/config/sources/gone')).status).toBe(204)
  expect(await send(keyOf('gone'))).toBe(404)
})

test('Charlie sees and changes no key of others', async () => {
  const { id } = (await keys('forever'))[1]!
  for (const answer of [
    await world.charlie.get('/sources/forever/keys'),
    await world.charlie.post('/sources/forever/rotate-key'),
    await world.charlie.post('/sources/forever/rotate-secret', { secret: 'long enough' }),
    await world.charlie.post(`/sources/forever/keys/${id}/end`),
    await world.charlie.get('/heartbeats/job/keys'),
    await world.charlie.post('/heartbeats/job/rotate-key'),
  ])
    expect(answer.status).toBe(404)
})
