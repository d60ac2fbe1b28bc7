import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../testing/client.ts'
import { nordlicht } from '../testing/people.ts'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

interface Result {
  changes: { noun: string; key: string; action: string; fields: string[] }[]
  applied: boolean
  code?: string
  problems?: { path: string; line: number; column: number; message: string }[]
}

const lines = ({ body }: { body: Result }) =>
  body.changes.map(({ action, noun, key, fields }) => [action, noun, key, ...fields].join(' '))

let world: World
const setUp = () => nordlicht(world.pages.url, 0)
const apply = (file: unknown, query = '') => world.alice.post<Result>(`/config${query}`, file)
const current = async () => (await world.alice.get<string>('/config')).body

beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  await world.close()
})

test('the same file twice changes nothing', async () => {
  const { providers: _, ...file } = setUp()
  const answer = await apply(file)
  expect(answer.body).toEqual({ changes: [], applied: true })
})

test('what is exported can be applied, and changes nothing', async () => {
  const text = await current()
  const answer = await applyText(text)
  expect(answer.body).toEqual({ changes: [], applied: true })
  expect(await current()).toBe(text)
})

const applyText = async (text: string, query = '') => {
  const response = await fetch(`${world.app.url()}/api/v1/config${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer pk_${'a'.repeat(32)}`, 'content-type': 'text/yaml' },
    body: text,
  })
  return { status: response.status, body: (await response.json()) as Result }
}

test('passwords and tokens are never exported, other secrets only to those who may read them', async () => {
  const text = await current()
  expect(text).toContain(`integrationKey: r${'0'.repeat(30)}1`)
  expect(text).toContain('pingKey:')
  expect(text).toContain('#   {key: bob, role: responder}')
  expect(text).not.toMatch(/pk_|password:/)
  const token = `pk_${'9'.repeat(32)}`
  const { apiKeys } = setUp()
  await apply({ apiKeys: [...apiKeys!, { key: 'manager', token, role: 'manager' }] })
  const seen = (await createClient(world.app.url(), token).get<string>('/config')).body
  expect(seen).toContain('key: anything')
  expect(seen).not.toMatch(/integrationKey|pingKey/)
  await apply({ apiKeys })
})

test('a dry run tells what would change and changes nothing', async () => {
  const before = await current()
  const { customers, services } = setUp()
  const wanted = { customers: [...customers!, { key: 'globex', name: 'Globex' }], services: services!.slice(1) }
  const { sources } = setUp()
  const dry = await apply({ ...wanted, sources: sources!.slice(1), heartbeats: [] }, '?dryRun=true')
  expect(dry.body.applied).toBe(false)
  expect(lines(dry)).toEqual([
    'create customers globex',
    'remove heartbeats backup',
    'remove sources anything',
    'remove services acme-erp',
  ])
  expect(await current()).toBe(before)
})

test('changes, creations and removals are told one by one', async () => {
  const { customers, services } = setUp()
  const first = await apply({
    customers: [
      { ...customers![0]!, name: 'Acme AG' },
      { key: 'globex', name: 'Globex' },
    ],
    services: [...services!, { key: 'mail', name: 'Mail', customer: 'globex' }],
  })
  expect(lines(first)).toEqual(['update customers acme name', 'create customers globex', 'create services mail'])
  const second = await apply({ customers, services })
  expect(lines(second)).toEqual(['update customers acme name', 'remove services mail', 'remove customers globex'])
})

test('a file with one mistake changes nothing at all', async () => {
  const before = await current()
  const answer = await applyText(
    'customers:\n  - {key: new, name: New}\nteams:\n  - {key: t, name: T, members: [nobody]}\n',
  )
  expect(answer.status).toBe(422)
  expect(answer.body.code).toBe('invalid_config')
  expect(answer.body.problems).toContainEqual({
    path: 'teams.0.members.0',
    message: 'There is no user "nobody".',
    line: 4,
    column: 33,
  })
  expect(await current()).toBe(before)
})

test('a person under a new key stays the same person', async () => {
  const { users, teams, escalationPolicies } = setUp()
  const idOf = async (key: string) => (await world.alice.get<{ id: string }>(`/users/${key}`)).body.id
  const before = await idOf('bob')
  const rename = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll('"bob"', '"robert"').replaceAll('user:bob', 'user:robert')) as T
  const answer = await apply(rename({ users, teams, escalationPolicies }))
  expect(lines(answer)[0]).toBe('update users robert key')
  expect(await idOf('robert')).toBe(before)
  await apply({ users, teams, escalationPolicies })
  expect(await idOf('bob')).toBe(before)
})

test('a key that one person leaves may go to another person in the same file', async () => {
  const { users, teams, escalationPolicies } = setUp()
  const [alice, bob] = users!
  const robert = { ...bob!, key: 'robert' }
  const newcomer = { key: 'bob', name: 'Bob Neu', email: 'bob.neu@example.test' }
  const answer = await apply({ users: [alice, robert, newcomer] }, '?dryRun=true')
  expect(lines(answer)).toEqual(['update users robert key', 'create users bob'])
  expect(lines(await apply({ users, teams, escalationPolicies }))).toEqual([])
})

test('the secret of a source may move to another key', async () => {
  const { sources } = setUp()
  const moved = sources!.map((source) => (source.key === 'events' ? { ...source, key: 'pagerduty' } : source))
  expect(lines(await apply({ sources: moved }))).toEqual(['remove sources events', 'create sources pagerduty'])
  expect(lines(await apply({ sources }))).toEqual(['remove sources pagerduty', 'create sources events'])
})

test('the token of an API key may move to another key', async () => {
  const { apiKeys } = setUp()
  const moved = apiKeys!.map((one) => (one.key === 'sam' ? { ...one, key: 'samuel' } : one))
  expect((await apply({ apiKeys: moved })).status).toBe(200)
  expect((await world.sam.get('/users')).status).toBe(200)
  expect((await apply({ apiKeys })).status).toBe(200)
})

test('a secret of another organization cannot be taken, and is not told to be theirs', async () => {
  const { sources } = setUp()
  const answer = await apply({
    sources: [
      ...sources!,
      { key: 'mine', type: 'webhook', escalationPolicy: 'default', integrationKey: `r${'0'.repeat(30)}9` },
    ],
  })
  expect(answer.status).toBe(422)
  expect(answer.body.problems![0]!.message).toBe(
    'One of these secrets is already in use on this installation. Choose another one.',
  )
})

test('a password in the file is applied once, and never again after the person has one', async () => {
  const { users } = setUp()
  const withPassword = (password: string) => ({
    users: users!.map((user) => (user.key === 'bob' ? { ...user, password } : user)),
  })
  expect(lines(await apply(withPassword('correct horse battery')))).toEqual(['update users bob password'])
  expect(lines(await apply(withPassword('another one entirely')))).toEqual([])
  const signIn = (password: string) => world.nobody.post('/session', { email: 'bob@example.test', password })
  expect((await signIn('correct horse battery')).status).toBe(200)
  expect((await signIn('another one entirely')).status).toBe(401)
})

test('a contact that its owner has verified stays verified when the file is applied again', async () => {
  const { users } = setUp()
  const unverified = users!.map((user) => ({
    ...user,
    contacts: user.contacts?.map((contact) => ({ ...contact, verified: false })),
  }))
  expect(lines(await apply({ users: unverified }))).toEqual([])
})

test('the mail server keeps its password when the file does not repeat it, and loses it with another server', async () => {
  const smtp = { host: 'mail.example.test', from: 'a@example.test', user: 'u' }
  const before = setUp().providers
  await apply({ providers: { smtp: { ...smtp, password: 'secret' } } })
  expect(lines(await apply({ providers: { smtp } }))).toEqual([])
  expect(lines(await apply({ providers: { smtp: { ...smtp, host: 'other.example.test' } } }))).toEqual([
    'update providers smtp host password',
  ])
  expect(await current()).not.toContain('secret')
  await apply({ providers: { smtp: { ...before!.smtp!, port: world.mails.port } } })
})

test('only those with the permission read or write the configuration, and only their own', async () => {
  expect((await world.bob.get('/config')).status).toBe(403)
  expect((await world.bob.post('/config', { teams: [] })).status).toBe(403)
  expect((await world.nobody.post('/config', { teams: [] })).status).toBe(401)
  const theirs = (await world.charlie.get<string>('/config')).body
  expect(theirs).toContain('Elsewhere')
  expect(theirs).not.toMatch(/Nordlicht|acme|alice/)
})

test('a file about another organization is refused', async () => {
  const answer = await applyText('organization: {key: elsewhere, name: Mine}\n')
  expect(answer.body.problems![0]).toEqual({
    path: 'organization.key',
    line: 1,
    column: 21,
    message: 'This file is about the organization "elsewhere", but it was sent to "default".',
  })
})

test('a running escalation goes on along the policy it began with', async () => {
  const { escalationPolicies } = setUp()
  await world.send({ summary: 'disk full', severity: 'critical' })
  expect(world.pages.pages.splice(0).map((page) => page.path)).toEqual(['/alice'])
  await apply({
    escalationPolicies: [{ key: 'default', steps: [{ targets: ['user:alice'], timeout: '1h' }], stepEnds: 'timeout' }],
  })
  await world.advance('5m')
  expect(world.pages.pages.splice(0).map((page) => page.path)).toContain('/bob')
  await apply({ escalationPolicies })
  const { items } = (await world.alice.get<{ items: { id: string }[] }>('/alerts?status=open')).body
  for (const { id } of items) await world.alice.post(`/alerts/${id}/resolve`)
  world.pages.pages.splice(0)
})

test('more than 2 MB is refused before it is read', async () => {
  const answer = await applyText('x'.repeat(2_000_001))
  expect(answer.status).toBe(413)
  expect(answer.body.code).toBe('too_large')
})
