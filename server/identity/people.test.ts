import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../testing/client.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const roles = ['admin', 'manager'] as const
const tokenOf = (role: string) => `pk_${role.padEnd(32, '0')}`
const as = (role: (typeof roles)[number]) => createClient(world.app.url(), tokenOf(role))

interface Sent {
  address: string
  expiresAt: string
  sent: string
  url: string | null
  code?: string
}

let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config): ConfigInput => ({
      ...config,
      apiKeys: [...config.apiKeys!, ...roles.map((role) => ({ key: `as-${role}`, token: tokenOf(role), role }))],
      users: [config.users![0]!, { ...config.users![1]!, password: 'correct horse battery' }],
    }),
  })
  await world.settle()
  world.mails.mails.splice(0)
})
afterAll(() => world.close())

describe('an invitation', () => {
  test('is sent again by mail, says until when it works, and keeps its link to itself', async () => {
    const { body } = await as('admin').post<Sent>('/users/newcomer/invitation')
    expect(body.code).toBe('not_found')
    await world.alice.send('PUT', '/config/users/newcomer', { name: 'New', email: 'new@example.test' })
    const again = await as('admin').post<Sent>('/users/newcomer/invitation')
    expect(again.body).toEqual({
      address: 'new@example.test',
      expiresAt: '2026-01-12T02:00:00Z',
      sent: 'mail',
      url: null,
    })
    await world.settle()
    const links = world.mails.mails.splice(0).map(({ mail }) => /\/invitations\/(\w+)/.exec(mail.text ?? '')?.[1])
    expect(links).toHaveLength(2)
    const statusOf = async (token: string) => (await world.nobody.get(`/invitations/${token}`)).status
    expect([await statusOf(links[0]!), await statusOf(links[1]!)]).toEqual([404, 200])
    const person = (await world.alice.get<{ invitation: object; lastSignInAt: null }>('/users/newcomer')).body
    expect(person).toMatchObject({ canSignIn: false, lastSignInAt: null, managed: false })
    expect(person.invitation).toEqual({ sentAt: '2026-01-05T02:00:00Z', expiresAt: '2026-01-12T02:00:00Z' })
    const log = (await world.alice.get<{ items: object[] }>('/audit?action=invitation.sent')).body.items
    expect(log[0]).toMatchObject({ actor: { kind: 'api_key', name: 'as-admin' }, subject: { key: 'newcomer' } })
  })

  test('of an owner is for owners, and of somebody with a password it is none', async () => {
    expect((await as('admin').post<Sent>('/users/alice/invitation')).body.code).toBe('forbidden')
    expect((await as('admin').post<Sent>('/users/bob/invitation')).body.code).toBe('conflict')
    expect((await as('admin').post<Sent>('/users/alice/password-reset')).body.code).toBe('forbidden')
  })
})

test('a link for a new password goes to who has one, and is noted with who sent it', async () => {
  const sent = await as('admin').post<Sent>('/users/bob/password-reset')
  expect(sent.body).toMatchObject({ address: 'bob@example.test', sent: 'mail', url: null })
  await world.settle()
  expect(world.mails.mails.splice(0).map(({ to }) => to)).toEqual([['bob@example.test']])
  expect((await as('admin').post<Sent>('/users/newcomer/password-reset')).body.code).toBe('conflict')
  const log = (await world.alice.get<{ items: object[] }>('/audit?action=password.reset_requested')).body.items
  expect(log[0]).toMatchObject({ actor: { kind: 'api_key', name: 'as-admin' }, subject: { key: 'bob' } })
})

test('without a mail server the link is handed over by whoever sends it, and is in no answer that is kept', async () => {
  const { item } = (await world.alice.get<{ item: object }>('/config/providers')).body
  await world.alice.send('PUT', '/config/providers', {})
  const key = { 'idempotency-key': 'once' }
  const { body } = await world.alice.post<Sent>('/users/newcomer/invitation', undefined, key)
  expect(body.sent).toBe('simulated')
  expect((await world.nobody.get(`/invitations/${body.url!.split('/').at(-1)}`)).status).toBe(200)
  const repeated = await world.alice.post<Sent>('/users/newcomer/invitation', undefined, key)
  expect([repeated.status, repeated.body.code, repeated.body.url]).toEqual([409, 'conflict', undefined])
  await world.settle()
  await world.alice.send('PUT', '/config/providers', item)
})

test('a sign-in is shown to those who look after people', async () => {
  const session = { email: 'bob@example.test', password: 'correct horse battery' }
  expect((await world.nobody.post('/session', session)).status).toBe(200)
  const { body } = await world.alice.get<{ lastSignInAt: string; invitation: null }>('/users/bob')
  expect(body).toMatchObject({ lastSignInAt: '2026-01-05T02:00:00Z', invitation: null, managed: true })
})

describe('how somebody is reached', () => {
  test('is shown with masked addresses to those who look after contacts', async () => {
    const { body } = await as('manager').get<{ contacts: object[]; notificationRules: object }>('/users/bob/reach')
    expect(body.contacts).toContainEqual({
      key: 'mobile',
      channel: 'sms',
      address: '+49…678',
      verified: true,
      disabledExplanation: null,
    })
    expect(JSON.stringify(body)).not.toContain('bob@example.test')
    expect(body.notificationRules).toEqual({
      high: [{ contact: 'hook', after: '0s' }],
      low: [{ contact: 'mail', after: '0s' }],
    })
    expect((await world.bob.get('/users/bob/reach')).status).toBe(403)
    expect((await world.charlie.get('/users/bob/reach')).status).toBe(404)
  })

  test('is tried with a test message whose fate they can follow, and nobody else’s messages', async () => {
    const { body } = await as('manager').post<{ deliveryId: string }>('/users/bob/contacts/hook/test')
    await world.settle()
    expect(world.pages.pages.splice(0)).toHaveLength(1)
    const path = `/users/bob/deliveries/${body.deliveryId}`
    const fate = (await as('manager').get<{ status: string; contact: { address: string } }>(path)).body
    expect(fate).toMatchObject({
      status: 'sent',
      kind: 'test',
      contact: { key: 'hook', address: '127.0.0.1:' + new URL(world.pages.url).port },
    })
    expect((await as('manager').get(path.replace('bob', 'alice'))).status).toBe(404)
    expect((await world.bob.post('/users/alice/contacts/hook/test')).status).toBe(403)
    expect((await world.charlie.post('/users/bob/contacts/hook/test')).status).toBe(404)
    const log = (await world.alice.get<{ items: object[] }>('/audit?action=contact.tested')).body.items
    expect(log).toMatchObject([{ actor: { name: 'as-manager' }, subject: { key: 'bob' }, data: { contact: 'hook' } }])
  })
})

describe('the last messages to each contact', () => {
  test('say what got through, what did not and why, and about which alert', async () => {
    await world.send({ summary: 'ERP is unreachable', dedupKey: 'erp' })
    const first = world.pages.pages.splice(0)[0]!
    const refusing = first.path
    world.pages.answer(refusing, { status: 404 })
    await world.alice.post('/users/alice/contacts/hook/test')
    await world.settle()
    type History = { items: { contact: string; arrived: object | null; failed: object | null }[] }
    const { items } = (await as('manager').get<History>('/users/alice/deliveries')).body
    expect(items.find(({ contact }) => contact === 'hook')).toMatchObject({
      arrived: { kind: 'page', outcome: 'sent', alert: { summary: 'ERP is unreachable' } },
      failed: { kind: 'test', alert: null, detail: 'HTTP 404', explanation: expect.stringContaining('abgelehnt') },
    })
    expect(items.find(({ contact }) => contact === 'mail')).toMatchObject({ arrived: null, failed: null })
    await world.alice.post('/alerts/1/resolve')
    world.pages.answer(refusing, { status: 204 })
  })

  test('are for those who look after contacts of this organization', async () => {
    expect((await world.bob.get('/users/bob/deliveries')).status).toBe(403)
    expect((await world.charlie.get('/users/bob/deliveries')).status).toBe(404)
  })
})

describe('an API key made by hand', () => {
  test('works with the token of this one answer, until it is revoked', async () => {
    const made = await world.alice.post<{ token: string; code?: string }>('/api-keys', {
      key: 'robot',
      role: 'manager',
    })
    expect(made.body).toEqual({
      key: 'robot',
      role: 'manager',
      expiresAt: null,
      token: expect.stringMatching(/^pk_\w{40}$/),
    })
    const robot = createClient(world.app.url(), made.body.token)
    expect((await robot.get('/config/teams')).status).toBe(200)
    const { items } = (await world.alice.get<{ items: { key: string; lastUsedAt: string }[] }>('/api-keys')).body
    expect(items.find(({ key }) => key === 'robot')).toMatchObject({
      role: 'manager',
      managed: false,
      lastUsedAt: '2026-01-05T02:00:00Z',
    })
    const twice = await world.alice.post<{ code: string }>('/api-keys', { key: 'robot' })
    expect([twice.status, twice.body.code]).toEqual([412, 'exists_already'])
    expect((await world.alice.send('DELETE', '/api-keys/robot')).status).toBe(204)
    expect((await robot.get('/config/teams')).status).toBe(401)
    expect((await world.alice.send('DELETE', '/api-keys/robot')).status).toBe(404)
    const actions = (await world.alice.get<{ items: { action: string }[] }>('/audit?subject=api_key:robot')).body.items
    expect(actions.map(({ action }) => action)).toEqual(['api_key.revoked', 'api_key.first_used', 'api_key.created'])
  })

  test('with an end is refused from then on, in words that name it', async () => {
    const past = await world.alice.post<{ code: string }>('/api-keys', {
      key: 'late',
      expiresAt: '2026-01-05T01:59:00Z',
    })
    expect([past.status, past.body.code]).toEqual([422, 'invalid_config'])
    const expiresAt = '2026-01-05T02:10:00Z'
    const { token } = (await world.alice.post<{ token: string }>('/api-keys', { key: 'guest', expiresAt })).body
    const guest = createClient(world.app.url(), token)
    expect((await guest.get('/users')).status).toBe(200)
    await world.advance('11m')
    const refused = await guest.get<{ detail: string }>('/users')
    expect([refused.status, refused.body.detail]).toEqual([401, `The API key "guest" expired at ${expiresAt}.`])
  })

  test('of an owner only an owner makes', async () => {
    expect((await as('admin').post('/api-keys', { key: 'mine', role: 'owner' })).status).toBe(422)
    expect((await as('manager').post('/api-keys', { key: 'mine' })).status).toBe(403)
  })
})
