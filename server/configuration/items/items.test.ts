import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import type { ConfigInput } from '../../testing/people.ts'
import { keys, tokens } from '../../testing/people.ts'
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

const get = (path: string, who: Client = world.alice) => who.get<Saved>(`/config/${path}`)
const put = (path: string, body: unknown, headers: Record<string, string> = {}, who: Client = world.alice) =>
  who.send<Saved>('PUT', `/config/${path}`, body, headers)
const remove = (path: string, headers: Record<string, string> = {}, who: Client = world.alice) =>
  who.send<Saved>('DELETE', `/config/${path}`, undefined, headers)
const wholeFile = async () => (await world.alice.get<string>('/config')).body
const paths = ({ body }: { body: Saved }) => body.problems?.map(({ path }) => path)

describe('an item of the set-up', () => {
  test('is read in the shape of the file, with who made it and its revision', async () => {
    const { status, body, headers } = await get('services/acme-erp')
    expect(status).toBe(200)
    expect(body).toEqual({
      item: { key: 'acme-erp', name: 'ERP', customer: 'acme', criticality: 'high' },
      managed: true,
      revision: expect.stringMatching(/^[\w-]{16}$/),
    })
    expect(headers.get('etag')).toBe(`"${body.revision}"`)
    const list = (await world.alice.get<{ items: Saved[] }>('/config/services')).body
    expect(list.items).toEqual([body])
    expect((await get('services/nothing')).status).toBe(404)
  })

  test('that a person makes belongs to no file and survives the next one; what the file made stays the file’s', async () => {
    const made = await put('customers/globex', { name: 'Globex' })
    expect(made.body).toMatchObject({
      item: { key: 'globex', name: 'Globex' },
      managed: false,
      changes: [{ noun: 'customers', key: 'globex', action: 'create', fields: [] }],
    })
    const changed = await put('customers/acme', { name: 'Acme AG' })
    expect(changed.body).toMatchObject({ managed: true, changes: [{ action: 'update', fields: ['name'] }] })
    await world.alice.post('/config', { customers: [{ key: 'acme', name: 'Acme GmbH' }] })
    expect((await get('customers/globex')).body).toMatchObject({ managed: false })
    expect((await get('customers/acme')).body.item).toMatchObject({ name: 'Acme GmbH' })
    expect((await remove('customers/globex')).status).toBe(204)
    expect((await get('customers/globex')).status).toBe(404)
  })

  test('saved as it was read changes nothing, whatever it is', async () => {
    const before = await wholeFile()
    const nouns = [
      'customers',
      'services',
      'users',
      'teams',
      'schedules',
      'escalationPolicies',
      'sources',
      'heartbeats',
    ]
    for (const noun of [...nouns, 'apiKeys']) {
      for (const { item, managed, revision } of (await world.alice.get<{ items: Saved[] }>(`/config/${noun}`)).body
        .items) {
        const saved = await put(`${noun}/${item['key'] as string}`, item)
        expect([saved.status, saved.body]).toEqual([200, { item, managed, revision, changes: [] }])
      }
    }
    for (const noun of ['organization', 'providers']) {
      expect((await put(noun, (await get(noun)).body.item)).body.changes).toEqual([])
    }
    expect(await wholeFile()).toBe(before)
  })

  test('that was changed does not touch the others of its list', async () => {
    const others = async () => (await world.alice.get<{ items: Saved[] }>('/config/sources')).body.items.slice(1)
    const before = await others()
    const { item } = (await get('sources/anything')).body
    const saved = await put('sources/anything', { ...item, name: 'Anything' })
    expect(saved.body.changes).toEqual([{ noun: 'sources', key: 'anything', action: 'update', fields: ['name'] }])
    expect(await others()).toEqual(before)
    await put('sources/anything', item)
  })

  test('that does not fit is refused with every problem at its place inside the item', async () => {
    const before = await wholeFile()
    const form = await put('schedules/nights', { layers: [{ name: 'l', start: 'soon', users: [] }], nane: 'x' })
    expect(form.status).toBe(422)
    expect(form.body.code).toBe('invalid_config')
    expect(paths(form)?.toSorted()).toEqual(['layers.0.start', 'layers.0.users', 'nane'])
    const names = await put('teams/netops', { name: 'NetOps', members: ['alice', 'alicia', 'alice'] })
    expect(names.body.problems).toEqual([
      { path: 'members.1', message: 'There is no user "alicia". Did you mean "alice"?' },
      { path: 'members.2', message: '"alice" stands here twice.' },
    ])
    const key = await put('teams/netops', { key: 'other', name: 'NetOps' })
    expect(paths(key)).toEqual(['key'])
    const type = await put('sources/events', { type: 'pagerduty', escalationPolicy: 'default', webhook: {} })
    expect(paths(type)).toEqual(['webhook'])
    expect(paths(await put('teams/netops', []))).toEqual([''])
    expect(await wholeFile()).toBe(before)
  })

  test('of the same address or secret as another is refused, also across organizations', async () => {
    const twin = await put('users/bobby', { name: 'Bobby', email: 'Bob@example.test' })
    expect(paths(twin)).toEqual(['email'])
    const source = { type: 'webhook', escalationPolicy: 'default' }
    expect(paths(await put('sources/new', { ...source, integrationKey: keys.anything }))).toEqual(['integrationKey'])
    expect(paths(await put('sources/new', { ...source, integrationKey: keys.elsewhere }))).toEqual(['integrationKey'])
    expect(paths(await put('apiKeys/new', { token: tokens.bob }))).toEqual(['token'])
    expect((await world.bob.get('/users')).status).toBe(200)
  })

  test('is removed only when nothing names it any more, and says what does', async () => {
    const policy = await remove('escalationPolicies/default')
    expect(policy.status).toBe(422)
    expect(policy.body.problems).toEqual(
      ['anything', 'events', 'prometheus'].map((key) => ({
        path: `sources.${key}`,
        message: `The source "${key}" still names the escalation policy "default".`,
      })),
    )
    expect(paths(await remove('users/alice'))).toEqual([
      'teams.netops',
      'schedules.primary',
      'organization.fallback',
      '',
    ])
    expect(paths(await remove('customers/acme'))).toEqual(['services.acme-erp', 'sources.anything'])
    expect(paths(await remove('services/acme-erp'))).toEqual(['sources.anything'])
    expect(paths(await remove('sources/anything'))).toEqual(['heartbeats.backup'])
    expect((await remove('sources/nothing')).status).toBe(404)
  })

  test('in a dry run is judged the same, answered the same, and nothing happens', async () => {
    const before = await wholeFile()
    const dry = await put('customers/globex?dryRun=true', { name: 'Globex' })
    expect(dry.body).toMatchObject({ item: { key: 'globex' }, changes: [{ action: 'create' }] })
    expect((await put('customers/globex?dryRun=true', {})).status).toBe(422)
    expect((await remove('heartbeats/backup?dryRun=true')).status).toBe(204)
    expect((await remove('customers/acme?dryRun=true')).status).toBe(422)
    expect((await put('customers/globex?dryRun=maybe', { name: 'G' })).status).toBe(400)
    await put('users/newcomer?dryRun=true', { name: 'New', email: 'new@example.test' })
    await world.settle()
    expect(await wholeFile()).toBe(before)
  })
})

describe('two who edit the same', () => {
  test('do not overwrite each other: the second is told', async () => {
    const { item, revision } = (await get('customers/acme')).body
    const first = await put('customers/acme', { ...item, tier: 'gold' }, { 'if-match': `"${revision}"` })
    expect(first.status).toBe(200)
    const second = await put('customers/acme', { ...item, tier: 'silver' }, { 'if-match': `"${revision}"` })
    expect([second.status, second.body.code]).toEqual([412, 'changed_meanwhile'])
    expect((await get('customers/acme')).body.item).toMatchObject({ tier: 'gold' })
    const late = await remove('customers/acme', { 'if-match': `"${revision}"` })
    expect([late.status, late.body.code]).toEqual([412, 'changed_meanwhile'])
    expect((await put('customers/acme', item, { 'if-match': `"${first.body.revision}"` })).status).toBe(200)
  })

  test('of five at the same moment one wins', async () => {
    const { item, revision } = (await get('customers/acme')).body
    const tiers = ['a', 'b', 'c', 'd', 'e']
    const answers = await Promise.all(
      tiers.map((tier) => put('customers/acme', { ...item, tier }, { 'if-match': `"${revision}"` })),
    )
    expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(['200', '412', '412', '412', '412'])
    await put('customers/acme', item)
  })

  test('do not make the same key twice, nor change what is gone', async () => {
    const only = { 'if-none-match': '*' }
    const answers = await Promise.all([1, 2].map((n) => put('customers/globex', { name: `Globex ${n}` }, only)))
    expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(['200', '412'])
    expect(answers.find(({ status }) => status === 412)!.body.code).toBe('exists_already')
    const { revision } = (await get('customers/globex')).body
    await remove('customers/globex')
    const gone = await put('customers/globex', { name: 'G' }, { 'if-match': `"${revision}"` })
    expect([gone.status, gone.body.code]).toEqual([412, 'changed_meanwhile'])
  })
})

test('every change is in the audit log with who, what, before and after; a refused one and a dry run are not', async () => {
  const entries = async () =>
    (
      await world.alice.get<{ items: { action: string; data: { changes: object[] } }[] }>(
        '/audit?action=configuration.changed',
      )
    ).body.items
  const count = (await entries()).length
  await put('teams/night', { name: 'Night', members: ['bob'] })
  await put('teams/night?dryRun=true', { name: 'Day' })
  await put('teams/night', { name: 'Day', members: ['nobody'] })
  await put('teams/night', { name: 'Late', members: ['bob'] })
  await remove('teams/night')
  const [removed, changed, created, ...older] = await entries()
  expect(older).toHaveLength(count)
  expect(created!.data.changes).toMatchObject([{ action: 'create', noun: 'teams', key: 'night' }])
  expect(changed!.data.changes).toMatchObject([{ before: { name: 'Night' }, after: { name: 'Late' } }])
  expect(removed!.data.changes).toMatchObject([{ action: 'remove', before: { name: 'Late' } }])
  expect(changed).toMatchObject({ actor: { kind: 'api_key', name: 'alice' } })
})
