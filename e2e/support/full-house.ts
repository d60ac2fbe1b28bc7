import type { ConfigInput } from '../../server/testing/people.ts'

/** Alerts of this source are Bob's alone. */
export const directKey = `r${'0'.repeat(30)}5`

type UserInput = NonNullable<ConfigInput['users']>[number]

/**
 * A set-up in which no view is empty. Bob is reached on every channel there is, all of them simulated but his webhook.
 */
export function fullHouse({ providers: _, ...config }: ConfigInput): ConfigInput {
  const direct = { key: 'direct', steps: [{ targets: ['user:bob'], timeout: '5m' }] }
  const customer = { key: 'acme', name: 'Acme GmbH', tier: 'Gold', supportHours }
  const service = { key: 'acme-erp', name: 'ERP', customer: 'acme', criticality: 'high' as const }
  return {
    ...config,
    customers: [customer, ...(config.customers ?? []).filter(({ key }) => key !== 'acme')],
    services: [
      { ...service, dependsOn: ['acme-vpn'] },
      { key: 'acme-vpn', name: 'VPN', customer: 'acme' },
    ],
    users: config.users!.map((user) => (user.key === 'bob' ? reachedEverywhere(user) : { ...user, language: 'de' })),
    escalationPolicies: [...config.escalationPolicies!, direct],
    sources: [
      ...config.sources!.map((source) => (source.key === 'anything' ? { ...source, name: 'Alles', rules } : source)),
      { key: 'direct', type: 'webhook', escalationPolicy: 'direct', integrationKey: directKey },
    ],
    lookupTables: [{ key: 'hosts', csv: 'host,customer\nweb-07,acme\nweb-08,acme\n' }],
    maintenanceWindows: [
      { key: 'patches', name: 'Patchday', customers: ['acme'], start: '2099-01-01T20:00', end: '2099-01-01T22:00' },
    ],
  }
}

const supportHours = {
  timezone: 'Europe/Berlin',
  hours: [{ days: ['Mon' as const, 'Tue' as const], from: '08:00', to: '18:00' }],
}

const rules = [
  { name: 'Tests', if: 'event.summary == "Nur ein Test"', then: { drop: true as const } },
  {
    name: 'Kunden',
    then: {
      lookup: { table: 'hosts', key: '{{fields.host}}', set: { customer: 'customer' } },
      tags: ['geprüft'],
    },
  },
]

function reachedEverywhere(user: UserInput): UserInput {
  const contacts = [
    { key: 'call', channel: 'voice' as const, address: '+4915112345678', verified: true },
    { key: 'text', channel: 'sms' as const, address: '+4915112345678', verified: true },
    { key: 'mail', channel: 'email' as const, address: 'bob@example.test', verified: true },
  ]
  const rules = ['hook', ...contacts.map(({ key }) => key)].map((contact) => ({ contact, after: '0s' }))
  return {
    ...user,
    contacts: [...contacts, ...user.contacts!.filter(({ key }) => key === 'hook')],
    notificationRules: { high: rules },
  }
}
