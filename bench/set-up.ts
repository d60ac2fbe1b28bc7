import type { z } from 'zod'
import type { configFile } from '../contract/config/file.ts'

/** People, each with a policy and a source of type alertmanager that pages them by webhook. */
export function setUp(sinkUrl: string, people: number): z.input<typeof configFile> {
  const names = Array.from({ length: people }, (_, index) => `person-${index + 1}`)
  return {
    organization: { name: 'Nordlicht IT GmbH', timezone: 'Europe/Berlin', language: 'en', fallback: names[0]! },
    users: names.map((key, index) => ({
      key,
      name: key,
      email: `${key}@example.test`,
      ...(index === 0 && { password: consolePassword }),
      contacts: [{ key: 'hook', channel: 'webhook', address: `${sinkUrl}/${key}`, verified: true }],
      notificationRules: { high: [{ contact: 'hook' }], low: [{ contact: 'hook' }] },
    })),
    escalationPolicies: names.map((key) => ({ key, steps: [{ targets: [`user:${key}`], timeout: '30m' }] })),
    sources: names.map((key, index) => ({
      key,
      type: 'alertmanager',
      escalationPolicy: key,
      integrationKey: integrationKey(index),
    })),
  }
}

/** The first of them can sign in. */
export const consolePassword = 'correct horse battery'

export const integrationKey = (index: number): string => `b${String(index + 1).padStart(31, '0')}`
