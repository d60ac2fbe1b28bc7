import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { alertEvent } from '../../../../contract/intake/event.ts'
import type { IntakeRequest, ParseResult } from '../adapter.ts'
import { alertmanager } from './parse.ts'

function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')
}

function send(body: unknown, request: Partial<IntakeRequest> = {}): ParseResult {
  return alertmanager.parse({
    method: 'POST',
    path: '',
    headers: { 'content-type': 'application/json' },
    query: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt: Temporal.Instant.from('2026-11-21T17:22:46Z'),
    options: {},
    newKey: () => 'fresh-key',
    ...request,
  })
}

/** Prometheus, which takes us for an Alertmanager. */
function push(body: unknown, receivedAt = '2026-11-21T17:22:46Z'): ParseResult {
  return send(body, { path: '/api/v2/alerts', receivedAt: Temporal.Instant.from(receivedAt) })
}

function eventsOf(result: ParseResult) {
  if (!result.ok) throw new Error(`not accepted: ${result.response.body}`)
  for (const event of result.events) expect(alertEvent.safeParse(event).error).toBeUndefined()
  return result.events
}

const labels = { alertname: 'DiskFull', instance: 'web-07:9100' }

describe('the webhook of Alertmanager', () => {
  test('each alert of a group is an event of its own, under the fingerprint that Alertmanager gave it', () => {
    const result = send(fixture('webhook-firing'))
    const [first, second] = eventsOf(result)
    expect(first).toMatchObject({
      action: 'trigger',
      dedupKey: 'f49d06271441d2b7',
      summary: 'Disk 96% full <äöü>',
      severity: 'critical',
      occurredAt: '2026-11-21T17:22:35.150186762Z',
      fields: { alertname: 'DiskFull', instance: 'web-07:9100', severity: 'critical' },
      links: [
        { href: 'https://wiki.example.test/disk?a=1&b=2', text: 'Runbook' },
        { href: 'http://prometheus.example.test:9090/graph?g0.expr=x&g0.tab=1' },
        { href: 'http://alertmanager.example.test:9093', text: 'Alertmanager' },
      ],
    })
    expect(second).toMatchObject({
      action: 'trigger',
      dedupKey: '98896e240739bf41',
      summary: 'DiskFull (web-08:9100)',
      severity: 'warning',
    })
    expect(first?.expiresAt).toBeUndefined()
    expect(result.response.status).toBe(200)
  })

  test('resolved alerts resolve, alert by alert', () => {
    expect(eventsOf(send(fixture('webhook-resolved'))).map(({ action, dedupKey }) => [action, dedupKey])).toEqual([
      ['resolve', 'f49d06271441d2b7'],
      ['resolve', '98896e240739bf41'],
    ])
    const mixed = {
      status: 'firing',
      alerts: [{ status: 'resolved', labels }, { status: 'firing', labels }, { labels }],
    }
    expect(eventsOf(send(mixed)).map((event) => event.action)).toEqual(['resolve', 'trigger', 'trigger'])
  })

  test('Grafana’s webhook has the same form', () => {
    expect(eventsOf(send(fixture('grafana-webhook')))).toMatchObject([
      {
        action: 'trigger',
        dedupKey: '5a3e1c2f9b0d4e67',
        summary: 'The processor has been busy for ten minutes.',
        severity: 'warning',
        links: [
          { href: 'https://wiki.example.test/cpu', text: 'Runbook' },
          { text: 'Dashboard' },
          { text: 'Panel' },
          { href: 'https://grafana.example.test/alerting/grafana/d9f2/view?orgId=1' },
          {},
          { href: 'https://grafana.example.test/' },
        ],
      },
    ])
  })

  test('one alert that cannot be read does not cost the others, because Alertmanager drops the group after a 4xx', () => {
    const result = send({ alerts: [{ labels }, { labels: { a: 1 } }, null, {}, { fingerprint: 'abc' }] })
    expect(eventsOf(result).map((event) => event.dedupKey)).toEqual([expect.any(String), 'abc'])
    expect(result.response.status).toBe(200)
    expect(result.ok && result.rejected.map(({ reason, detail }) => [reason, detail])).toEqual([
      ['wrong_type', 'alert 1: labels.a must be a string'],
      ['not_an_object', 'alert 2: an alert must be an object'],
      ['no_labels', 'alert 3: at least one label is required'],
    ])
    expect(send({ alerts: [{}] })).toMatchObject({ ok: true, events: [], response: { status: 400 } })
  })

  test('what max_alerts cut off is said on the alerts that came', () => {
    expect(eventsOf(send({ alerts: [{ labels }], truncatedAlerts: 3 }))[0]?.fields.truncatedAlerts).toBe('3')
  })

  test.each([
    ['{', 'broken_json', 400],
    ['[]', 'not_an_object', 400],
    [{ alerts: 'none' }, 'wrong_type', 400],
    [{}, 'wrong_type', 400],
    [{ alerts: [] }, 'no_events', 400],
    [{ alerts: Array.from({ length: 5001 }, () => ({ labels })) }, 'too_many_events', 413],
  ])('%# is refused with a JSON body that says why', (body, reason, status) => {
    const result = send(body)
    expect(result).toMatchObject({ ok: false, reason, response: { status } })
    expect(JSON.parse(result.response.body)).toMatchObject({ error: expect.any(String) })
  })
})

describe('Prometheus itself', () => {
  test('a firing alert expires at its endsAt unless a repeat moves it on', () => {
    const result = push(fixture('prometheus-firing'))
    expect(eventsOf(result)).toMatchObject([
      {
        action: 'trigger',
        dedupKey: 'ff412416e3cccdbf',
        summary: 'Disk 96% full on web-07:9100',
        severity: 'critical',
        occurredAt: '2026-11-21T17:22:33.028Z',
        expiresAt: '2026-11-21T17:22:47.028Z',
      },
    ])
    expect(result.response).toEqual({ status: 200, headers: {}, body: '' })
  })

  test('an alert whose endsAt has come is resolved, under the same key', () => {
    const events = eventsOf(push(fixture('prometheus-resolved')))
    expect(events).toMatchObject([{ action: 'resolve', dedupKey: 'ff412416e3cccdbf' }])
    expect(events[0]?.expiresAt).toBeUndefined()
    const at = '2026-11-21T17:22:46Z'
    expect(eventsOf(push([{ labels, endsAt: at }], at))[0]?.action).toBe('resolve')
    expect(eventsOf(push([{ labels, endsAt: '2026-11-21T17:22:46.001Z' }], at))[0]?.action).toBe('trigger')
  })

  test.each([undefined, null, '', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'])(
    'without an end (%j) it stays open for five minutes from when we received it',
    (endsAt) => {
      expect(eventsOf(push([{ labels, endsAt, startsAt: endsAt }], '2026-11-21T17:22:46Z'))).toMatchObject([
        { action: 'trigger', expiresAt: '2026-11-21T17:27:46Z' },
      ])
    },
  )

  test('Grafana’s extra members are ignored, and the fingerprint is always ours', () => {
    const [event] = eventsOf(push(fixture('grafana-api')))
    expect(event).toMatchObject({ action: 'trigger', summary: 'CPU > 95 %', expiresAt: '2026-11-21T17:27:46Z' })
    expect(eventsOf(push([{ labels, fingerprint: 'mine' }]))[0]?.dedupKey).toMatch(/^[0-9a-f]{16}$/)
  })

  test('empty labels make no difference to who an alert is', () => {
    const keys = eventsOf(push([{ labels }, { labels: { ...labels, job: '' } }])).map((event) => event.dedupKey)
    expect(new Set(keys).size).toBe(1)
  })

  test('the valid alerts of a batch are stored, and the 400 names the others in a JSON string', () => {
    const result = push([
      { labels },
      { labels: {} },
      { labels: { a: '' } },
      { labels, startsAt: '2026-11-21T12:00:00Z', endsAt: '2026-11-21T11:00:00Z' },
      { labels, endsAt: 'nonsense' },
      { labels, annotations: { summary: 5 } },
      7,
    ])
    expect(eventsOf(result)).toHaveLength(1)
    expect(result.ok && result.rejected.map((rejection) => rejection.reason)).toEqual([
      'no_labels',
      'no_labels',
      'ends_before_start',
      'wrong_type',
      'wrong_type',
      'not_an_object',
    ])
    expect(result.response.status).toBe(400)
    expect(JSON.parse(result.response.body)).toMatch(/^alert 1: at least one label is required; alert 2: .*; alert 6: /)
  })

  test.each([
    ['{', 'broken_json', 400],
    ['', 'empty_body', 400],
    [{}, 'wrong_type', 400],
    [Array.from({ length: 5001 }, () => ({ labels })), 'too_many_events', 413],
  ])('%# is refused with a JSON string', (body, reason, status) => {
    const result = push(body)
    expect(result).toMatchObject({ ok: false, reason, response: { status } })
    expect(typeof JSON.parse(result.response.body)).toBe('string')
  })

  test('an empty batch is fine', () => {
    expect(push([])).toMatchObject({ ok: true, events: [], response: { status: 200, body: '' } })
  })
})

describe('what both senders share', () => {
  test.each([
    [{ summary: 'S', title: 'T', description: 'D' }, 'S'],
    [{ title: 'T', description: 'D' }, 'T'],
    [{ description: '\n  First line \nsecond' }, 'First line'],
    [{ summary: ' \n' }, 'DiskFull (web-07:9100)'],
  ])('the summary of %j is %s', (annotations, summary) => {
    expect(eventsOf(push([{ labels, annotations }]))[0]?.summary).toBe(summary)
  })

  test('without a name the labels make the summary', () => {
    expect(eventsOf(push([{ labels: { job: 'node', host: 'a' } }]))[0]?.summary).toBe('job=node, host=a')
    expect(eventsOf(push([{ labels: { alertname: 'Only' } }]))[0]?.summary).toBe('Only')
  })

  test('a label and an annotation of one name both stay readable', () => {
    const [event] = eventsOf(push([{ labels: { ...labels, team: 'db' }, annotations: { team: 'the database team' } }]))
    expect(event?.fields).toMatchObject({ team: 'db', 'annotation.team': 'the database team' })
  })

  test('other addresses and methods are refused', () => {
    expect(send({ alerts: [{ labels }] }, { path: '/api/v1/alerts' })).toMatchObject({ response: { status: 404 } })
    expect(send({}, { method: 'GET' })).toMatchObject({ response: { status: 405, headers: { allow: 'POST, PUT' } } })
    expect(send([], { method: 'DELETE', path: '/api/v2/alerts' })).toMatchObject({
      response: { status: 405, headers: { allow: 'POST' } },
    })
  })

  test('overload is 503 with Retry-After, because a 429 makes Alertmanager give up', () => {
    expect(alertmanager.overload('', 5)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    const answer = alertmanager.overload('/in/key/api/v2/alerts', 5)
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    expect(typeof JSON.parse(answer.body)).toBe('string')
    expect(alertmanager.unknownKey('').status).toBe(404)
    expect(alertmanager.tooLarge('/api/v2/alerts/').status).toBe(413)
  })
})
