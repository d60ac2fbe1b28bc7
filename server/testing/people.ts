import type { z } from 'zod'
import type { configFile } from '../../contract/config/file.ts'

export type ConfigInput = z.input<typeof configFile>

/** API keys of the three people that every behaviour test knows. */
export const tokens = {
  /** Owns the organization. */
  alice: `pk_${'a'.repeat(32)}`,
  /** Is on her team: a responder. */
  bob: `pk_${'b'.repeat(32)}`,
  /** Owns another organization and must see nothing of Alice's. */
  charlie: `pk_${'c'.repeat(32)}`,
  /** A stakeholder of Alice's organization: looks on. */
  sam: `pk_${'d'.repeat(32)}`,
}

export const keys = {
  anything: `r${'0'.repeat(30)}1`,
  pagerduty: `r${'0'.repeat(30)}2`,
  alertmanager: `r${'0'.repeat(30)}3`,
  elsewhere: `r${'0'.repeat(30)}9`,
}

const person = (key: string, name: string, sink: string) => ({
  key,
  name,
  email: `${key}@example.test`,
  contacts: [
    { key: 'hook', channel: 'webhook' as const, address: `${sink}/${key}`, verified: true },
    { key: 'mail', channel: 'email' as const, address: `${key}@example.test`, verified: true },
    { key: 'mobile', channel: 'sms' as const, address: '+4915112345678', verified: true },
  ],
  notificationRules: {
    high: [{ contact: 'hook', after: '0s' }],
    low: [{ contact: 'mail', after: '0s' }],
  },
})

/** Alice's organization: she is on call, Bob is second, the team third. `sink` receives webhooks. */
export function nordlicht(sink: string, mailPort: number): ConfigInput {
  return {
    organization: {
      name: 'Nordlicht IT GmbH',
      timezone: 'Europe/Berlin',
      language: 'de',
      fallback: 'alice',
      selfTest: 'off',
    },
    providers: { smtp: { host: '127.0.0.1', port: mailPort, security: 'none', from: 'pikett@nordlicht.test' } },
    apiKeys: [
      { key: 'alice', token: tokens.alice, role: 'owner' },
      { key: 'bob', token: tokens.bob, role: 'responder' },
      { key: 'sam', token: tokens.sam, role: 'stakeholder' },
    ],
    customers: [{ key: 'acme', name: 'Acme GmbH' }],
    services: [{ key: 'acme-erp', name: 'ERP', customer: 'acme', criticality: 'high' }],
    users: [
      { ...person('alice', 'Alice Anders', sink), role: 'owner', language: 'en' },
      { ...person('bob', 'Bob Beispiel', sink), role: 'responder' },
    ],
    teams: [{ key: 'netops', name: 'NetOps', members: ['alice', 'bob'] }],
    schedules: [
      {
        key: 'primary',
        layers: [
          {
            name: 'weekly',
            start: '2026-01-05',
            rotation: { every: '52 weeks', handover: 'Mon 00:00' },
            users: ['alice'],
          },
        ],
      },
    ],
    escalationPolicies: [
      {
        key: 'default',
        steps: [
          { targets: ['schedule:primary'], timeout: '5m' },
          { targets: ['user:bob'], timeout: '5m' },
          { targets: ['team:netops'], timeout: '5m' },
        ],
        stepEnds: 'timeout',
        repeatEvery: '5m',
      },
    ],
    sources: [
      {
        key: 'anything',
        type: 'webhook',
        escalationPolicy: 'default',
        service: 'acme-erp',
        customer: 'acme',
        integrationKey: keys.anything,
      },
      { key: 'events', type: 'pagerduty', escalationPolicy: 'default', integrationKey: keys.pagerduty },
      { key: 'prometheus', type: 'alertmanager', escalationPolicy: 'default', integrationKey: keys.alertmanager },
    ],
    heartbeats: [{ key: 'backup', every: '1h', grace: '5m', source: 'anything' }],
  }
}

/** Charlie's organization. */
export function elsewhere(sink: string): ConfigInput {
  return {
    organization: { key: 'elsewhere', name: 'Elsewhere Ltd', timezone: 'UTC', language: 'en', selfTest: 'off' },
    apiKeys: [{ key: 'charlie', token: tokens.charlie, role: 'owner' }],
    users: [{ ...person('charlie', 'Charlie Clark', sink), role: 'owner' }],
    escalationPolicies: [
      { key: 'default', steps: [{ targets: ['user:charlie'], timeout: '5m' }], stepEnds: 'timeout', repeatEvery: '5m' },
    ],
    sources: [{ key: 'anything', type: 'webhook', escalationPolicy: 'default', integrationKey: keys.elsewhere }],
  }
}
