import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { intakeReasons } from '../../contract/intake/reason.ts'
import { sourceTypes } from '../../contract/config/source.ts'
import { eventList, sourceDetail, sourceList } from '../../contract/sources.ts'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'
import { setupGuide } from './guide.ts'

let bench: IntakeBench
let node: IntakeNode
beforeAll(async () => {
  bench = await createIntakeBench()
  node = await bench.node()
})
afterAll(() => bench.close())

const alice = (method: string, path: string, role?: Parameters<IntakeNode['api']>[3], body?: object) =>
  node.api(bench.alice.orgId, method, path, role, body)

const trigger = (key: string) => ({ summary: key, dedup_key: key, severity: 'critical' })

describe('sources over the API', () => {
  test('tell what arrived lately and what is open', async () => {
    await node.send(bench.alice.keys.webhook, [trigger('a'), trigger('b'), { ...trigger('a'), action: 'resolve' }])
    const { items } = sourceList.parse((await alice('GET', '/sources')).body)
    const webhook = items.find((item) => item.key === 'webhook')!
    expect(webhook).toMatchObject({
      type: 'webhook',
      builtIn: false,
      enabled: true,
      integrationKey: bench.alice.keys.webhook,
      url: `${node.url}/in/${bench.alice.keys.webhook}`,
      eventsLast24h: 3,
      openAlerts: 1,
      lastEventAt: node.clock.now().toString(),
    })
    expect(items.find((item) => item.key === 'pagerduty')).toMatchObject({ eventsLast24h: 0, lastEventAt: null })
  })

  test('come page by page', async () => {
    const first = sourceList.parse((await alice('GET', '/sources?limit=2')).body)
    expect(first.items.map((item) => item.key)).toEqual(['alertmanager', 'pagerduty'])
    const second = sourceList.parse((await alice('GET', `/sources?limit=2&cursor=${first.nextCursor}`)).body)
    expect([second.items.map((item) => item.key), second.nextCursor]).toEqual([['webhook'], null])
  })

  test('hide the key, also in the address and in the guide, from those who may not read secrets', async () => {
    const { body } = await alice('GET', '/sources/webhook', 'responder')
    expect(JSON.stringify(body)).not.toContain(bench.alice.keys.webhook)
    expect(sourceDetail.parse(body).integrationKey).toMatch(/^•{28}.{4}$/)
  })

  test('bring their guide in the language that is asked for, filled in', async () => {
    const german = sourceDetail.parse((await alice('GET', '/sources/webhook?language=de')).body).setup?.markdown ?? ''
    const english = sourceDetail.parse((await alice('GET', '/sources/webhook')).body).setup?.markdown ?? ''
    expect(german).not.toBe(english)
    for (const guide of [german, english]) {
      expect(guide).toContain(`${node.url}/in/${bench.alice.keys.webhook}`)
      expect(guide).not.toMatch(/\{\{(url|integrationKey|publicUrl)\}\}/)
    }
  })

  test.each(sourceTypes)('of type %s have a guide in both languages', (type) => {
    const values = { url: 'https://p.test/in/key', integrationKey: 'key', publicUrl: 'https://p.test' }
    for (const language of ['de', 'en'] as const)
      expect(setupGuide(type, language, values)?.length).toBeGreaterThan(300)
  })

  test('are unknown to other organizations and to stakeholders', async () => {
    expect(await node.api(bench.charlie.orgId, 'GET', `/sources/${await idOf('webhook')}`)).toMatchObject({
      status: 404,
    })
    expect((await alice('GET', '/sources', 'stakeholder')).status).toBe(403)
    expect((await alice('POST', '/sources/webhook/rotate-key', 'manager')).status).toBe(403)
    expect((await alice('POST', '/sources/webhook/test', 'responder')).status).toBe(403)
  })

  const idOf = async (key: string) => sourceDetail.parse((await alice('GET', `/sources/${key}`)).body).id
})

describe('raw events', () => {
  test('show what was sent and what became of it, newest first, page by page', async () => {
    const before = await events('/sources/pagerduty/events')
    expect(before.items).toEqual([])
    const send = (action: string, summary: string) =>
      fetch(`${node.url}/v2/enqueue`, {
        method: 'POST',
        body: JSON.stringify({
          routing_key: bench.alice.keys.pagerduty,
          event_action: action,
          dedup_key: 'disk',
          payload: { summary, source: 'web-07', severity: 'error' },
        }),
      })
    for (const [action, summary] of [
      ['resolve', 'late'],
      ['trigger', 'full'],
      ['trigger', ''],
    ] as const)
      await send(action, summary)
    await node.intake.collector.drain()
    const first = await events('/sources/pagerduty/events?limit=2')
    const rest = await events(`/sources/pagerduty/events?limit=2&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items].map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['rejected', 'invalid_event'],
      ['created', null],
      ['dropped', 'no_open_alert'],
    ])
    expect(first.items[0]).toMatchObject({ detail: expect.stringContaining('payload.summary'), alertId: null })
    expect(first.items[1]).toMatchObject({ source: 'pagerduty', raw: { payload: { summary: 'full' } } })
    expect(rest.nextCursor).toBe(null)
    expect((await events('/sources/pagerduty/events?outcome=created')).items).toHaveLength(1)
  })

  test('are found by their id and by their alert', async () => {
    const [created] = (await events('/sources/pagerduty/events?outcome=created')).items
    expect((await alice('GET', `/events/${created!.id}`)).body).toEqual(created)
    expect((await events(`/alerts/${created!.alertId}/events`)).items).toEqual([created])
    expect((await events(`/alerts/${created!.alertNumber}/events`)).items).toEqual([created])
    for (const path of [
      `/events/${created!.id}`,
      `/alerts/${created!.alertId}/events`,
      `/sources/${created!.source}x/events`,
    ]) {
      expect((await node.api(bench.charlie.orgId, 'GET', path)).status).toBe(404)
    }
    expect((await alice('GET', '/events/no-id')).status).toBe(404)
    expect((await alice('GET', '/sources/pagerduty/events?cursor=no-id')).status).toBe(400)
  })

  test.each(['de', 'en'] as const)('have every reason in words (%s)', (language) => {
    const words = node.kernel.i18n.in(language)
    for (const reason of [...intakeReasons, 'no_open_alert', 'ignored'])
      expect(words(`sources:reason.${reason}`)).toBeTruthy()
  })

  const events = async (path: string) => eventList.parse((await alice('GET', path)).body)
})

describe('a test event', () => {
  test('becomes an alert of low priority that says it is a test, each time another one', async () => {
    const first = (await alice('POST', '/sources/pagerduty/test')).body
    const second = (await alice('POST', '/sources/pagerduty/test')).body
    expect(first).toMatchObject({ dedupKey: expect.stringMatching(/^test:/), alertNumber: expect.any(Number) })
    expect(second['alertNumber']).not.toBe(first['alertNumber'])
    const [alert] = await bench.rows<{ summary: string; priority: string }>(
      `select summary, priority from alerts where id = '${String(first['alertId'])}'`,
    )
    expect(alert).toEqual({
      summary: 'Test event for pagerduty, sent by Alice: nothing is wrong',
      priority: 'low',
    })
  })

  test('is refused for a source that is switched off, and for the built-in ones', async () => {
    await bench.rows(
      `update sources set enabled = false where key = 'alertmanager' and org_id = '${bench.alice.orgId}'`,
    )
    expect((await alice('POST', '/sources/alertmanager/test')).status).toBe(409)
    await bench.rows(
      `insert into sources (org_id, key, name, type) values ('${bench.alice.orgId}', 'pikett-system', 'P', 'system')`,
    )
    expect((await alice('POST', '/sources/pikett-system/test')).status).toBe(409)
    expect((await alice('POST', '/sources/pikett-system/rotate-key')).status).toBe(409)
    expect((await alice('GET', '/sources/pikett-system')).body).toMatchObject({ builtIn: true, url: null, setup: null })
    await bench.rows(`update sources set enabled = true where key = 'alertmanager' and org_id = '${bench.alice.orgId}'`)
  })
})

describe('a rotated key', () => {
  test('works at once on every node, and the old one on none when it was ended', async () => {
    const other = await bench.node({})
    const old = bench.alice.keys.webhook
    for (const one of [node, other]) expect((await one.send(old, trigger('known'))).status).toBe(202)
    const { integrationKey } = sourceDetail.parse(
      (await alice('POST', '/sources/webhook/rotate-key', 'owner', { overlap: '0s' })).body,
    )
    expect((await node.send(old, trigger('x'))).status).toBe(404)
    expect((await node.send(integrationKey!, trigger('x'))).status).toBe(202)
    expect((await other.send(integrationKey!, trigger('x'))).status).toBe(202)
    // The message to the other node is on its way; well before what it knows would grow old by itself (5 s).
    const deadlineMs = performance.now() + 4_000
    while ((await other.send(old, trigger('x'))).status !== 404) expect(performance.now()).toBeLessThan(deadlineMs)
  })
})
