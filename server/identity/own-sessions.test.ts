import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccounts, openBrowserAt, password } from '../testing/accounts.ts'
import type { Browser } from '../testing/accounts.ts'
import type { World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createAccounts()
})
afterAll(() => world.close())

interface Session {
  id: string
  userAgent: string
  address: string
  beganAt: string
  seenAt: string
  current: boolean
}

async function enter(email: string, userAgent: string, address = '198.51.100.7'): Promise<Browser> {
  const browser = openBrowserAt(world, { 'user-agent': userAgent, 'x-forwarded-for': address })
  expect((await browser.signIn(email)).status).toBe(200)
  return browser
}

const sessionsOf = async (browser: Browser) =>
  ((await browser.ask('GET', '/me/sessions')).body as unknown as { items: Session[] }).items

test('the own sessions are listed with browser, address and times; one or all others are ended at once', async () => {
  const desk = await enter('bob@example.test', 'Desk/1')
  const phone = await enter('bob@example.test', 'Phone/1', '203.0.113.5')
  const tablet = await enter('bob@example.test', 'Tablet/1')
  const sessions = await sessionsOf(desk)
  expect(new Set(sessions.map((one) => one.userAgent))).toEqual(new Set(['Desk/1', 'Phone/1', 'Tablet/1']))
  expect(sessions.filter((one) => one.current).map((one) => one.userAgent)).toEqual(['Desk/1'])
  const other = sessions.find((one) => one.userAgent === 'Phone/1')!
  expect(other.address).toBe('203.0.113.5')
  expect(Date.parse(other.beganAt)).toBeGreaterThan(0)
  expect(await desk.ask('DELETE', `/me/sessions/${other.id}`)).toMatchObject({ status: 204 })
  expect((await phone.ask('GET', '/session')).status).toBe(401)
  expect((await tablet.ask('GET', '/session')).status).toBe(200)
  expect(await desk.ask('DELETE', '/me/sessions')).toMatchObject({ status: 204 })
  expect((await tablet.ask('GET', '/session')).status).toBe(401)
  expect(await sessionsOf(desk)).toMatchObject([{ current: true }])
})

test('nobody ends the session of somebody else', async () => {
  const bob = await enter('bob@example.test', 'Bob/1')
  const [session] = await sessionsOf(bob)
  for (const email of ['alice@example.test', 'charlie@example.test']) {
    const stranger = await enter(email, 'Stranger/1')
    expect(await stranger.ask('DELETE', `/me/sessions/${session!.id}`)).toMatchObject({ status: 404 })
    await stranger.ask('DELETE', '/me/sessions')
  }
  expect((await bob.ask('GET', '/session')).status).toBe(200)
})

test('when a session was last seen is known to five minutes', async () => {
  const browser = await enter('alice@example.test', 'Alice/1')
  const seen = async () => (await sessionsOf(browser)).find((one) => one.current)!.seenAt
  const before = world.clock.now()
  const later = Temporal.Now.instant().add({ minutes: 6 }).round({ smallestUnit: 'millisecond' })
  world.clock.set(later)
  await browser.ask('GET', '/session')
  expect(await seen()).toBe(later.toString())
  world.clock.set(later.add({ minutes: 4 }))
  expect(await seen()).toBe(later.toString())
  world.clock.set(before)
})

test('the password is changed by who knows it; every other session ends', async () => {
  const here = await enter('bob@example.test', 'Here/1')
  const there = await enter('bob@example.test', 'There/1')
  const change = (current: string, next: string) => here.ask('PUT', '/me/password', { current, password: next })
  expect(await change('not it', 'another long one')).toMatchObject({ status: 422, body: { code: 'wrong_password' } })
  expect(await change(password, 'short')).toMatchObject({ status: 400 })
  expect(await change(password, 'another long one')).toMatchObject({ status: 204 })
  expect((await there.ask('GET', '/session')).status).toBe(401)
  expect((await here.ask('GET', '/session')).status).toBe(200)
  expect((await openBrowserAt(world).signIn('bob@example.test')).status).toBe(401)
  const again = await openBrowserAt(world).signIn('bob@example.test', { password: 'another long one' })
  expect(again.status).toBe(200)
  const { body } = await world.alice.get<{ items: object[] }>('/audit?action=password.changed')
  expect(body.items[0]).toMatchObject({ actor: { kind: 'user' }, subject: { key: 'bob' } })
})
