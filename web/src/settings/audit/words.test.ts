import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Words } from '../../alerts/timeline/words.ts'
import en from '../../app/catalogue/en.ts'
import later from '../../app/catalogue/en-later.ts'
import type { Translate } from '../../app/i18n.ts'
import type { AuditEntry } from '../queries.ts'
import { actText, changesOf, changeText, subjectText } from './words.ts'

const sources = import.meta.glob<string>(['../../../../server/**/*.ts', '!../../../../server/**/*.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

const words: Words = {
  t: ((key: string, values?: object) => i18next.t(key, { ...values })) as Translate,
  has: (key) => i18next.exists(key),
  viewer: { language: 'en', timezone: 'Europe/Berlin' },
}

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { ...en, ...later } }, interpolation: { escapeValue: false } })
})

function entry(action: string, rest: Partial<AuditEntry> = {}): AuditEntry {
  return {
    organization: '',
    seq: 1,
    at: '2026-11-20T02:07:00Z',
    actor: { kind: 'user', name: 'Ann' },
    subject: null,
    data: {},
    previousHash: '',
    hash: '',
    ...rest,
    action,
  }
}

/** Those whose name the server puts together. */
const puttogether = [
  'user.created',
  'user.removed',
  'api_key.created',
  'api_key.changed',
  'api_key.revoked',
  'configuration.applied',
  'configuration.changed',
  'maintenance_window.created',
  'maintenance_window.changed',
  'maintenance_window.ended',
  'maintenance_window.removed',
  'session.began',
  'session.ended',
  'session.refused',
  'password.changed',
]

/** As the server writes them: `action: 'source.tested'`, or handed to a function that notes it. */
function actionsOfServer(): string[] {
  const pattern = /(?:action: |\b(?:note|tell|noteAccount)\([^()']*)'([a-z_]+(?:\.[a-z_]+)+)'/g
  return Object.values(sources).flatMap((text) => [...text.matchAll(pattern)].map(([, action]) => action ?? ''))
}

describe('an entry of the audit log', () => {
  test('has words for everything that the server notes', () => {
    const actions = [...new Set([...actionsOfServer(), ...puttogether])]
    expect(actions.length).toBeGreaterThan(30)
    const unknown = actions.filter((action) => actText(entry(action), words).startsWith('Ann: '))
    expect(unknown).toEqual([])
  })

  test('says who did what to what', () => {
    const subject = { kind: 'schedule', key: 'primary', name: 'Primary' }
    expect(actText(entry('schedule.override.created', { subject }), words)).toBe('Ann set up a cover in Primary')
    expect(actText(entry('session.began'), words)).toBe('Ann signed in')
  })

  test('about an alert reads as in its timeline, and names the alert', () => {
    const subject = { kind: 'alert', key: '12', name: 'ERP unreachable' }
    const told = entry('alert.acknowledged', { subject, actor: { kind: 'api_key', name: 'ops' } })
    expect(actText(told, words)).toBe('API key ops acknowledged')
    expect(subjectText(told)).toBe('#12 ERP unreachable')
  })

  test('counts what a file changed, and tells each change', () => {
    const changes = [{ noun: 'schedules', key: 'primary', action: 'update', fields: ['layers'] }]
    const applied = entry('configuration.applied', { data: { changes }, actor: { kind: 'file', name: 'pikett.yaml' } })
    const file = 'The configuration file at the start of Pikett'
    expect(actText(applied, words)).toBe(`${file} changed the schedule primary`)
    const more = { changes: [...changes, { noun: 'sources', key: 'erp', action: 'create' }] }
    expect(actText({ ...applied, data: more }, words)).toBe(`${file} changed 2 things in the set-up`)
    expect(actText({ ...applied, data: more }, words, 'source:erp')).toBe(`${file} set up the source erp`)
    expect(changesOf(applied).map((change) => changeText(change, words))).toEqual([
      'Schedules: primary, changed (layers)',
    ])
  })

  test('of a kind that this console does not know is readable', () => {
    expect(actText(entry('ticket.work_logged'), words)).toBe('Ann: ticket work logged')
  })
})
