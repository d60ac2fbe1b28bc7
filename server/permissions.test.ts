import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allows } from '../contract/permissions.ts'
import type { Permission } from '../contract/permissions.ts'
import type { ConfigInput } from './testing/people.ts'
import { tokens } from './testing/people.ts'
import { createClient } from './testing/client.ts'
import type { Client } from './testing/client.ts'
import type { World } from './testing/world.ts'
import { createWorld } from './testing/world.ts'

/** `open`: without a caller; `everybody`: whoever has signed in; `person`: for people, whose things they are. */
type Needs = Permission | 'open' | 'everybody' | 'person'

/** One list of the set-up, item by item. */
const itemRoutes = (noun: string, writing: Permission): Record<string, Needs> => ({
  [`GET /config/${noun}`]: 'config.read',
  [`GET /config/${noun}/{key}`]: 'config.read',
  [`PUT /config/${noun}/{key}`]: writing,
  [`DELETE /config/${noun}/{key}`]: writing,
})

/** What each address of the API needs. The law, written down a second time on purpose: a new address must be added here. */
const needsByRoute: Record<string, Needs> = {
  'GET /setup': 'open',
  'POST /setup': 'open',
  'POST /session': 'open',
  'GET /session': 'person',
  'DELETE /session': 'open',
  'POST /session/passkey/options': 'open',
  'POST /session/passkey': 'open',
  'GET /invitations/{token}': 'open',
  'POST /invitations/{token}': 'open',
  'POST /password-reset': 'open',
  'POST /password-reset/{token}': 'open',
  'GET /me': 'person',
  'PATCH /me': 'person',
  'GET /me/sessions': 'person',
  'DELETE /me/sessions': 'person',
  'DELETE /me/sessions/{id}': 'person',
  'PUT /me/password': 'person',
  'GET /me/passkeys': 'person',
  'POST /me/passkeys/options': 'person',
  'POST /me/passkeys': 'person',
  'PATCH /me/passkeys/{id}': 'person',
  'DELETE /me/passkeys/{id}': 'person',
  'GET /me/second-factor': 'person',
  'POST /me/second-factor': 'person',
  'POST /me/second-factor/confirm': 'person',
  'POST /me/second-factor/recovery-codes': 'person',
  'POST /me/second-factor/off': 'person',
  'GET /users/{key}/sign-in': 'config.read',
  'POST /users/{key}/sign-in/reset': 'config.write',
  'GET /users': 'people.read',
  'GET /users/{key}': 'people.read',
  'GET /teams': 'people.read',
  'GET /teams/{key}': 'people.read',
  'GET /users/{key}/reach': 'people.contacts',
  'POST /users/{key}/contacts/{contact}/test': 'people.contacts',
  'GET /users/{key}/deliveries/{id}': 'people.contacts',
  'POST /users/{key}/invitation': 'config.write',
  'POST /users/{key}/password-reset': 'config.write',
  'GET /readiness': 'people.read',
  'GET /setup-problems': 'config.read',
  'GET /organizations': 'everybody',
  'GET /api-keys': 'config.read',
  'POST /api-keys': 'config.write',
  'DELETE /api-keys/{key}': 'config.write',
  'GET /customers': 'alerts.read',
  'GET /services': 'alerts.read',
  'GET /oncall': 'oncall.read',
  'GET /me/shifts': 'person',
  'GET /schedules': 'oncall.read',
  'GET /schedules/{key}': 'oncall.read',
  'GET /schedules/{key}/shifts': 'oncall.read',
  'POST /schedules/{key}/overrides': 'oncall.take',
  'PATCH /schedules/{key}/overrides/{id}': 'oncall.take',
  'DELETE /schedules/{key}/overrides/{id}': 'oncall.take',
  'GET /oncall/gaps': 'oncall.read',
  'POST /alerts/acknowledge': 'alerts.answer',
  'POST /alerts/resolve': 'alerts.answer',
  'GET /alerts': 'alerts.read',
  'POST /alerts': 'alerts.create',
  'GET /alerts/{id}': 'alerts.read',
  'POST /alerts/{id}/acknowledge': 'alerts.answer',
  'POST /alerts/{id}/unacknowledge': 'alerts.answer',
  'POST /alerts/{id}/resolve': 'alerts.answer',
  'POST /alerts/{id}/unsnooze': 'alerts.answer',
  'POST /alerts/{id}/snooze': 'alerts.answer',
  'POST /alerts/{id}/notes': 'alerts.answer',
  'GET /alerts/{id}/timeline': 'alerts.read',
  'GET /alerts/{id}/similar': 'alerts.read',
  'GET /alerts/{id}/context': 'alerts.read',
  'GET /alert-counts': 'alerts.read',
  'GET /alert-views': 'person',
  'POST /alert-views': 'person',
  'PATCH /alert-views/{id}': 'person',
  'DELETE /alert-views/{id}': 'person',
  'GET /deliveries': 'alerts.read',
  'GET /alerts/{id}/members': 'alerts.read',
  'POST /alerts/{id}/leave-group': 'alerts.answer',
  'POST /alerts/{id}/merge': 'alerts.answer',
  'POST /alerts/{id}/escalate': 'alerts.answer',
  'POST /alerts/{id}/reassign': 'alerts.answer',
  'POST /alerts/{id}/responders': 'alerts.answer',
  'GET /alerts/{id}/responders': 'alerts.read',
  'GET /escalation-policies': 'oncall.read',
  'GET /escalation-policies/{key}': 'oncall.read',
  'GET /escalation-policies/{key}/usage': 'oncall.read',
  'GET /sources': 'sources.read',
  'GET /sources/{key}': 'sources.read',
  'POST /sources/{key}/rotate-key': 'sources.secrets',
  'POST /sources/{key}/test': 'sources.test',
  'POST /sources/{key}/rules/preview': 'config.read',
  'GET /sources/{key}/events': 'sources.read',
  'GET /events/{id}': 'sources.read',
  'GET /alerts/{id}/events': 'sources.read',
  'GET /lookup-tables': 'config.read',
  'GET /lookup-tables/{key}': 'config.read',
  'PUT /lookup-tables/{key}': 'config.write',
  'DELETE /lookup-tables/{key}': 'config.write',
  'GET /lookup-tables/{key}/csv': 'config.read',
  'GET /heartbeats': 'heartbeats.read',
  'GET /heartbeats/{key}': 'heartbeats.read',
  'GET /heartbeats/{key}/pings': 'heartbeats.read',
  'POST /heartbeats/{key}/pause': 'heartbeats.write',
  'POST /heartbeats/{key}/resume': 'heartbeats.write',
  'GET /maintenance-windows': 'maintenance.read',
  'POST /maintenance-windows': 'maintenance.write',
  'GET /maintenance-windows/{id}': 'maintenance.read',
  'PATCH /maintenance-windows/{id}': 'maintenance.write',
  'DELETE /maintenance-windows/{id}': 'maintenance.write',
  'GET /maintenance-windows/{id}/occurrences': 'maintenance.read',
  'POST /maintenance-windows/{id}/end': 'maintenance.write',
  'POST /simulations': 'oncall.read',
  'GET /me/contacts': 'person',
  'PUT /me/contacts/{key}': 'person',
  'DELETE /me/contacts/{key}': 'person',
  'GET /me/notification-rules': 'person',
  'PUT /me/notification-rules': 'person',
  'GET /me/deliveries/{id}': 'person',
  'POST /me/contacts/{key}/verification': 'person',
  'POST /me/contacts/{key}/test': 'person',
  'POST /me/contacts/{key}/verification/confirm': 'person',
  'GET /push/key': 'everybody',
  'GET /me/devices': 'person',
  'POST /me/devices': 'person',
  'DELETE /me/devices/{id}': 'person',
  'GET /sandbox/people': 'sandbox.use',
  'GET /sandbox/people/{key}': 'sandbox.use',
  'POST /sandbox/people/{key}/sms': 'sandbox.use',
  'POST /sandbox/calls/{id}/answer': 'sandbox.use',
  'POST /sandbox/calls/{id}/hangup': 'sandbox.use',
  'POST /sandbox/calls/{id}/keys': 'sandbox.use',
  'GET /channels': 'config.read',
  'POST /channels/email/test': 'config.write',
  'GET /retention': 'config.read',
  'GET /config/managed': 'config.read',
  'POST /config': 'config.write',
  'GET /config': 'config.read',
  'GET /config/organization': 'config.read',
  'PUT /config/organization': 'config.write',
  'GET /config/providers': 'config.read',
  'PUT /config/providers': 'config.write',
  ...itemRoutes('customers', 'config.write'),
  ...itemRoutes('services', 'config.write'),
  ...itemRoutes('users', 'config.write'),
  ...itemRoutes('teams', 'oncall.write'),
  ...itemRoutes('schedules', 'oncall.write'),
  ...itemRoutes('escalationPolicies', 'oncall.write'),
  ...itemRoutes('lookupTables', 'config.write'),
  ...itemRoutes('sources', 'config.write'),
  ...itemRoutes('heartbeats', 'config.write'),
  ...itemRoutes('maintenanceWindows', 'config.write'),
  ...itemRoutes('apiKeys', 'config.write'),
  'GET /audit': 'audit.read',
  'GET /audit/export': 'audit.read',
  'POST /audit/verify': 'audit.read',
  'GET /health': 'health.read',
  'GET /self-tests': 'selftests.read',
  'POST /self-tests': 'selftests.run',
  'GET /demo': 'open',
  'POST /demo/session': 'open',
}

/** What is sent where a body must be right before anybody is asked who sends it. */
const bodyByRoute: Record<string, unknown> = {
  'PATCH /me': {},
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
