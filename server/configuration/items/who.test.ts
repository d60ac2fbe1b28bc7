import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { createClient } from '../../testing/client.ts'
import type { ConfigInput } from '../../testing/people.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

interface Saved {
  item: Record<string, unknown>
  managed: boolean
  revision: string
  changes: { noun: string; key: string; action: string; fields: string[] }[]
  code?: string
  problems?: { path: string; message: string }[]
}

const roles = ['admin', 'manager', 'responder'] as const
const tokenOf = (role: string) => `pk_${role.padEnd(32, '0')}`

let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config): ConfigInput => ({
      ...config,
      apiKeys: [...config.apiKeys!, ...roles.map((role) => ({ key: `as-${role}`, token: tokenOf(role), role }))],
    }),
  })
})
afterAll(() => world.close())

const as = (role: (typeof roles)[number]) => createClient(world.app.url(), tokenOf(role))
const get = (path: string, who: Client = world.alice) => who.get<Saved>(`/config/${path}`)
const put = (path: string, body: unknown, headers: Record<string, string> = {}, who: Client = world.alice) =>
  who.send<Saved>('PUT', `/config/${path}`, body, headers)
const remove = (path: string, headers: Record<string, string> = {}, who: Client = world.alice) =>
  who.send<Saved>('DELETE', `/config/${path}`, undefined, headers)
const wholeFile = async () => (await world.alice.get<string>('/config')).body
const paths = ({ body }: { body: Saved }) => body.problems?.map(({ path }) => path)

describe('who may', () => {
  test('a manager edits schedules, policies and teams, and nothing else; a responder nothing', async () => {
    const own = ['schedules/primary', 'escalationPolicies/default', 'teams/netops']
    const others = [
      'customers/acme',
      'services/acme-erp',
      'users/bob',
      'sources/events',
      'heartbeats/backup',
      'organization',
    ]
    for (const path of [...own, ...others]) {
      const { item } = (await get(path, as('manager'))).body
      expect([path, (await put(path, item, {}, as('manager'))).status]).toEqual([path, own.includes(path) ? 200 : 403])
      expect([path, (await put(path, item, {}, as('responder'))).status]).toEqual([path, 403])
      expect([path, (await get(path, as('responder'))).status]).toEqual([path, 403])
    }
  })

  test('Charlie finds nothing of it, and makes a thing of the same key only at home', async () => {
    expect((await get('customers/acme', world.charlie)).status).toBe(404)
    expect((await remove('customers/acme', {}, world.charlie)).status).toBe(404)
    expect((await put('customers/acme', { name: 'Mine' }, {}, world.charlie)).body.changes[0]!.action).toBe('create')
    expect((await get('customers/acme')).body.item).toMatchObject({ name: 'Acme GmbH' })
    expect((await world.charlie.get<{ items: Saved[] }>('/config/sources')).body.items).toHaveLength(1)
  })

  test('an administrator makes, changes and removes no owner and no key of one', async () => {
    const { item: alice } = (await get('users/alice')).body
    const { item: bob } = (await get('users/bob')).body
    const admin = as('admin')
    expect(paths(await put('users/bob', { ...bob, role: 'owner' }, {}, admin))).toEqual(['role'])
    expect(paths(await put('users/alice', { ...alice, role: 'admin' }, {}, admin))).toContain('role')
    expect(paths(await put('users/alice', { ...alice, email: 'mine@example.test' }, {}, admin))).toEqual(['email'])
    expect(paths(await put('users/alice', { ...alice, password: 'mine-from-now-on' }, {}, admin))).toEqual(['password'])
    expect(paths(await remove('users/alice', {}, admin))).toContain('')
    expect((await put('users/alice', alice, {}, admin)).status).toBe(200)
    const token = `pk_${'z'.repeat(32)}`
    expect(paths(await put('apiKeys/mine', { token, role: 'owner' }, {}, admin))).toEqual(['role'])
    expect(paths(await put('apiKeys/alice', { token, role: 'admin' }, {}, admin))).toEqual([''])
    expect(paths(await remove('apiKeys/alice', {}, admin))).toEqual([''])
  })

  test('nobody takes the last owner away', async () => {
    const { item } = (await get('users/alice')).body
    expect((await put('users/alice', { ...item, role: 'admin' })).body.problems).toEqual([
      { path: 'role', message: expect.stringContaining('without an owner') },
    ])
  })
})

describe('secrets', () => {
  test('are shown only to those who may see them, and stay when an editor leaves them out', async () => {
    const secret = `whsec_${'A'.repeat(32)}`
    const { item: bob } = (await get('users/bob')).body
    const [hook, ...rest] = bob['contacts'] as object[]
    await put('users/bob', { ...bob, contacts: [{ ...hook, secret }, ...rest] })
    await put('sources/alarms', { type: 'grafana', escalationPolicy: 'default', secret: 'hush-hush' })
    const before = await wholeFile()
    for (const path of ['users/bob', 'sources/alarms', 'heartbeats/backup', 'organization', 'sources/events']) {
      const { item } = (await get(path, as('manager'))).body
      expect(JSON.stringify(item)).not.toMatch(/secret|integrationKey|pingKey/i)
      expect([path, (await put(path, item)).body.changes]).toEqual([path, []])
    }
    expect(await wholeFile()).toBe(before)
    expect(before).toContain('hush-hush')
  })

  test('go when they are set to null', async () => {
    const { item } = (await get('sources/alarms')).body
    const saved = await put('sources/alarms', { ...item, secret: null })
    expect(saved.body.changes).toMatchObject([{ fields: ['secret'] }])
    expect(saved.body.item).not.toHaveProperty('secret')
    expect((await remove('sources/alarms')).status).toBe(204)
    const { item: bob } = (await get('users/bob')).body
    const contacts = (bob['contacts'] as object[]).map((contact) => ({ ...contact, secret: null }))
    expect((await put('users/bob', { ...bob, contacts })).body.changes).toMatchObject([{ fields: ['contacts'] }])
  })

  test('the token of a key is never shown, stays when it is left out, and is needed for a new one', async () => {
    expect((await get('apiKeys/bob')).body.item).toEqual({ key: 'bob', role: 'responder' })
    expect((await put('apiKeys/bob', { role: 'manager' })).body.changes).toMatchObject([{ fields: ['role'] }])
    expect((await world.bob.get('/config/teams')).status).toBe(200)
    await put('apiKeys/bob', { role: 'responder' })
    expect((await world.bob.get('/config/teams')).status).toBe(403)
    expect(paths(await put('apiKeys/fresh', { role: 'responder' }))).toEqual(['token'])
  })

  test('the password of a mail server stays with its server and user, and is never sent elsewhere', async () => {
    const { item: before } = (await get('providers')).body
    const smtp = { host: 'mail.nordlicht.test', port: 25, security: 'none', user: 'pikett', from: 'p@nordlicht.test' }
    await put('providers', { smtp: { ...smtp, password: 'sesame' } })
    expect((await get('providers')).body.item).toEqual({ smtp })
    expect((await put('providers', { smtp: { ...smtp, port: 26 } })).body.changes).toMatchObject([{ key: 'smtp' }])
    expect(paths(await put('providers', { smtp: { ...smtp, host: 'mail.elsewhere.test' } }))).toEqual(['smtp.password'])
    expect(paths(await put('providers', { smtp: { ...smtp, user: 'other' } }))).toEqual(['smtp.password'])
    await put('providers', before)
  })
})

describe('contacts of a person, written by somebody who has read them', () => {
  test('are complete: one that is left out goes, also one of the person’s own; a changed address is not verified', async () => {
    const { item } = (await get('users/bob')).body
    const contacts = item['contacts'] as { key: string; address: string; verified: boolean }[]
    const fewer = contacts.filter(({ key }) => key !== 'mobile')
    expect((await put('users/bob', { ...item, contacts: fewer })).body.changes).toMatchObject([
      { fields: ['contacts'] },
    ])
    expect((await get('users/bob')).body.item['contacts']).toHaveLength(2)
    expect(paths(await put('users/bob', { ...item, contacts: [] }))).toEqual([
      'notificationRules.high.0.contact',
      'notificationRules.low.0.contact',
    ])
    await put('users/bob', item)
  })
})
