import { afterEach, describe, expect, test } from 'vitest'
import type { AlertDetail, AlertView } from '../../../contract/alerts.ts'
import type { EventView, SourceDetail } from '../../../contract/sources.ts'
import type { ConfigInput } from '../../testing/people.ts'
import { sourcesOf, withRules } from '../../testing/event-rules.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

let world: World
afterEach(() => world.close())

async function setUp(rules: object[], more: Partial<ConfigInput> = {}): Promise<void> {
  world = await createWorld({ change: withRules(rules, more) })
}

const detail = async (number: number) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const list = async (query = '') => (await world.alice.get<{ items: AlertView[] }>(`/alerts?${query}`)).body.items
const events = async () => (await world.alice.get<{ items: EventView[] }>('/sources/anything/events')).body.items
const ruleOf = async (name: string) =>
  (await world.alice.get<SourceDetail>('/sources/anything')).body.rules.find((rule) => rule.name === name)!
const disk = (more: object = {}) => world.send({ summary: 'Disk full', dedupKey: 'disk', ...more })
const diskIsFine = () => disk({ status: 'resolved' })
const paged = () => world.pages.take('/alice').body.alert.summary

describe('what rules change', () => {
  test('stands in the alert from the start: words, key, priority, tags, customer, service and policy', async () => {
    await setUp(
      [
        {
          name: 'Beta',
          if: 'fields.host.startsWith("beta-")',
          then: {
            customer: 'beta',
            service: '{{fields.customer}}-web',
            escalationPolicy: 'to-bob',
            summary: 'Beta: {{event.summary}}',
            dedupKey: 'beta {{fields.host}}',
            priority: 'high',
            severity: 'warning',
            tags: ['site:{{fields.site}}'],
            fields: { owner: 'beta' },
          },
        },
        { name: 'after', if: 'event.customer == "beta" && fields.owner == "beta"', then: { tags: ['seen'] } },
      ],
      {
        customers: [
          { key: 'acme', name: 'Acme GmbH' },
          { key: 'beta', name: 'Beta AG', tier: 'gold' },
        ],
        services: [
          { key: 'acme-erp', name: 'ERP', customer: 'acme' },
          { key: 'beta-web', name: 'Web', customer: 'beta' },
        ],
        escalationPolicies: [
          { key: 'default', steps: [{ targets: ['schedule:primary'] }] },
          { key: 'to-bob', steps: [{ targets: ['user:bob'] }] },
        ],
      },
    )
    await disk({ host: 'beta-1', site: 'bern', customer: 'beta', severity: 'info' })
    expect(world.pages.take('/bob').body.alert.summary).toBe('Beta: Disk full')
    expect(await detail(1)).toMatchObject({
      summary: 'Beta: Disk full',
      dedupKey: 'beta beta-1',
      priority: 'high',
      severity: 'warning',
      customer: 'beta',
      service: 'beta-web',
      policy: { key: 'to-bob' },
      fields: { owner: 'beta' },
      tags: ['priority:high', 'customer:beta', 'tier:gold', 'site:bern', 'seen'],
    })
    await disk({ host: 'beta-1', status: 'resolved' })
    expect((await detail(1)).status).toBe('resolved')
  })

  test('tags find alerts: those of rules, and customer, tier and priority by themselves', async () => {
    await setUp([{ name: 'db', if: 'event.summary.contains("database")', then: { tags: ['db'] } }], {
      customers: [{ key: 'acme', name: 'Acme GmbH', tier: 'silver' }],
    })
    await world.send({ summary: 'The database is slow', severity: 'warning' })
    await disk()
    paged()
    world.mails.take('alice@example.test')
    const numbers = async (tag: string) => (await list(`tag=${encodeURIComponent(tag)}`)).map((alert) => alert.number)
    expect(await numbers('db')).toEqual([1])
    expect(await numbers('tier:silver')).toEqual([2, 1])
    expect(await numbers('customer:acme')).toEqual([2, 1])
    expect(await numbers('priority:low')).toEqual([1])
    expect(await numbers('nothing')).toEqual([])
    await world.alice.post('/alerts/1/resolve')
    await world.alice.post('/alerts/2/resolve')
  })

  test('a key that nobody has set up keeps that of the source and is shown as failing', async () => {
    await setUp([{ name: 'by field', then: { customer: '{{fields.customer}}' } }])
    await disk({ customer: 'nobody' })
    paged()
    expect((await detail(1)).customer).toBe('acme')
    const message = 'there is no customer "nobody", so that of the source applies'
    expect((await events())[0]!.detail).toBe(`rule "by field": ${message}`)
    expect(await ruleOf('by field')).toMatchObject({ matches: 1, failures: 1, lastFailure: message })
    await diskIsFine()
  })
})

describe('a rule that cannot be evaluated', () => {
  test('is false, the others go on, and it is shown at the event and at the rule', async () => {
    await setUp([
      { name: 'broken', if: 'fields.nothing == "x"', then: { drop: true } },
      { name: 'fine', then: { tags: ['fine'] } },
    ])
    await disk()
    paged()
    expect((await detail(1)).tags).toContain('fine')
    expect((await events())[0]!.detail).toMatch(/^rule "broken": .*nothing/)
    expect(await ruleOf('broken')).toMatchObject({
      matches: 0,
      lastMatchAt: null,
      failures: 1,
      lastFailureAt: '2026-01-05T02:00:00Z',
    })
    expect(await ruleOf('fine')).toMatchObject({ matches: 1, lastMatchAt: '2026-01-05T02:00:00Z', failures: 0 })
    await diskIsFine()
  })
})

describe('what else comes through a source', () => {
  test('a test event meets the rules as well', async () => {
    await setUp([
      { name: 'tests', if: 'event.summary.contains("Alice") || true', then: { suppress: true, tags: ['test'] } },
    ])
    const { body } = await world.alice.post<{ alertNumber: number }>('/sources/anything/test')
    expect(await detail(body.alertNumber)).toMatchObject({
      held: { reason: 'suppressed' },
      tags: expect.arrayContaining(['test']),
    })
    await world.alice.post('/alerts/1/resolve')
  })

  test('support hours do not raise what a rule made low', async () => {
    await setUp([{ name: 'low', if: 'event.dedupKey == "disk"', then: { priority: 'low' } }], {
      customers: [
        {
          key: 'acme',
          name: 'Acme GmbH',
          supportHours: { timezone: 'Europe/Berlin', hours: [{ days: ['Mon'], from: '08:00', to: '18:00' }] },
        },
      ],
    })
    const text = (await world.alice.get<string>('/config')).body
    const sources = sourcesOf(text).map((source) =>
      source.key === 'anything' ? { ...source, priorities: { supportHours: { raiseWhenHoursBegin: true } } } : source,
    )
    expect((await world.alice.post('/config', { sources })).status).toBe(200)
    await disk()
    await world.send({ summary: 'ERP down', dedupKey: 'erp' })
    world.mails.mails.splice(0)
    await world.advance('6h')
    expect((await list()).map(({ dedupKey, priority }) => [dedupKey, priority])).toEqual([
      ['erp', 'high'],
      ['disk', 'low'],
    ])
    world.pages.pages.splice(0)
    for (const number of [1, 2]) await world.alice.post(`/alerts/${number}/resolve`)
  })
})
