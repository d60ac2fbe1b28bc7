import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonReadiness, Readiness, SetupProblems } from '../../contract/readiness.ts'
import { createClient } from '../testing/client.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const managerToken = `pk_${'manager'.padEnd(32, '0')}`

let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config): ConfigInput => ({
      ...config,
      apiKeys: [...config.apiKeys!, { key: 'as-manager', token: managerToken, role: 'manager' }],
      users: [
        ...config.users!.map((user) => ({ ...user, password: 'correct horse battery' })),
        { key: 'dora', name: 'Dora', email: 'dora@example.test', password: 'correct horse battery' },
      ],
    }),
  })
  await world.settle()
})
afterAll(() => world.close())

const readiness = async () => (await world.alice.get<Readiness>('/readiness')).body
const of = async (key: string) => (await readiness()).items.find(({ user }) => user.key === key)
const codes = (person: PersonReadiness | undefined) => person?.problems.map(({ code }) => code)
const setup = async (who = world.alice) => (await who.get<SetupProblems>('/setup-problems')).body
const told = async () => (await setup()).items.map(({ code, subject }) => (subject ? `${code} ${subject.key}` : code))

describe('readiness', () => {
  test('is about everybody who may be paged, with why, and about nobody else', async () => {
    const { items, total } = await readiness()
    expect(items.map(({ user, because }) => [user.key, because])).toEqual([
      [
        'alice',
        [
          { kind: 'schedule', key: 'primary' },
          { kind: 'team', key: 'netops' },
          { kind: 'fallback', key: null },
        ],
      ],
      [
        'bob',
        [
          { kind: 'policy', key: 'default' },
          { kind: 'team', key: 'netops' },
        ],
      ],
    ])
    expect(total).toBe(2)
  })

  test('says what is missing, in the language of who asks, and ends when it is there', async () => {
    expect(await of('bob')).toMatchObject({
      ready: true,
      channels: [
        { channel: 'webhook', usable: 1, total: 1 },
        { channel: 'email', usable: 1, total: 1 },
        { channel: 'sms', usable: 1, total: 1 },
      ],
      rules: { high: 1, low: 1 },
      canSignIn: true,
      lastTestAt: null,
    })
    expect(codes(await of('bob'))).toEqual(['not_tested'])
    await world.alice.post('/users/bob/contacts/hook/test')
    await world.settle()
    const [message, ...more] = world.pages.pages.splice(0)
    expect(more).toEqual([])
    const lastTest = { at: '2026-01-05T02:00:00Z', contact: 'hook', channel: 'webhook', outcome: 'sent' }
    expect(await of('bob')).toMatchObject({ ready: true, problems: [], lastTestAt: lastTest.at, lastTest })
    const { pathname } = new URL(message!.body.actions!.acknowledge)
    await fetch(`${world.app.url()}${pathname}`, { method: 'POST' })
    expect(await of('bob')).toMatchObject({ lastTest: { ...lastTest, outcome: 'acknowledged' } })
  })

  test('ends where only one channel is left, and those who are not ready come first', async () => {
    const { item } = (await world.alice.get<{ item: { contacts: { key: string }[] } }>('/config/users/bob')).body
    const contacts = item.contacts.filter(({ key }) => key === 'mail')
    const notificationRules = { high: [{ contact: 'mail' }], low: [{ contact: 'mail' }] }
    await world.alice.send('PUT', '/config/users/bob', { ...item, contacts, notificationRules })
    const { items, ready } = await readiness()
    expect([items[0]!.user.key, items[0]!.ready, ready]).toEqual(['bob', false, 1])
    expect(items[0]!.problems[0]).toEqual({
      code: 'one_channel',
      severity: 'error',
      contact: null,
      message:
        'Bob Beispiel ist nur über E-Mail zu erreichen. Fällt das aus, kommt nichts an. Einen Kontakt auf einem anderen Kanal anlegen.',
    })
    expect(await told()).toContain('people_not_ready')
    await world.alice.send('PUT', '/config/users/bob', item)
    expect(await told()).not.toContain('people_not_ready')
  })

  test('of one person is told also where nothing pages them; a device alone reaches them, also as the fallback', async () => {
    const only = async (key: string) =>
      (await world.alice.get<Readiness>(`/readiness?user=${key}`)).body.items.map(({ user, reachable }) => [
        user.key,
        reachable,
      ])
    expect(await only('dora')).toEqual([['dora', false]])
    expect(await only('nobody')).toEqual([])
    const { item } = (await world.alice.get<{ item: object }>('/config/organization')).body
    await world.alice.send('PUT', '/config/organization', { ...item, fallback: 'dora' })
    expect(await told()).toContain('fallback_unreachable dora')
    await world.alice.send('PUT', '/config/organization', item)
    expect(await only('bob')).toEqual([['bob', true]])
  })

  test('counts whoever joins: in a schedule, invited and without a contact', async () => {
    const { item } = (await world.alice.get<{ item: { layers: { users: string[] }[] } }>('/config/schedules/primary'))
      .body
    const layers = item.layers.map((layer) => ({ ...layer, users: ['alice', 'dora'] }))
    await world.alice.send('PUT', '/config/schedules/primary', { ...item, layers })
    expect(await of('dora')).toMatchObject({ ready: false, because: [{ kind: 'schedule', key: 'primary' }] })
    expect(codes(await of('dora'))).toEqual(['no_contact'])
    await world.alice.send('PUT', '/config/schedules/primary', item)
    expect(await of('dora')).toBeUndefined()
  })
})

describe('problems of the set-up', () => {
  test('are what would hurt, each about its thing, and go when it is mended', async () => {
    expect(await told()).toEqual([
      'channel_simulated',
      'source_silent anything',
      'source_silent events',
      'source_silent prometheus',
      'heartbeat_silent backup',
    ])
    const sms = (await setup()).items[0]!
    expect(sms).toMatchObject({ severity: 'error', channel: 'sms', count: 2 })
    expect(sms.message).toBe(
      'Kein Anbieter überträgt SMS: Die an 2 Kontakte erreichen niemanden, nur die Sandbox zeigt sie.',
    )
    await world.send({ summary: 'Disk full', dedupKey: 'disk' })
    world.pages.pages.splice(0)
    expect(await told()).not.toContain('source_silent anything')
    await world.alice.post('/alerts/1/resolve')
  })

  test('name empty steps, gaps to come, services without a source, and a missing fallback', async () => {
    const put = (path: string, body: object) => world.alice.send('PUT', `/config/${path}`, body)
    const layer = { name: 'day', start: '2026-01-05', users: ['alice'] }
    await put('schedules/days', { layers: [{ ...layer, restrictions: [{ from: '08:00', to: '18:00' }] }] })
    await put('teams/empty', { name: 'Empty', members: [] })
    await put('escalationPolicies/night', { steps: [{ targets: ['schedule:days'] }, { targets: ['user:bob'] }] })
    await put('escalationPolicies/nobody', { steps: [{ targets: ['team:empty'] }] })
    await put('services/mail', { name: 'Mail' })
    const { item } = (await world.alice.get<{ item: object }>('/config/organization')).body
    await put('organization', { ...item, fallback: undefined })
    expect((await told()).filter((one) => !/silent|simulated/.test(one))).toEqual([
      'policy_reaches_nobody nobody',
      'step_reaches_nobody night',
      'schedule_gap days',
      'fallback_missing',
      'service_unwatched mail',
    ])
    const gap = (await setup()).items.find(({ code }) => code === 'schedule_gap')!
    expect(gap).toMatchObject({ count: 15, from: '2026-01-05T02:00:00Z', to: '2026-01-05T07:00:00Z' })
    expect(gap.message).toContain(
      'in den nächsten zwei Wochen 15 Mal niemand in Bereitschaft, zuerst von Mo., 5. Jan., 03:00',
    )
  })

  test('of a kind are told twenty times at most, and counted in full', async () => {
    const source = { type: 'webhook' as const, escalationPolicy: 'default' }
    const { sources } = (await import('../testing/people.ts')).nordlicht('http://127.0.0.1:1', 0)
    const many = Array.from({ length: 25 }, (_, index) => ({ key: `new-${index}`, ...source }))
    await world.alice.post('/config', { sources: [...sources!, ...many] })
    const { items, counts } = await setup()
    expect(items.filter(({ code }) => code === 'source_silent')).toHaveLength(20)
    expect(counts['source_silent']).toBe(27)
  })
})

test('readiness is for everybody of the organization, problems of the set-up for those who see it, Charlie has his own', async () => {
  expect((await world.sam.get('/readiness')).status).toBe(200)
  expect((await world.bob.get('/setup-problems')).status).toBe(403)
  expect((await createClient(world.app.url(), managerToken).get('/setup-problems')).status).toBe(200)
  const { items } = (await world.charlie.get<Readiness>('/readiness')).body
  expect(items.map(({ user }) => user.key)).toEqual(['charlie'])
  expect((await setup(world.charlie)).items.map(({ subject }) => subject?.key)).not.toContain('backup')
})
