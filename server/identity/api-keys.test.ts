import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokens } from '../testing/people.ts'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  await world.close()
})

interface ApiKey {
  key: string
  role: string
  expiresAt: string | null
  lastUsedAt: string | null
}

const call = async (headers: Record<string, string>, path = '/users') => {
  const response = await fetch(`${world.app.url()}/api/v1${path}`, { headers })
  return { status: response.status, body: (await response.json()) as { code?: string; detail?: string } }
}

const keyOf = async (key: string) => {
  const { body } = await world.alice.get<{ items: ApiKey[] }>('/api-keys')
  return body.items.find((one) => one.key === key)!
}

/** In the organization of Alice, as its database role. */
const inNordlicht = async (values: { expiresAt: Temporal.Instant | null }) => {
  const { id } = await world.app.kernel.engine
    .selectFrom('organizations')
    .select('id')
    .where('key', '=', 'default')
    .executeTakeFirstOrThrow()
  await world.app.kernel.work.inOrganization(id, async ({ trx }) => {
    await trx.updateTable('apiKeys').set(values).where('key', '=', 'bob').execute()
  })
}

test('a key is taken from either header, and a header of somebody else is left alone', async () => {
  expect((await call({ authorization: `Bearer ${tokens.bob}` })).status).toBe(200)
  expect((await call({ authorization: `bearer ${tokens.bob}` })).status).toBe(200)
  expect((await call({ 'x-api-key': tokens.bob })).status).toBe(200)
  const proxied = await call({ authorization: 'Basic dXNlcjpwYXNz' })
  expect(proxied).toMatchObject({ status: 401, body: { detail: expect.stringContaining('Sign in') } })
})

test('a wrong key is refused in clear words, also where nobody must be signed in', async () => {
  const refused = { status: 401, body: { code: 'not_signed_in', detail: expect.stringContaining('is not known here') } }
  expect(await call({ authorization: `Bearer pk_${'x'.repeat(32)}` })).toMatchObject(refused)
  expect(await call({ 'x-api-key': '' })).toMatchObject(refused)
  expect(await call({ authorization: `Bearer pk_${'x'.repeat(32)}` }, '/setup')).toMatchObject(refused)
  expect((await call({ authorization: 'Bearer' })).body.detail).toContain('has no token')
})

test('a key works until it expires, and says when it did', async () => {
  const expiresAt = world.clock.now().add({ hours: 1 })
  await inNordlicht({ expiresAt })
  expect((await world.bob.get('/users')).status).toBe(200)
  world.clock.set(expiresAt)
  const refused = await world.bob.get<{ detail: string }>('/users')
  expect(refused).toMatchObject({
    status: 401,
    body: { detail: `The API key "bob" expired at ${expiresAt.toString()}.` },
  })
  await inNordlicht({ expiresAt: null })
})

test('the use of a key is noted, at most once a minute', async () => {
  await world.bob.get('/users')
  const first = (await keyOf('bob')).lastUsedAt
  world.clock.set(world.clock.now().add({ seconds: 59 }))
  await world.bob.get('/users')
  expect((await keyOf('bob')).lastUsedAt).toBe(first)
  world.clock.set(world.clock.now().add({ seconds: 1 }))
  await world.bob.get('/users')
  expect((await keyOf('bob')).lastUsedAt).toBe(world.clock.now().toString())
})

test('the list of keys shows no token and no hash, and only to those who may see the set-up', async () => {
  const { body } = await world.alice.get<{ items: ApiKey[] }>('/api-keys')
  expect(body.items.map((item) => [item.key, item.role])).toEqual([
    ['alice', 'owner'],
    ['bob', 'responder'],
    ['sam', 'stakeholder'],
  ])
  expect(Object.keys(body.items[0]!).toSorted()).toEqual([
    'createdAt',
    'expiresAt',
    'id',
    'key',
    'lastUsedAt',
    'managed',
    'role',
  ])
  expect((await world.bob.get('/api-keys')).status).toBe(403)
})

test('a key names no other organization than its own', async () => {
  const { body } = await world.bob.get<{ items: { key: string }[] }>('/users', { 'x-pikett-organization': 'elsewhere' })
  expect(body.items.map((item) => item.key)).toEqual(['alice', 'bob'])
})

test('a key has no profile, and its program no session', async () => {
  for (const path of ['/me', '/session']) expect(await world.alice.get(path)).toMatchObject({ status: 403 })
})
