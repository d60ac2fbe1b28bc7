import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokens } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const password = 'correct horse battery'

let world: World
let bob: string
beforeAll(async () => {
  world = await createWorld({
    change: (config) => ({ ...config, users: config.users!.map((user) => ({ ...user, password })) }),
  })
  await world.settle()
  world.mails.mails.splice(0)
  bob = await cookieOf('bob@example.test')
})
afterAll(() => world.close())

interface Called {
  status: number
  body: Record<string, unknown> & { problems?: { path: string; message: string }[] }
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Called> {
  const response = await fetch(`${world.app.url()}/api/v1${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), cookie: bob, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Called['body']) }
}

async function cookieOf(email: string): Promise<string> {
  const response = await fetch(`${world.app.url()}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

const contacts = async () => (await call('GET', '/me/contacts')).body['items'] as { key: string; verified: boolean }[]
const rules = async () => (await call('GET', '/me/notification-rules')).body
const actions = async () =>
  (await world.alice.get<{ items: { action: string }[] }>('/audit?limit=3')).body.items.map(({ action }) => action)

describe('a contact of one’s own', () => {
  test('is added unverified, so that nobody is paged on an address that nobody has proven', async () => {
    const made = await call('PUT', '/me/contacts/private', { channel: 'sms', address: '+4915100000001' })
    expect(made).toEqual({
      status: 200,
      body: { key: 'private', channel: 'sms', address: '+4915100000001', verified: false },
    })
    expect(await contacts()).toContainEqual(expect.objectContaining({ key: 'private', verified: false }))
    expect(await actions()).toContain('contact.added')
  })

  test('with another address is no longer verified; with the same it stays so', async () => {
    const hook = { channel: 'webhook', address: `${world.pages.url}/bob` }
    expect((await call('PUT', '/me/contacts/hook', hook)).body['verified']).toBe(true)
    expect(await actions()).not.toContain('contact.changed')
    const moved = await call('PUT', '/me/contacts/hook', { ...hook, address: `${world.pages.url}/elsewhere` })
    expect(moved.body['verified']).toBe(false)
    expect(await actions()).toContain('contact.changed')
    expect((await call('PUT', '/me/contacts/hook', hook)).body['verified']).toBe(false)
  })

  test('survives the next configuration file, because a person made it', async () => {
    const { item } = (await world.alice.get<{ item: Record<string, unknown> }>('/config/users/bob')).body
    const file = { ...item, contacts: (item['contacts'] as { key: string }[]).filter(({ key }) => key !== 'private') }
    const alice = (await world.alice.get<{ item: object }>('/config/users/alice')).body.item
    await world.alice.post('/config', { users: [alice, file] })
    expect((await contacts()).map(({ key }) => key)).toContain('private')
  })

  test('is refused where its form is wrong or its key stands for something else', async () => {
    const wrong = await call('PUT', '/me/contacts/other', { channel: 'sms', address: '0151 1' })
    expect([wrong.status, wrong.body.problems?.[0]?.path]).toEqual([400, 'address'])
    const all = await call('PUT', '/me/contacts/push', { channel: 'sms', address: '+4915100000001' })
    expect([all.status, all.body.problems?.[0]?.path]).toEqual([400, 'key'])
    const verified = await call('PUT', '/me/contacts/other', {
      channel: 'sms',
      address: '+4915100000001',
      verified: true,
    })
    expect(verified.status).toBe(400)
  })

  test('that rules use goes only together with them, and they are named before', async () => {
    const refused = await call('DELETE', '/me/contacts/hook')
    expect([refused.status, refused.body['code']]).toEqual([409, 'conflict'])
    expect(refused.body.problems).toEqual([{ path: 'high.0', message: 'after 0s' }])
    expect((await call('DELETE', '/me/contacts/hook?withRules=true')).status).toBe(204)
    expect(await rules()).toEqual({ high: [], low: [{ contact: 'mail', after: '0s' }] })
    expect((await contacts()).map(({ key }) => key)).not.toContain('hook')
    expect(await actions()).toContain('contact.removed')
    expect((await call('DELETE', '/me/contacts/hook')).status).toBe(404)
    expect((await call('DELETE', '/me/contacts/private')).status).toBe(204)
  })
})

describe('one’s own notification rules', () => {
  test('are replaced by urgency, in their order, also with all devices', async () => {
    const high = [
      { contact: 'push', after: '0s' },
      { contact: 'mobile', after: '1m' },
    ]
    const saved = await call('PUT', '/me/notification-rules', { high })
    expect(saved).toEqual({ status: 200, body: { high, low: [{ contact: 'mail', after: '0s' }] } })
    expect(await rules()).toEqual(saved.body)
    expect(await actions()).toContain('notification_rules.changed')
    expect((await call('PUT', '/me/notification-rules', { low: [] })).body).toEqual({ high, low: [] })
  })

  test('name contacts that are there', async () => {
    const wrong = await call('PUT', '/me/notification-rules', { high: [{ contact: 'mail' }, { contact: 'fax' }] })
    expect([wrong.status, wrong.body.problems]).toEqual([
      400,
      [{ path: 'high.1.contact', message: 'You have no contact "fax".' }],
    ])
  })
})

test('they are a person’s: an API key has none, and a colleague’s stay as they are', async () => {
  const asKey = { cookie: '', authorization: `Bearer ${tokens.alice}` }
  const body = { channel: 'sms', address: '+4915100000001' }
  expect((await call('PUT', '/me/contacts/x', body, asKey)).status).toBe(403)
  expect((await call('PUT', '/me/notification-rules', {}, asKey)).status).toBe(403)
  const before = (await world.alice.get<object>('/config/users/alice')).body
  await call('PUT', '/me/contacts/mail', { channel: 'email', address: 'other@example.test' })
  expect((await world.alice.get<object>('/config/users/alice')).body).toEqual(before)
})
