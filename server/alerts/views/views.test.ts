import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SavedView } from '../../../contract/alert-list.ts'
import { elsewhere } from '../../testing/people.ts'
import type { ConfigInput } from '../../testing/people.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

const password = 'correct horse battery'
const withPasswords = (config: ConfigInput): ConfigInput => ({
  ...config,
  users: config.users!.map((user) => ({ ...user, password })),
})
const sam = { key: 'sam', name: 'Sam Sommer', email: 'sam@example.test', role: 'stakeholder' as const }

let world: World
const cookies = new Map<string, string>()
beforeAll(async () => {
  world = await createWorld({ change: (config) => withPasswords({ ...config, users: [...config.users!, sam] }) })
  await world.charlie.post('/config', withPasswords(elsewhere(world.pages.url)))
})
afterAll(async () => {
  world.mails.mails.splice(0)
  await world.close()
})

async function as<T = SavedView>(who: string, method: string, path: string, body?: object) {
  if (!cookies.has(who)) {
    const signedIn = await send('POST', '/session', { email: `${who}@example.test`, password })
    cookies.set(who, signedIn.headers.getSetCookie()[0]!.split(';')[0]!)
  }
  const answer = await send(method, `/alert-views${path}`, body, { cookie: cookies.get(who)! })
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T }
}

const send = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  fetch(`${world.app.url()}/api/v1${path}`, {
    method,
    headers: { ...headers, origin: world.app.url(), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })

const seen = async (who: string) =>
  (await as<{ items: SavedView[] }>(who, 'GET', '')).body.items.map(
    (view) => `${view.name}${view.isDefault ? '*' : ''}`,
  )

test('a view is kept as it was saved, and nobody else sees it until it is shared', async () => {
  const filters = { status: 'open' as const, customer: 'acme', sort: 'urgency' as const, by: 'service' as const }
  const saved = await as('bob', 'POST', '', { name: 'Acme at night', filters })
  expect(saved).toMatchObject({ status: 201, body: { filters, own: true, shared: false, isDefault: false } })
  expect(await seen('alice')).toEqual([])
  await as('bob', 'PATCH', `/${saved.body.id}`, { shared: true })
  expect(await seen('alice')).toEqual(['Acme at night'])
  expect(await seen('charlie')).toEqual([])
  const path = `/${saved.body.id}`
  expect((await as('charlie', 'PATCH', path, { isDefault: true })).status).toBe(404)
  expect((await as('charlie', 'DELETE', path)).status).toBe(404)
  expect((await as('bob', 'DELETE', path)).status).toBe(204)
})

test('everybody begins with a view of their choice, one at a time, and without it when it is no longer shared', async () => {
  const { id } = (await as('bob', 'POST', '', { name: 'First', filters: {}, shared: true, isDefault: true })).body
  const second = (await as('bob', 'POST', '', { name: 'Second', filters: {}, isDefault: true })).body
  expect(await seen('bob')).toEqual(['First', 'Second*'])
  await as('alice', 'PATCH', `/${id}`, { isDefault: true })
  expect(await seen('alice')).toEqual(['First*'])
  await as('bob', 'PATCH', `/${id}`, { shared: false })
  expect(await seen('alice')).toEqual([])
  await as('bob', 'PATCH', `/${id}`, { shared: true })
  expect(await seen('alice')).toEqual(['First'])
  await as('bob', 'PATCH', `/${second.id}`, { isDefault: false })
  expect(await seen('bob')).toEqual(['First', 'Second'])
  await as('bob', 'DELETE', `/${id}`)
  await as('bob', 'DELETE', `/${second.id}`)
})

test('a shared view is changed by whoever made it and by administrators, and the audit log says so', async () => {
  const { id } = (await as('alice', 'POST', '', { name: 'Ours', filters: {}, shared: true })).body
  expect((await as('bob', 'PATCH', `/${id}`, { name: 'Mine' })).status).toBe(403)
  expect((await as('bob', 'DELETE', `/${id}`)).status).toBe(403)
  const theirs = (await as('bob', 'POST', '', { name: 'Bob’s', filters: {}, shared: true })).body
  expect((await as('alice', 'PATCH', `/${theirs.id}`, { name: 'Bob’s list' })).body.name).toBe('Bob’s list')
  expect((await as('alice', 'DELETE', `/${theirs.id}`)).status).toBe(204)
  const { items } = (await world.alice.get<{ items: { action: string }[] }>('/audit')).body
  const actions = items.map((entry) => entry.action).filter((action) => action.startsWith('alert_view'))
  expect(actions.slice(0, 3)).toEqual(['alert_view.removed', 'alert_view.changed', 'alert_view.shared'])
})

test('a stakeholder keeps views and shares none; a filter that does not exist is refused', async () => {
  expect((await as('sam', 'POST', '', { name: 'Look', filters: { priority: 'high' } })).status).toBe(201)
  expect((await as('sam', 'POST', '', { name: 'Look', filters: {}, shared: true })).status).toBe(403)
  expect((await as('sam', 'POST', '', { name: 'Look', filters: { colour: 'red' } })).status).toBe(400)
})
