import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allows } from '../contract/permissions.ts'
import type { ConfigInput } from './testing/people.ts'
import { tokens } from './testing/people.ts'
import { needsByRoute } from './testing/needs-by-route.ts'
import { createClient } from './testing/client.ts'
import type { Client } from './testing/client.ts'
import type { World } from './testing/world.ts'
import { createWorld } from './testing/world.ts'

/** What is sent where a body must be right before anybody is asked who sends it. */
const bodyByRoute: Record<string, unknown> = {
  'PATCH /me': {},
  'PUT /me/welcome': { dismissed: false },
  'PUT /me/password': { current: 'x', password: 'long enough' },
  'POST /me/passkeys': { name: 'x', credential: { id: 'x', rawId: 'x', type: 'public-key', response: {} } },
  'PATCH /me/passkeys/{id}': { name: 'x' },
  'POST /me/second-factor/confirm': { code: '123456' },
  'POST /me/second-factor/recovery-codes': { code: '123456' },
  'POST /me/second-factor/off': {},
  'POST /schedules/{key}/overrides': { user: 'bob', from: '2026-02-01T00:00', to: '2026-02-02T00:00' },
  'PATCH /schedules/{key}/overrides/{id}': { user: 'bob', from: '2026-02-01T00:00', to: '2026-02-02T00:00' },
  'POST /alerts/acknowledge': { ids: ['999'] },
  'POST /alerts/resolve': { ids: ['999'] },
  'POST /alerts': { summary: 'x' },
  'POST /alert-views': { name: 'x', filters: {} },
  'PATCH /alert-views/{id}': {},
  'POST /alerts/{id}/snooze': { for: '1h' },
  'POST /alerts/{id}/notes': { text: 'x' },
  'POST /alerts/{id}/merge': { into: '999' },
  'POST /alerts/{id}/reassign': { to: 'user:alice' },
  'POST /alerts/{id}/responders': { targets: ['user:alice'] },
  'POST /sources/{key}/rules/preview': {},
  'POST /sources/{key}/rotate-secret': { secret: 'long enough' },
  'POST /maintenance-windows': { name: 'x', duration: '1h', services: ['nothing'] },
  'PATCH /maintenance-windows/{id}': {},
  'POST /simulations': { policy: 'default' },
  'POST /me/contacts/{key}/verification/confirm': { code: '123456' },
  'PUT /me/contacts/{key}': { channel: 'sms', address: '+4915112345678' },
  'PUT /me/notification-rules': {},
  'POST /api-keys': { key: 'robot', expiresAt: '2000-01-01T00:00:00Z' },
  'POST /me/devices': {
    endpoint: 'https://push.example.test/1',
    keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
  },
  'POST /channels/email/test': {},
  'POST /sandbox/people/{key}/sms': { text: 'x' },
  'POST /sandbox/calls/{id}/keys': { digit: '1' },
}

const roles = ['stakeholder', 'responder', 'manager', 'admin'] as const
const tokenOf = (role: string) => `pk_${role.padEnd(32, '0')}`

let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config): ConfigInput => ({
      ...config,
      apiKeys: [...config.apiKeys!, ...roles.map((role) => ({ key: `as-${role}`, token: tokenOf(role), role }))],
      lookupTables: [{ key: 'hosts', csv: 'host;customer\ndb-1;acme\n' }],
    }),
  })
})
afterAll(() => world.close())

const routes = Object.keys(needsByRoute)
const nobodysId = '01890000-0000-7000-8000-000000000000'
const pathOf = (route: string, over: Record<string, string> = {}) =>
  route
    .replace(/^\w+ /, '')
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => over[name] ?? (name === 'id' ? nobodysId : 'nothing'))

function ask(client: Client, route: string, over: Record<string, string> = {}) {
  const [method = ''] = route.split(' ')
  return client.send<Record<string, unknown>>(method, pathOf(route, over), bodyByRoute[route])
}

const as = (role: string) => createClient(world.app.url(), tokenOf(role))

test('every address of the API says here what it needs', async () => {
  const { body } = await world.alice.get<{ paths: Record<string, object> }>('/openapi.json')
  const served = Object.entries(body.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
  )
  expect(served.toSorted()).toEqual(routes.toSorted())
})

describe.each(roles)('a %s', (role) => {
  test('may what the role allows and nothing else', async () => {
    const wrong: unknown[] = []
    for (const route of routes) {
      const needs = needsByRoute[route]!
      if (needs === 'open' || needs === 'everybody' || needs === 'person') continue
      const { status, body } = await ask(as(role), route)
      const isRefused = status === 403 && body.code === 'forbidden'
      const isAllowed = status !== 401 && status !== 403 && status < 500
      if (allows(role, needs) ? !isAllowed : !isRefused) wrong.push([route, needs, status, body.detail])
    }
    expect(wrong).toEqual([])
  })
})

test('without a caller everything is refused but what has to be open; what belongs to a person is not for keys', async () => {
  const wrong: unknown[] = []
  for (const route of routes) {
    const needs = needsByRoute[route]!
    if (needs === 'open') continue
    const { status } = await ask(world.nobody, route)
    if (status !== 401) wrong.push([route, status])
    if (needs === 'person' && (await ask(as('admin'), route)).status !== 403) wrong.push([route, 'as a key'])
  }
  expect(wrong).toEqual([])
})

test('Charlie, who may everything in another organization, finds nothing of this one under any name', async () => {
  await world.send({ summary: 'Alice’s own', dedupKey: 'own' })
  world.pages.pages.splice(0)
  const { id } = (await world.alice.get<{ id: string }>('/alerts/1')).body
  await world.alice.post('/maintenance-windows', { key: 'ours', name: 'Ours', duration: '1h', services: ['acme-erp'] })
  const names = { users: 'alice', teams: 'netops', schedules: 'primary', heartbeats: 'backup' }
  const owned: Record<string, string> = { ...names, sources: 'prometheus', 'lookup-tables': 'hosts', alerts: id }
  const wrong: unknown[] = []
  for (const route of routes.filter((one) => one.includes('{'))) {
    const [, noun = ''] = pathOf(route).split('/')
    const name = noun === 'maintenance-windows' ? 'ours' : owned[noun]
    if (name === undefined || route.startsWith('PUT') || needsByRoute[route] === 'open') continue
    const answer = await ask(createClient(world.app.url(), tokens.charlie), route, { key: name, id: name })
    if (answer.status !== 404) wrong.push([route, answer.status, answer.body])
  }
  expect(wrong).toEqual([])
  expect((await world.alice.get<{ status: string }>('/alerts/1')).body.status).toBe('triggered')
  await world.alice.post('/alerts/1/resolve')
})
