import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccounts, openBrowserAt } from '../testing/accounts.ts'
import type { Answered, Browser } from '../testing/accounts.ts'
import { makePasskey, usePasskey } from '../testing/authenticator.ts'
import type { Passkey } from '../testing/authenticator.ts'
import { nordlicht } from '../testing/people.ts'
import type { World } from '../testing/world.ts'

let world: World
let alice: Browser
beforeAll(async () => {
  world = await createAccounts()
  alice = openBrowserAt(world)
  await alice.signIn('alice@example.test')
})
afterAll(() => world.close())

const origin = () => world.app.url()
const challengeFor = async (browser: Browser, path: string) =>
  (await browser.ask('POST', path)).body['challenge'] as string

async function register(browser: Browser, name = 'Phone'): Promise<{ passkey: Passkey; answer: Answered }> {
  const challenge = await challengeFor(browser, '/me/passkeys/options')
  const { passkey, credential } = makePasskey({ challenge, origin: origin() })
  return { passkey, answer: await browser.ask('POST', '/me/passkeys', { name, credential }) }
}

const signInChallenge = () => challengeFor(openBrowserAt(world), '/session/passkey/options')

async function present(credential: object): Promise<Answered> {
  return openBrowserAt(world).ask('POST', '/session/passkey', { credential })
}

async function signIn(passkey: Passkey): Promise<Answered> {
  return present(usePasskey(passkey, { challenge: await signInChallenge(), origin: origin() }))
}

const refused = { status: 401, body: { code: 'passkey_refused' }, cookies: [] }

test('a passkey opens a session on a browser that never heard the password, and says so in the audit log', async () => {
  const { passkey, answer } = await register(alice, 'Alice’s phone')
  expect(answer).toMatchObject({ status: 200, body: { name: 'Alice’s phone', lastUsedAt: null } })
  expect(await signIn(passkey)).toMatchObject({ status: 200, body: { user: { key: 'alice' } } })
  expect(await signIn(passkey)).toMatchObject({ status: 200 })
  const { body } = await world.alice.get<{ items: { action: string; data: object }[] }>('/audit?action=session.began')
  expect(body.items[0]).toMatchObject({ data: { by: 'passkey' } })
  const { items } = (await alice.ask('GET', '/me/passkeys')).body as { items: { lastUsedAt: string }[] }
  expect(items.at(-1)!.lastUsedAt).toBe(world.clock.now().toString())
})

test('a passkey is renamed and removed by its owner, and by nobody else; removed it opens nothing', async () => {
  const { passkey, answer } = await register(alice)
  const id = answer.body['id'] as string
  const bob = openBrowserAt(world)
  await bob.signIn('bob@example.test')
  expect((await bob.ask('GET', '/me/passkeys')).body).toMatchObject({ items: [] })
  expect(await bob.ask('PATCH', `/me/passkeys/${id}`, { name: 'Mine' })).toMatchObject({ status: 404 })
  expect(await bob.ask('DELETE', `/me/passkeys/${id}`)).toMatchObject({ status: 404 })
  const charlie = openBrowserAt(world)
  await charlie.signIn('charlie@example.test')
  expect(await charlie.ask('DELETE', `/me/passkeys/${id}`)).toMatchObject({ status: 404 })
  expect((await alice.ask('PATCH', `/me/passkeys/${id}`, { name: 'Desk' })).body).toMatchObject({ name: 'Desk' })
  expect(await alice.ask('DELETE', `/me/passkeys/${id}`)).toMatchObject({ status: 204 })
  expect(await signIn(passkey)).toMatchObject(refused)
})

describe('refused is', () => {
  test('an answer that is sent a second time', async () => {
    const { passkey } = await register(alice)
    const credential = usePasskey(passkey, { challenge: await signInChallenge(), origin: origin() })
    expect((await present(credential)).status).toBe(200)
    expect(await present(credential)).toMatchObject(refused)
    // Also one that does not count, as those do that are kept in step between devices.
    const uncounted = { ...passkey, counter: -1 }
    const { passkey: fresh } = await register(alice)
    Object.assign(uncounted, { id: fresh.id, key: fresh.key })
    const again = usePasskey(uncounted, { challenge: await signInChallenge(), origin: origin() })
    expect((await present(again)).status).toBe(200)
    expect(await present(again)).toMatchObject(refused)
  })

  test('an answer that comes after five minutes', async () => {
    const { passkey } = await register(alice)
    const credential = usePasskey(passkey, { challenge: await signInChallenge(), origin: origin() })
    world.clock.set(world.clock.now().add({ minutes: 5 }))
    expect(await present(credential)).toMatchObject(refused)
  })

  test('a copy of the key, whose count lags behind', async () => {
    const { passkey } = await register(alice)
    const copy = { ...passkey }
    expect((await signIn(passkey)).status).toBe(200)
    expect(await signIn(copy)).toMatchObject(refused)
    const { body } = await world.alice.get<{ items: object[] }>('/audit?action=session.refused')
    expect(body.items[0]).toMatchObject({ data: { by: 'passkey', reason: expect.stringContaining('counter') } })
  })

  test('a signature of another key, of another page, for another purpose, or without finger, face or PIN', async () => {
    const { passkey } = await register(alice)
    const { passkey: other } = await register(alice)
    const asked = async () => ({ challenge: await signInChallenge(), origin: origin() })
    expect(await present(usePasskey({ ...passkey, key: other.key }, await asked()))).toMatchObject(refused)
    const elsewhere = { ...(await asked()), origin: 'https://pikett.example.net' }
    expect(await present(usePasskey(passkey, elsewhere))).toMatchObject(refused)
    const challenge = await challengeFor(alice, '/me/passkeys/options')
    expect(await present(usePasskey(passkey, { challenge, origin: origin() }))).toMatchObject(refused)
    expect(await present(usePasskey(passkey, await asked(), { verified: false }))).toMatchObject(refused)
    expect(await present({ id: 'unknown', rawId: 'unknown', type: 'public-key', response: {} })).toMatchObject(refused)
  })

  test('the passkey of somebody who has left', async () => {
    const { users } = nordlicht(world.pages.url, 0)
    const finn = { key: 'finn', name: 'Finn', email: 'finn@example.test', password: 'correct horse battery' }
    await world.alice.post('/config', { users: [...users!, finn] })
    const browser = openBrowserAt(world)
    await browser.signIn('finn@example.test')
    const { passkey } = await register(browser)
    expect((await signIn(passkey)).status).toBe(200)
    await world.alice.post('/config', { users })
    expect(await signIn(passkey)).toMatchObject(refused)
  })
})

test('a passkey is registered only by whom its challenge was made for, and only once', async () => {
  const bob = openBrowserAt(world)
  await bob.signIn('bob@example.test')
  const challenge = await challengeFor(bob, '/me/passkeys/options')
  const { credential } = makePasskey({ challenge, origin: origin() })
  expect(await alice.ask('POST', '/me/passkeys', { name: 'x', credential })).toMatchObject({ status: 401 })
  expect(await bob.ask('POST', '/me/passkeys', { name: 'x', credential })).toMatchObject({ status: 200 })
  expect(await bob.ask('POST', '/me/passkeys', { name: 'x', credential })).toMatchObject({ status: 409 })
})

test('trying passkeys again and again from one place is stopped', async () => {
  const browser = openBrowserAt(world, { 'x-forwarded-for': '203.0.113.9' })
  const credential = { id: 'guess', rawId: 'guess', type: 'public-key', response: {} }
  const statuses = new Set<number>()
  for (let count = 0; count < 11; count += 1)
    statuses.add((await browser.ask('POST', '/session/passkey', { credential })).status)
  expect([...statuses]).toEqual([401, 429])
})
