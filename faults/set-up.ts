import type { z } from 'zod'
import type { configFile } from '../contract/config/file.ts'

export const token = `pk_${'f'.repeat(32)}`
export const keys = { events: `r${'0'.repeat(30)}1`, anything: `r${'0'.repeat(30)}2` }

/** The people of the chain, in its order. */
export const chain = ['ann', 'bob', 'cora']

/** How long each of them has until the next one is paged. */
export const stepMs = 3_000

/** A set-up whose chain is through within seconds: three people one after the other, each by a webhook. */
export function setUp(sinkUrl: string): z.input<typeof configFile> {
  return {
    organization: { name: 'Nordlicht IT GmbH', timezone: 'Europe/Berlin', language: 'en', fallback: 'ann' },
    apiKeys: [{ key: 'ops', token, role: 'admin' }],
    users: chain.map((key) => ({
      key,
      name: key,
      email: `${key}@example.test`,
      contacts: [{ key: 'hook', channel: 'webhook', address: `${sinkUrl}/${key}`, verified: true }],
      notificationRules: { high: [{ contact: 'hook' }], low: [{ contact: 'hook' }] },
    })),
    escalationPolicies: [
      {
        key: 'default',
        steps: chain.map((key) => ({ targets: [`user:${key}`], timeout: `${stepMs / 1_000}s` })),
        stepEnds: 'timeout',
        repeatEvery: '2s',
      },
    ],
    sources: [
      { key: 'events', type: 'pagerduty', escalationPolicy: 'default', integrationKey: keys.events },
      { key: 'anything', type: 'webhook', escalationPolicy: 'default', integrationKey: keys.anything },
    ],
  }
}
