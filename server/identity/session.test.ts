import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../testing/client.ts'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { nordlicht } from '../testing/people.ts'

const password = 'correct horse battery'

let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config) => ({ ...config, users: config.users!.map((user) => ({ ...user, password })) }),
  })
  await world.settle()
  world.mails.mails.splice(0)
})
afterAll(async () => {
  await world.close()
})

type Call = { status: number; body: Record<string, unknown>; cookies: string[] }

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Call> {
  const response = await fetch(`${world.app.url()}/api/v1${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    cookies: response.headers.getSetCookie(),
  }
}

const signIn = (email: string, word = password, headers: Record<string, string> = {}) =>
  call('POST', '/session', { email, password: word }, headers)

async function cookieOf(email: string): Promise<{ cookie: string }> {
  const { cookies } = await signIn(email)
  return { cookie: cookies[0]!.split(';')[0]! }
}

test('signing in begins a session whose cookie no script can read', async () => {
  const { status, body, cookies } = await signIn('Alice@Example.test')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    user: {
      key: 'alice',
      name: 'Alice Anders',
      email: 'alice@example.test',
      role: 'owner',
      language: 'en',
      timezone: 'Europe/Berlin',
    },
    organization: { key: 'default', name: 'Nordlicht IT GmbH', timezone: 'Europe/Berlin', language: 'de' },
    demo: false,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  })
  expect(cookies[0]).toMatch(/HttpOnly/)
  expect(cookies[0]).toMatch(/SameSite=Lax/)
  expect(cookies[0]).toMatch(/Path=\//)
  const again = await call('GET', '/session', undefined, { cookie: cookies[0]!.split(';')[0]! })
  expect(again.body).toEqual(body)
})

test('the session says what the role allows', async () => {
  const { body } = await call('GET', '/session', undefined, await cookieOf('bob@example.test'))
  expect(body['can']).toMatchObject({ 'alerts.answer': true, 'config.write': false, 'config.read': false })
})

test('a wrong password and an unknown address get the same answer', async () => {
  const wrong = await signIn('alice@example.test', 'not the password')
  const unknown = await signIn('nobody@example.test', 'not the password')
  expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_credentials' }, cookies: [] })
  const plain = ({ body: { requestId: _, ...body } }: Call) => body
  expect(plain(unknown)).toEqual(plain(wrong))
})

test('without a session, with a made-up one and after signing out nobody is signed in', async () => {
  expect((await call('GET', '/session')).status).toBe(401)
  expect((await call('GET', '/users', undefined, { cookie: 'pikett.session_token=made.up' })).status).toBe(401)
  const session = await cookieOf('alice@example.test')
  const out = await call('DELETE', '/session', undefined, session)
  expect(out.status).toBe(204)
  expect(out.cookies[0]).toMatch(/^pikett\.session_token=; Max-Age=0/)
  expect((await call('GET', '/session', undefined, session)).status).toBe(401)
})

test('a page of another site can neither write with the session nor sign somebody in', async () => {
  const session = await cookieOf('alice@example.test')
  const change = (headers: Record<string, string>) =>
    call('PATCH', '/me', { language: 'de' }, { ...session, ...headers })
  expect(await change({ origin: 'https://evil.test' })).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect((await change({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await change({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
  expect((await change({ origin: 'null' })).status).toBe(403)
  expect((await signIn('alice@example.test', password, { origin: 'https://evil.test' })).status).toBe(403)
  expect((await change({ 'content-type': 'text/plain' })).status).toBe(415)
  expect((await change({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
  expect((await change({ origin: new URL(world.app.url()).origin })).status).toBe(200)
  expect((await change({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  await call('PATCH', '/me', { language: 'en' }, session)
})

test('who puts the first ten minutes away has them away on every device, and back when they want', async () => {
  const [phone, desk] = [await cookieOf('alice@example.test'), await cookieOf('alice@example.test')]
  const isAway = async (cookie: { cookie: string }) =>
    (await call('GET', '/session', undefined, cookie)).body['welcomeDismissed']
  expect(await isAway(desk)).toBe(false)
  expect((await call('PUT', '/me/welcome', { dismissed: true }, phone)).status).toBe(204)
  expect(await isAway(desk)).toBe(true)
  expect(await isAway(await cookieOf('bob@example.test'))).toBe(false)
  await call('PUT', '/me/welcome', { dismissed: false }, desk)
  expect(await isAway(phone)).toBe(false)
})

test('people change their own name, language and zone, and nothing else', async () => {
  const session = await cookieOf('bob@example.test')
  const changed = await call('PATCH', '/me', { language: 'en', timezone: 'America/New_York', name: 'Bobby' }, session)
  expect(changed.body).toMatchObject({ key: 'bob', language: 'en', timezone: 'America/New_York', name: 'Bobby' })
  expect((await call('PATCH', '/me', { role: 'owner' }, session)).status).toBe(400)
  expect((await call('PATCH', '/me', { timezone: '+02:00' }, session)).status).toBe(400)
  expect((await call('GET', '/me', undefined, session)).body).toMatchObject({ role: 'responder' })
  await call('PATCH', '/me', { language: 'de', timezone: 'Europe/Berlin', name: 'Bob Beispiel' }, session)
})

test('after ten wrong tries from one place even the right password waits, elsewhere it does not', async () => {
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const tries = await Promise.all(
    Array.from({ length: 10 }, () => signIn('bob@example.test', 'guess', from('203.0.113.7'))),
  )
  expect(tries.map((answer) => answer.status)).toEqual(Array(10).fill(401))
  expect(await signIn('bob@example.test', password, from('203.0.113.7'))).toMatchObject({
    status: 429,
    body: { code: 'too_many_requests', detail: 'Too many attempts. Wait 15 minutes, then try again.' },
  })
  expect((await signIn('bob@example.test', password, from('203.0.113.8'))).status).toBe(200)
  await world.advance('16m')
  expect((await signIn('bob@example.test', password, from('203.0.113.7'))).status).toBe(200)
})

test('a link to a new password comes by mail, works once and ends all sessions', async () => {
  const session = await cookieOf('bob@example.test')
  expect((await call('POST', '/password-reset', { email: 'nobody@example.test' })).status).toBe(204)
  expect((await call('POST', '/password-reset', { email: 'BOB@example.test' })).status).toBe(204)
  await world.settle()
  const [mail, ...rest] = world.mails.mails.splice(0)
  expect(rest).toEqual([])
  expect(mail!.to).toEqual(['bob@example.test'])
  const token = /\/password-reset\/(\w+)/.exec(JSON.stringify(mail!.mail))![1]!
  expect((await call('POST', `/password-reset/${token}`, { password: 'short' })).status).toBe(400)
  expect((await call('POST', `/password-reset/${token}`, { password: 'a new long one' })).status).toBe(204)
  expect((await call('GET', '/session', undefined, session)).status).toBe(401)
  expect(await call('POST', `/password-reset/${token}`, { password })).toMatchObject({
    status: 410,
    body: { code: 'link_expired' },
  })
  expect((await signIn('bob@example.test')).status).toBe(401)
  expect((await signIn('bob@example.test', 'a new long one')).status).toBe(200)
})

test('an invitation comes by mail, lets its person choose a password once, and proves the mailbox', async () => {
  const { users } = nordlicht(world.pages.url, 0)
  const dora = { key: 'dora', name: 'Dora Dorn', email: 'dora@example.test' }
  await world.alice.post('/config', { users: [...users!, dora] })
  await world.settle()
  const [mail] = world.mails.mails.splice(0)
  expect(mail!.to).toEqual(['dora@example.test'])
  const token = /\/invitations\/(\w+)/.exec(JSON.stringify(mail!.mail))![1]!
  expect((await call('GET', `/invitations/${token}`)).body).toEqual({
    name: 'Dora Dorn',
    email: 'dora@example.test',
    organization: { name: 'Nordlicht IT GmbH' },
  })
  expect((await call('GET', '/invitations/unknown')).status).toBe(404)
  const accepted = await call('POST', `/invitations/${token}`, { password })
  expect(accepted).toMatchObject({ status: 200, body: { user: { key: 'dora' } } })
  expect(accepted.cookies[0]).toMatch(/^pikett\.session_token=/)
  expect(await call('POST', `/invitations/${token}`, { password })).toMatchObject({
    status: 409,
    body: { code: 'link_used' },
  })
  const exported = (await world.alice.get<string>('/config')).body
  expect(exported).toMatch(/key: dora[\s\S]*address: dora@example\.test\s+verified: true/)
})

test('an invitation expires after a week; asking for a new password sends another one', async () => {
  const { users } = nordlicht(world.pages.url, 0)
  const emil = { key: 'emil', name: 'Emil Ender', email: 'emil@example.test' }
  await world.alice.post('/config', { users: [...users!, emil] })
  await world.settle()
  const tokenOf = () => /\/invitations\/(\w+)/.exec(JSON.stringify(world.mails.mails.splice(0)[0]!.mail))![1]!
  const first = tokenOf()
  world.clock.set(world.clock.now().add({ hours: 7 * 24 }))
  expect(await call('GET', `/invitations/${first}`)).toMatchObject({ status: 410, body: { code: 'link_expired' } })
  await call('POST', '/password-reset', { email: 'emil@example.test' })
  await world.settle()
  expect((await call('GET', `/invitations/${tokenOf()}`)).status).toBe(200)
  expect((await call('GET', `/invitations/${first}`)).status).toBe(404)
})

test('who is removed from the organization is nobody at once', async () => {
  const { users } = nordlicht(world.pages.url, 0)
  const finn = { key: 'finn', name: 'Finn', email: 'finn@example.test', password }
  await world.alice.post('/config', { users: [...users!, finn] })
  const session = await cookieOf('finn@example.test')
  expect((await call('GET', '/session', undefined, session)).status).toBe(200)
  await world.alice.post('/config', { users })
  expect((await call('GET', '/session', undefined, session)).status).toBe(401)
  expect((await signIn('finn@example.test')).status).toBe(401)
})

test('the same address in two organizations has two logins: a password opens its own organization only', async () => {
  const theirs = 'mallory knows this'
  await world.charlie.post('/config', {
    users: [
      { key: 'charlie', name: 'Charlie Clark', email: 'charlie@example.test', role: 'owner' },
      { key: 'alice', name: 'Not Alice', email: 'alice@example.test', role: 'owner', password: theirs },
    ],
    escalationPolicies: [{ key: 'default', steps: [{ targets: ['user:charlie'] }] }],
  })
  const inside = async (word: string) =>
    ((await signIn('alice@example.test', word)).body['organization'] as { key: string }).key
  expect(await inside(theirs)).toBe('elsewhere')
  expect(await inside(password)).toBe('default')
})

test('lists of people come in pages, and Charlie sees only his own', async () => {
  const keysOf = async (client: Client, path: string) => {
    const { body } = await client.get<{ items: { key: string }[]; nextCursor: string | null }>(path)
    return { keys: body.items.map((item) => item.key), next: body.nextCursor }
  }
  const first = await keysOf(world.alice, '/users?limit=1')
  expect(first).toEqual({ keys: ['alice'], next: 'alice' })
  expect((await keysOf(world.alice, '/users?limit=1&cursor=alice')).keys).toEqual(['bob'])
  expect((await keysOf(world.alice, '/teams')).keys).toEqual(['netops'])
  for (const path of ['/teams', '/customers', '/services'])
    expect(await keysOf(world.charlie, path)).toEqual({ keys: [], next: null })
  expect((await world.charlie.get('/users/bob')).status).toBe(404)
  expect((await world.charlie.get('/teams/netops')).status).toBe(404)
  const { id } = (await world.alice.get<{ id: string }>('/users/bob')).body
  expect((await world.alice.get(`/users/${id}`)).body).toMatchObject({ key: 'bob' })
  expect((await world.charlie.get(`/users/${id}`)).status).toBe(404)
})
