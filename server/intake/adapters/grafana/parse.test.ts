import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import type { IntakeRequest } from '../adapter.ts'
import { grafana } from './parse.ts'

const { send, eventOf, eventsOf, fixture } = adapterBench(grafana, import.meta.dirname)

describe('the webhook of Grafana', () => {
  test('makes one alert of each alert, with values, picture and links', () => {
    const [first, second] = eventsOf(fixture('firing.json'))
    expect(first).toMatchObject({
      action: 'trigger',
      dedupKey: '5a3e9c0d1b2f4867',
      summary: 'CPU > 95 % on web-07',
      severity: 'critical',
      fields: { 'value.A': '97.2', instance: 'web-07', grafana_folder: 'Servers' },
      links: expect.arrayContaining([
        { href: 'https://wiki.example.test/cpu', text: 'Runbook' },
        { href: expect.stringContaining('/alerting/silence/new'), text: 'Silence' },
      ]),
      images: [{ src: 'https://grafana.example.test/public/img/attachments/abc.png' }],
      occurredAt: '2026-01-05T10:00:00Z',
    })
    expect(Object.keys(first?.fields ?? {})).not.toContain('value.D')
    expect(second).toMatchObject({
      dedupKey: '77aa00bb11cc22dd',
      summary: 'HighCPU (web-08)',
      severity: 'warning',
      images: [],
    })
  })

  test('closes each alert by itself, also in a group where others still burn', () => {
    expect(eventOf(fixture('resolved.json'))).toMatchObject({ action: 'resolve', dedupKey: '5a3e9c0d1b2f4867' })
    expect(eventsOf(fixture('mixed.json')).map((event) => event.action)).toEqual(['resolve', 'trigger'])
  })

  test('names the rule that has no data', () => {
    expect(eventOf(fixture('no-data.json')).summary).toBe('DatasourceNoData: HighCPU')
  })

  test('tested with its button pages nobody', () => {
    expect(eventOf(fixture('test.json'))).toMatchObject({ action: 'ignore', reason: 'test_notification' })
  })

  test('says how many alerts Grafana has left out', () => {
    expect(eventsOf(fixture('firing.json', { truncatedAlerts: 3 }))[0]?.fields.truncatedAlerts).toBe('3')
  })

  test('keeps what can be read, and names what cannot', () => {
    const { alerts } = JSON.parse(fixture('resolved.json')) as { alerts: object[] }
    const result = send(fixture('resolved.json', { alerts: [5, { labels: {} }, { labels: [] }, ...alerts] }))
    expect(result).toMatchObject({ ok: true, response: { status: 202 } })
    expect(result.ok && result.events).toHaveLength(1)
    expect(result.ok && result.rejected.map(({ reason, raw }) => [reason, raw])).toEqual([
      ['not_an_object', 5],
      ['no_labels', { labels: {} }],
      ['wrong_type', { labels: [] }],
    ])
  })

  test('with a payload of its own, without alerts or with far too many is refused', () => {
    expect(send({ text: 'CPU is high' })).toMatchObject({
      rejected: [{ reason: 'wrong_type' }],
      response: { status: 400 },
    })
    expect(send({ alerts: [] })).toMatchObject({ rejected: [{ reason: 'no_events' }], response: { status: 400 } })
    const alerts = Array.from({ length: 5_001 }, (_, at) => ({ labels: { alertname: `a${at}` } }))
    expect(send({ alerts })).toMatchObject({ ok: false, reason: 'too_many_events', response: { status: 413 } })
    expect(send({ alerts: alerts.slice(1) })).toMatchObject({ ok: true, response: { status: 202 } })
  })
})

describe('other ways in which Grafana sends', () => {
  test('its contact point Alertmanager is taken at /api/v2/alerts', () => {
    const alerts = [{ labels: { alertname: 'HighCPU' }, UpdatedAt: '2026-01-05T10:00:00Z', Timeout: true }]
    expect(eventOf(alerts, { path: '/api/v2/alerts' })).toMatchObject({ action: 'trigger', summary: 'HighCPU' })
    expect(send(alerts, { path: '/api/v1/alerts' })).toMatchObject({ response: { status: 404 } })
  })

  test('Grafana 8 and before: a rule opens and closes one alert', () => {
    expect(eventOf(fixture('legacy-alerting.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: 'rule-1-11',
      summary: 'CPU alert',
      fields: { message: 'CPU is high', 'evalMatches.0.value': '97.2', 'tags.customer': 'acme' },
      links: [{ href: 'https://grafana.example.test/d/abc?viewPanel=2', text: 'Grafana' }],
    })
    expect(eventOf(fixture('legacy-ok.json'))).toMatchObject({ action: 'resolve', dedupKey: 'rule-1-11' })
    for (const [state, action] of [
      ['no_data', 'trigger'],
      ['paused', 'ignore'],
      ['pending', 'ignore'],
    ])
      expect(eventOf(fixture('legacy-ok.json', { state })).action).toBe(action)
  })
})

describe('the signature', () => {
  const secret = 'a-secret-of-grafana'
  const body = '{"alerts": []}'
  const receivedAt = Temporal.Instant.from('2026-01-05T10:00:00Z')
  const now = '1767607200'
  const verify = (headers: Record<string, string>, credentials: string[] = []) =>
    grafana.verify?.({ headers, body, receivedAt, credentials } as unknown as IntakeRequest, secret)
  const sign = (message: string) => createHmac('sha256', secret).update(message).digest('hex')

  test('is right over the body, and over time and body', () => {
    expect(verify({ 'x-grafana-alerting-signature': sign(body) })).toBeUndefined()
    for (const time of [now, String(Number(now) - 300)]) {
      const headers = { 'x-grafana-alerting-timestamp': time, 'x-grafana-alerting-signature': sign(`${time}:${body}`) }
      expect(verify(headers)).toBeUndefined()
    }
  })

  test('is refused when it is of another time, older than five minutes, or wrong', () => {
    const old = String(Number(now) - 301)
    for (const headers of [
      { 'x-grafana-alerting-signature': sign('x') },
      { 'x-grafana-alerting-signature': sign(`${now}:${body}`) },
      { 'x-grafana-alerting-timestamp': old, 'x-grafana-alerting-signature': sign(`${old}:${body}`) },
      { 'x-grafana-alerting-timestamp': 'soon', 'x-grafana-alerting-signature': sign(`soon:${body}`) },
      { 'x-grafana-alerting-timestamp': now, 'x-grafana-alerting-signature': sign(body) },
    ]) {
      expect(verify(headers)).toMatchObject({ reason: 'wrong_signature', response: { status: 401 } })
    }
  })

  test('may be left out by an older Grafana that sends the secret as its credentials', () => {
    expect(verify({}, [secret])).toBeUndefined()
    expect(verify({}, ['another'])).toMatchObject({ reason: 'wrong_secret', response: { status: 401 } })
    expect(verify({})).toMatchObject({ reason: 'wrong_secret' })
  })
})
