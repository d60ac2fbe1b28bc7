import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FactorCoverage } from '../../contract/sign-in.ts'
import { createAccounts, openBrowserAt, password } from '../testing/accounts.ts'
import type { Browser } from '../testing/accounts.ts'
import { needsByRoute } from '../testing/needs-by-route.ts'
import { makePasskey } from '../testing/authenticator.ts'
import { codeAt, stepAt } from './second-factor/totp.ts'
import type { World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createAccounts()
})
afterAll(() => world.close())
beforeEach(async () => {
  // Tries are forgotten, no code is that of an earlier test, nobody has a factor and none is required.
  world.clock.set(world.clock.now().add({ minutes: 20 }))
  await require(false)
  for (const key of ['alice', 'bob']) await world.alice.post(`/users/${key}/sign-in/reset`)
  await world.settle()
  world.mails.mails.splice(0)
})

const organization = async () => (await world.alice.get<{ item: object }>('/config/organization')).body.item
const wish = async (requireSecondFactor: boolean) => ({ ...(await organization()), requireSecondFactor })
/** As a program, which needs no factor itself. */
const require = async (isRequired: boolean) =>
  expect((await world.alice.send('PUT', '/config/organization', await wish(isRequired))).status).toBe(200)

const enter = async (key: string) => {
  const browser = openBrowserAt(world)
  const { body } = await browser.signIn(`${key}@example.test`)
  return { browser, body }
}

async function addApp(browser: Browser): Promise<void> {
  const { secret } = (await browser.ask('POST', '/me/second-factor')).body as { secret: string }
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(secret, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const code = codeAt(bytes, stepAt(world.clock.now()))
  expect((await browser.ask('POST', '/me/second-factor/confirm', { code })).status).toBe(200)
}

async function addPasskey(browser: Browser): Promise<string> {
  const { body } = await browser.ask('POST', '/me/passkeys/options')
  const { credential } = makePasskey({ challenge: body['challenge'] as string, origin: world.app.url() })
  const added = await browser.ask('POST', '/me/passkeys', { name: 'key', credential })
  expect(added.status).toBe(200)
  return added.body['id'] as string
}

const missing = { status: 403, body: { code: 'second_factor_missing' } }

describe('where a second factor is required, somebody without one', () => {
  test('signs in to nothing but the setting-up of one, whatever the address, and then goes on', async () => {
    await require(true)
    const { browser, body } = await enter('bob')
    expect(body).toMatchObject({ mustAddFactor: true, can: { 'alerts.read': false }, user: { key: 'bob' } })
    const nobody = openBrowserAt(world)
    const routes = Object.keys(needsByRoute).filter((one) => needsByRoute[one] !== 'open')
    const tried = routes.map(async (route) => {
      const [method, path] = route.replaceAll(/\{\w+\}/g, 'x').split(' ') as [string, string]
      const sent = method === 'GET' || method === 'DELETE' ? undefined : {}
      const { status } = await browser.ask(method, path, sent)
      // What is asked before anybody is looked at, the form of the body, is asked of both.
      const likeNobody = (await nobody.ask(method, path, sent)).status
      return status === (likeNobody === 401 ? 403 : likeNobody) ? [] : [`${route} ${status}`]
    })
    const opened = (await Promise.all(tried)).flat()
    expect(opened).toEqual([
      'GET /session 200',
      'GET /me 200',
      'PATCH /me 200',
      'GET /me/passkeys 200',
      'POST /me/passkeys/options 200',
      'GET /me/second-factor 200',
      'POST /me/second-factor 200',
    ])
    await addApp(browser)
    expect(await browser.ask('GET', '/alerts')).toMatchObject({ status: 200 })
    expect(await browser.ask('GET', '/session')).toMatchObject({ body: { mustAddFactor: false } })
  })

  test('is led to it on the next request of a session that was there before, and can sign out', async () => {
    const { browser } = await enter('bob')
    expect((await browser.ask('GET', '/alerts')).status).toBe(200)
    await require(true)
    expect(await browser.ask('GET', '/alerts')).toMatchObject(missing)
    expect((await browser.ask('DELETE', '/session')).status).toBe(204)
  })

  test('still acknowledges by the link of a message, and API keys work as ever', async () => {
    await require(true)
    const { browser } = await enter('alice')
    await world.send({ summary: 'ERP down', dedup_key: 'erp', severity: 'critical' })
    const page = world.pages.take('/alice')
    expect(await browser.ask('POST', `/alerts/${page.body.alert!.id}/acknowledge`)).toMatchObject(missing)
    expect((await fetch(page.body.actions!.acknowledge, { method: 'POST' })).status).toBe(200)
    const { body } = await world.alice.get<{ status: string }>(`/alerts/${page.body.alert!.id}`)
    expect(body.status).toBe('acknowledged')
    await world.alice.post(`/alerts/${page.body.alert!.id}/resolve`)
    await world.settle()
    world.mails.mails.splice(0)
  })
})

describe('a passkey', () => {
  test('counts as a factor; the password alone then opens nothing where one is required', async () => {
    const { browser } = await enter('bob')
    await addPasskey(browser)
    await require(true)
    expect((await browser.ask('GET', '/alerts')).status).toBe(200)
    const refused = await openBrowserAt(world).signIn('bob@example.test')
    expect(refused).toMatchObject({ status: 401, body: { code: 'passkey_needed' }, cookies: [] })
    await require(false)
    expect((await openBrowserAt(world).signIn('bob@example.test')).status).toBe(200)
  })
})

test('the last factor cannot be removed while one is required, another one can', async () => {
  const { browser } = await enter('bob')
  const first = await addPasskey(browser)
  await addApp(browser)
  await require(true)
  expect((await browser.ask('DELETE', `/me/passkeys/${first}`)).status).toBe(204)
  const off = () => browser.ask('POST', '/me/second-factor/off', { password })
  expect(await off()).toMatchObject({ status: 409, body: { code: 'last_second_factor' } })
  const second = await addPasskey(browser)
  expect((await off()).status).toBe(204)
  const last = () => browser.ask('DELETE', `/me/passkeys/${second}`)
  expect(await last()).toMatchObject({ status: 409, body: { code: 'last_second_factor' } })
  await require(false)
  expect((await last()).status).toBe(204)
})

describe('requiring it', () => {
  test('takes a factor of ones own, in the form and in a file', async () => {
    const { browser } = await enter('alice')
    const put = async () => browser.ask('PUT', '/config/organization', await wish(true))
    expect(await put()).toMatchObject({ status: 422, body: { problems: [{ path: 'requireSecondFactor' }] } })
    const file = { organization: await wish(true) }
    expect(await browser.ask('POST', '/config?dryRun=true', file)).toMatchObject({
      status: 422,
      body: { problems: [{ path: 'organization.requireSecondFactor' }] },
    })
    await addApp(browser)
    expect((await put()).status).toBe(200)
  })

  test('says before how many have none, and stays when a file does not speak of it', async () => {
    const { browser } = await enter('bob')
    await addPasskey(browser)
    const { body } = await world.alice.get<FactorCoverage>('/second-factors')
    expect(body).toEqual({ required: false, total: 2, without: [{ key: 'alice', name: 'Alice Anders' }] })
    const theirs = await world.charlie.get<FactorCoverage>('/second-factors')
    expect(theirs.body).toMatchObject({ total: 1, without: [{ key: 'charlie' }] })
    await require(true)
    const { requireSecondFactor: _, ...silent } = await wish(true)
    expect((await world.alice.send('PUT', '/config/organization', silent)).status).toBe(200)
    expect((await world.alice.get<FactorCoverage>('/second-factors')).body.required).toBe(true)
    const charlie = await openBrowserAt(world).signIn('charlie@example.test')
    expect(charlie).toMatchObject({ status: 200, body: { mustAddFactor: false } })
  })
})
