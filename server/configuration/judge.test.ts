import { expect, test } from 'vitest'
import { configFile } from '../../contract/config/file.ts'
import type { Standing } from './judge.ts'
import { judge } from './judge.ts'
import { listNouns } from './types.ts'
import type { ListNoun } from './types.ts'

const ann = { key: 'ann', name: 'Ann', email: 'ann@example.test', role: 'owner' as const }
const bob = { key: 'bob', name: 'Bob', email: 'bob@example.test', role: 'responder' as const }

interface Before {
  file?: object
  own?: Partial<Record<ListNoun, string[]>>
  ownContacts?: Record<string, string[]>
}

function standing({ file = {}, own = {}, ownContacts = {} }: Before = {}): Standing {
  const parsed = configFile.parse(file)
  return {
    items: Object.fromEntries(listNouns.map((noun) => [noun, parsed[noun] ?? []])) as unknown as Standing['items'],
    ownKeys: Object.fromEntries(listNouns.map((noun) => [noun, new Set(own[noun])])) as unknown as Standing['ownKeys'],
    ownContacts: new Map(Object.entries(ownContacts)),
    fallback: parsed.organization?.fallback,
  }
}

function told(file: object, before: Before = {}): string[] {
  return judge({ file: configFile.parse(file) }, standing(before)).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )
}

const policy = (key: string, ...targets: string[]) => ({ key, steps: [{ targets }] })
const source = (key: string, escalationPolicy: string) => ({ key, type: 'webhook', escalationPolicy })

test('a reference to nothing is told at its place, with what was probably meant', () => {
  expect(told({ users: [ann], teams: [{ key: 'netops', name: 'N', members: ['anm'] }] })).toEqual([
    'teams.0.members.0: There is no user "anm". Did you mean "ann"?',
  ])
})

test.each([
  ['services', { services: [{ key: 'erp', name: 'E', customer: 'x' }] }, 'services.0.customer'],
  ['teams of schedules', { schedules: [{ key: 's', team: 'x', layers: [] }] }, 'schedules.0.team'],
  ['customers of schedules', { schedules: [{ key: 's', customer: 'x', layers: [] }] }, 'schedules.0.customer'],
  [
    'layers',
    { schedules: [{ key: 's', layers: [{ name: 'l', start: '2026-01-05', users: ['x'] }] }] },
    'schedules.0.layers.0.users.0',
  ],
  [
    'overrides',
    {
      schedules: [
        { key: 's', layers: [], overrides: [{ user: 'x', from: '2026-01-05T00:00', to: '2026-01-06T00:00' }] },
      ],
    },
    'schedules.0.overrides.0.user',
  ],
  ['users in policies', { escalationPolicies: [policy('p', 'user:x')] }, 'escalationPolicies.0.steps.0.targets.0'],
  [
    'schedules in policies',
    { escalationPolicies: [policy('p', 'schedule:x')] },
    'escalationPolicies.0.steps.0.targets.0',
  ],
  ['teams in policies', { escalationPolicies: [policy('p', 'team:x')] }, 'escalationPolicies.0.steps.0.targets.0'],
  ['policies of sources', { sources: [source('s', 'x')] }, 'sources.0.escalationPolicy'],
  ['sources of heartbeats', { heartbeats: [{ key: 'h', every: '1h', source: 'x' }] }, 'heartbeats.0.source'],
  ['the fallback person', { organization: { name: 'N', fallback: 'x' } }, 'organization.fallback'],
])('%s must name something that exists', (_, file, path) => {
  const found = told(file)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}: There is no .* "x"`))
})

test('what is set up already may be named by a file that leaves its list out', () => {
  expect(told({ teams: [{ key: 't', name: 'T', members: ['ann'] }] }, { file: { users: [ann] } })).toEqual([])
})

test('what people made themselves may be named and is not removed', () => {
  const before = { file: { users: [ann, bob] }, own: { users: ['bob'] } }
  expect(told({ users: [ann], teams: [{ key: 't', name: 'T', members: ['bob'] }] }, before)).toEqual([])
})

test('a file that removes what something else still names is refused', () => {
  const before = { file: { users: [ann], escalationPolicies: [policy('p', 'user:ann')], sources: [source('s', 'p')] } }
  expect(told({ escalationPolicies: [] }, before)).toEqual([
    'escalationPolicies: The source "s" still names the escalation policy "p", which this file would remove.',
  ])
  expect(told({ escalationPolicies: [], sources: [] }, before)).toEqual([])
})

test('the last owner stays, in an organization that has one', () => {
  const before = { file: { users: [ann, bob] } }
  const without = 'users: The organization would be left without an owner. Keep at least one user with the role owner.'
  expect(told({ users: [bob] }, before)).toEqual([without])
  expect(told({ users: [{ ...ann, role: 'admin' }, bob] }, before)).toEqual([without])
  expect(told({ users: [bob] }, { ...before, own: { users: ['ann'] } })).toEqual([])
  expect(told({ users: [bob] })).toEqual([])
})

test('the fallback person is not removed', () => {
  const before = { file: { organization: { name: 'N', fallback: 'bob' }, users: [ann, bob] } }
  expect(told({ users: [ann] }, before)).toEqual([
    `users: "bob" is the organization's fallback person, whom this file would remove.`,
  ])
  expect(told({ organization: { name: 'N' }, users: [ann] }, before)).toEqual([])
})

test('keys, addresses and secrets that stand twice are told', () => {
  const key = 'r'.repeat(32)
  const file = {
    users: [ann, ann, { ...bob, email: 'ANN@example.test' }],
    teams: [{ key: 't', name: 'T', members: ['ann', 'bob', 'ann'] }],
    escalationPolicies: [policy('p', 'user:ann')],
    sources: [
      { ...source('a', 'p'), integrationKey: key },
      { ...source('b', 'p'), integrationKey: key },
    ],
    apiKeys: [
      { key: 'a', token: `pk_${'a'.repeat(32)}` },
      { key: 'b', token: `pk_${'a'.repeat(32)}` },
    ],
  }
  expect(told(file)).toEqual([
    'users.1.key: There are two user entries with the key "ann".',
    'users.2.email: The user "ann" has the same email.',
    'sources.1.integrationKey: The source "a" has the same integrationKey.',
    'apiKeys.1.token: The API key "a" has the same token.',
    'teams.0.members.2: "ann" stands here twice.',
  ])
})

test('an address that somebody has already who stays is told at the newcomer', () => {
  const before = { file: { users: [ann, bob] }, own: { users: ['ann', 'bob'] } }
  expect(told({ users: [{ ...bob, email: 'ann@example.test' }] }, before)).toEqual([
    'users.0.email: The user "ann" has the same email.',
  ])
})

test('a person who signed up first may be listed by the file under another key', () => {
  const before = { file: { users: [ann] }, own: { users: ['ann'] } }
  expect(told({ users: [{ ...ann, key: 'anna' }] }, before)).toEqual([])
  expect(told({ users: [{ ...ann, key: 'anna', role: 'admin' }] }, before)).toHaveLength(1)
})

test('notification rules name contacts of the same person, also such as the person made', () => {
  const mail = { key: 'mail', channel: 'email', address: 'ann@example.test' }
  const rules = (contact: string) => ({ high: [{ contact }] })
  const file = (contact: string) => ({ users: [{ ...ann, contacts: [mail], notificationRules: rules(contact) }] })
  expect(told(file('mail'))).toEqual([])
  expect(told(file('mial'))).toEqual([
    'users.0.notificationRules.high.0.contact: "ann" has no contact "mial". Did you mean "mail"?',
  ])
  expect(told(file('phone'), { file: { users: [ann] }, ownContacts: { ann: ['phone'] } })).toEqual([])
})

test('a contact that a rule of before still uses is not taken away', () => {
  const mail = { key: 'mail', channel: 'email', address: 'ann@example.test' }
  const before = { file: { users: [{ ...ann, contacts: [mail], notificationRules: { high: [{ contact: 'mail' }] } }] } }
  expect(told({ users: [{ ...ann, contacts: [] }] }, before)).toEqual([
    'users.0.contacts: "ann" has no contact "mail".',
  ])
  expect(told({ users: [{ ...ann, contacts: [], notificationRules: { high: [] } }] }, before)).toEqual([])
})

test('the keys of what Pikett makes for itself cannot be taken', () => {
  const before = { file: { users: [ann], escalationPolicies: [policy('p', 'user:ann')] }, own: { sources: ['manual'] } }
  expect(told({ sources: [source('manual', 'p')] }, before)).toEqual([
    'sources.0.key: The key "manual" belongs to Pikett itself. Choose another one.',
  ])
})
