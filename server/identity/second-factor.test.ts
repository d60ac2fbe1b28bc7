import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAccounts, openBrowserAt, password } from '../testing/accounts.ts'
import type { Browser } from '../testing/accounts.ts'
import { base32, codeAt, stepAt } from './second-factor/totp.ts'
import type { World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createAccounts()
})
afterAll(() => world.close())
// Tries are forgotten, and no code is that of an earlier test.
beforeEach(() => world.clock.set(world.clock.now().add({ minutes: 20 })))

const bytesByText = new Map<string, Buffer>()

/** The bytes behind what the app is given, tried out letter by letter against our own writing of it. */
function bytesOf(text: string): Buffer {
  const known = bytesByText.get(text)
  if (known) return known
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(text, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  expect(base32(bytes)).toBe(text)
  bytesByText.set(text, bytes)
  return bytes
}

const codeNow = (secret: string, ahead = 0) => codeAt(bytesOf(secret), stepAt(world.clock.now()) + ahead)

interface Enrolled {
  browser: Browser
  secret: string
  recoveryCodes: string[]
}

async function enrol(email: string): Promise<Enrolled> {
  const browser = openBrowserAt(world)
  await browser.signIn(email)
  const { secret, url } = (await browser.ask('POST', '/me/second-factor')).body as { secret: string; url: string }
  expect(new URL(url).searchParams.get('secret')).toBe(secret)
  const { body } = await browser.ask('POST', '/me/second-factor/confirm', { code: codeNow(secret) })
  world.clock.set(world.clock.now().add({ minutes: 1 }))
  return { browser, secret, recoveryCodes: body['recoveryCodes'] as string[] }
}

/** Whatever became of it, the next test finds it off. */
const switchOff = ({ browser }: Enrolled) => browser.ask('POST', '/me/second-factor/off', { password })

const needed = { status: 401, body: { code: 'second_factor_needed' }, cookies: [] }
const wrong = { status: 422, body: { code: 'wrong_code' }, cookies: [] }

test('a second factor counts only after a first right code; then the password alone opens nothing', async () => {
  const bob = openBrowserAt(world)
  await bob.signIn('bob@example.test')
  const { secret } = (await bob.ask('POST', '/me/second-factor')).body as { secret: string }
  expect(await bob.ask('POST', '/me/second-factor/confirm', { code: '000000' })).toMatchObject(wrong)
  expect((await openBrowserAt(world).signIn('bob@example.test')).status).toBe(200)
  const confirmed = await bob.ask('POST', '/me/second-factor/confirm', { code: codeNow(secret) })
  expect(confirmed.body['recoveryCodes']).toHaveLength(10)
  expect(await bob.ask('GET', '/me/second-factor')).toMatchObject({
    body: { since: world.clock.now().toString(), recoveryCodesLeft: 10 },
  })
  expect(await bob.ask('POST', '/me/second-factor')).toMatchObject({ status: 409 })
  expect(await openBrowserAt(world).signIn('bob@example.test')).toMatchObject(needed)
  const wrongPassword = await openBrowserAt(world).signIn('bob@example.test', { password: 'not it' })
  expect(wrongPassword).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
  world.clock.set(world.clock.now().add({ minutes: 1 }))
  const entered = await openBrowserAt(world).signIn('bob@example.test', { code: codeNow(secret) })
  expect(entered).toMatchObject({ status: 200, body: { user: { key: 'bob' } } })
  await bob.ask('POST', '/me/second-factor/off', { password })
})

test('a code opens once, and not the account of somebody else', async () => {
  const bob = await enrol('bob@example.test')
  const alice = await enrol('alice@example.test')
  const code = codeNow(bob.secret)
  expect(await openBrowserAt(world).signIn('alice@example.test', { code })).toMatchObject(wrong)
  expect((await openBrowserAt(world).signIn('bob@example.test', { code })).status).toBe(200)
  expect(await openBrowserAt(world).signIn('bob@example.test', { code })).toMatchObject(wrong)
  const recovery = bob.recoveryCodes[0]!
  expect(await openBrowserAt(world).signIn('alice@example.test', { code: recovery })).toMatchObject(wrong)
  await switchOff(bob)
  await switchOff(alice)
})

test('a recovery code stands in for the app once, however it is typed, and is noted', async () => {
  const bob = await enrol('bob@example.test')
  const code = bob.recoveryCodes[3]!.toUpperCase().replace('-', ' ')
  expect((await openBrowserAt(world).signIn('bob@example.test', { code })).status).toBe(200)
  expect(await openBrowserAt(world).signIn('bob@example.test', { code })).toMatchObject(wrong)
  const { body } = await world.alice.get<{ items: object[] }>('/audit?action=recovery_code.used')
  expect(body.items[0]).toMatchObject({ subject: { key: 'bob' }, data: { left: 9 } })
  const renewed = await bob.browser.ask('POST', '/me/second-factor/recovery-codes', { code: codeNow(bob.secret) })
  expect(renewed.body['recoveryCodes']).toHaveLength(10)
  const old = await openBrowserAt(world).signIn('bob@example.test', { code: bob.recoveryCodes[4] })
  expect(old).toMatchObject(wrong)
  await switchOff(bob)
})

describe('a trusted browser', () => {
  test('is asked for no code for 30 days, another browser is', async () => {
    const bob = await enrol('bob@example.test')
    const browser = openBrowserAt(world)
    const { cookies } = await browser.signIn('bob@example.test', { code: codeNow(bob.secret), trustDevice: true })
    expect(cookies.join('\n')).toMatch(
      /pikett\.device\.[^=]+=\w{32}; Path=\/api\/v1\/session; .*HttpOnly; SameSite=Lax/,
    )
    expect((await browser.signIn('bob@example.test')).status).toBe(200)
    expect(await openBrowserAt(world).signIn('bob@example.test')).toMatchObject(needed)
    expect(await browser.signIn('bob@example.test', { password: 'not it' })).toMatchObject({ status: 401 })
    world.clock.set(world.clock.now().add({ hours: 30 * 24 }))
    expect(await browser.signIn('bob@example.test')).toMatchObject(needed)
    await switchOff(bob)
  })

  test('is trusted no longer after the password was changed', async () => {
    const bob = await enrol('bob@example.test')
    const browser = openBrowserAt(world)
    await browser.signIn('bob@example.test', { code: codeNow(bob.secret), trustDevice: true })
    await browser.ask('PUT', '/me/password', { current: password, password: 'another long one' })
    expect(await browser.signIn('bob@example.test', { password: 'another long one' })).toMatchObject(needed)
    await browser.ask('PUT', '/me/password', { current: 'another long one', password })
    await browser.ask('POST', '/me/second-factor/off', { password })
  })
})

test('it is switched off by the password or a code, by nothing less', async () => {
  const bob = await enrol('bob@example.test')
  const off = (proof: object) => bob.browser.ask('POST', '/me/second-factor/off', proof)
  expect(await off({})).toMatchObject(wrong)
  expect(await off({ password: 'not it' })).toMatchObject({ status: 422, body: { code: 'wrong_password' } })
  expect(await off({ code: '123456' })).toMatchObject(wrong)
  expect(await off({ code: codeNow(bob.secret) })).toMatchObject({ status: 204 })
  expect((await openBrowserAt(world).signIn('bob@example.test')).status).toBe(200)
  const { body } = await world.alice.get<{ items: { action: string }[] }>('/audit?action=second_factor.')
  expect(body.items.slice(0, 2).map((one) => one.action)).toEqual(['second_factor.off', 'second_factor.on'])
})

test('codes cannot be tried out', async () => {
  const bob = await enrol('bob@example.test')
  const statuses: number[] = []
  for (let count = 0; count < 6; count += 1)
    statuses.push((await openBrowserAt(world).signIn('bob@example.test', { code: '000000' })).status)
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
  world.clock.set(world.clock.now().add({ minutes: 16 }))
  await switchOff(bob)
})

describe('the sign-in of a person who has lost the phone', () => {
  test('is reset by an administrator: the password is left, every session ends, the person is told', async () => {
    const bob = await enrol('bob@example.test')
    const state = () => world.alice.get('/users/bob/sign-in')
    expect((await state()).body).toEqual({ hasPassword: true, invitation: null, passkeys: 0, secondFactor: true })
    expect((await world.alice.post('/users/bob/sign-in/reset')).status).toBe(204)
    expect((await state()).body).toMatchObject({ secondFactor: false })
    expect((await bob.browser.ask('GET', '/session')).status).toBe(401)
    expect((await openBrowserAt(world).signIn('bob@example.test')).status).toBe(200)
    await world.settle()
    const { mail } = world.mails.take('bob@example.test')
    expect(mail.subject).toBe('Ihre Anmeldung bei Pikett wurde zurückgesetzt')
    expect(mail.text).toContain('alice hat die Passkeys und den zweiten Faktor von Bob Beispiel')
    const { body } = await world.alice.get<{ items: object[] }>('/audit?action=sign_in.reset')
    expect(body.items[0]).toMatchObject({ subject: { key: 'bob' }, data: { secondFactor: true } })
  })

  test('is not reset by a responder, not by Charlie, and that of an owner by owners only', async () => {
    const alice = await enrol('alice@example.test')
    expect((await world.bob.post('/users/alice/sign-in/reset')).status).toBe(403)
    expect((await world.charlie.post('/users/alice/sign-in/reset')).status).toBe(404)
    expect((await world.charlie.get('/users/alice/sign-in')).status).toBe(404)
    expect((await alice.browser.ask('GET', '/me/second-factor')).body).toMatchObject({ recoveryCodesLeft: 10 })
    await switchOff(alice)
  })
})

test('only sealed secrets and hashes are kept', async () => {
  const bob = await enrol('bob@example.test')
  const kept = await world.app.kernel.work.inOrganization(await orgId(), async ({ trx }) => [
    await trx.selectFrom('secondFactors').selectAll().execute(),
    await trx.selectFrom('recoveryCodes').selectAll().execute(),
  ])
  const text = JSON.stringify(kept)
  expect(text).toContain('v1.')
  for (const secret of [bob.secret, bytesOf(bob.secret).toString('hex'), ...bob.recoveryCodes])
    expect(text).not.toContain(secret)
  await switchOff(bob)
})

async function orgId(): Promise<string> {
  const query = world.app.kernel.engine.selectFrom('organizations').select('id').where('key', '=', 'default')
  return (await query.executeTakeFirstOrThrow()).id
}
