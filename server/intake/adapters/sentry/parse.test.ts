import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import type { IntakeRequest } from '../adapter.ts'
import { sentry } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(sentry, import.meta.dirname)
const about = (resource: string) => ({
  headers: { 'content-type': 'application/json', 'sentry-hook-resource': resource },
})

describe('an issue of Sentry', () => {
  test('whose alert rule is fulfilled opens an alert', () => {
    expect(eventOf(fixture('event-alert.json'), about('event_alert'))).toMatchObject({
      action: 'trigger',
      dedupKey: 'sentry-issue-1170820242',
      summary: 'ReferenceError: heck is not defined',
      severity: 'error',
      fields: { rule: 'Very important alert rule!', environment: 'production', 'tag.customer': 'acme' },
      links: [{ href: expect.stringContaining('/issues/1170820242/'), text: 'Sentry' }],
      occurredAt: '2026-01-05T10:00:00Z',
    })
  })

  test('that is resolved or archived closes the same alert', () => {
    for (const action of ['resolved', 'archived', 'ignored']) {
      expect(eventOf(fixture('issue-resolved.json', { action }), about('issue'))).toMatchObject({
        action: 'resolve',
        dedupKey: 'sentry-issue-1170820242',
        fields: { actor: 'Ann', project: 'shop' },
      })
    }
  })

  test('that is new or comes back opens it, and one that is assigned is noted', () => {
    for (const action of ['created', 'unresolved'])
      expect(eventOf(fixture('issue-resolved.json', { action }), about('issue')).action).toBe('trigger')
    expect(eventOf(fixture('issue-assigned.json'), about('issue'))).toMatchObject({
      action: 'ignore',
      reason: 'comment',
    })
    expect(eventOf(fixture('issue-assigned.json', { action: 'constructor' }), about('issue')).reason).toBe(
      'no_change_of_state',
    )
  })

  test.each([
    ['fatal', 'critical'],
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['debug', 'info'],
  ])('of level %s is %s', (level, severity) => {
    expect(eventOf(fixture('legacy.json', { level })).severity).toBe(severity)
  })

  test('of the old plugin has the same key, so that a resolution finds it', () => {
    expect(eventOf(fixture('legacy.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: 'sentry-issue-1170820242',
      summary: 'Database is gone',
      severity: 'critical',
      fields: { project_name: 'Shop', rule: 'Every fatal error' },
    })
  })
})

describe('a metric alert of Sentry', () => {
  test('of projects that are no names is read without them', () => {
    const body = JSON.parse(fixture('metric-critical.json')) as { data: { metric_alert: object } }
    const metric_alert = { ...body.data.metric_alert, projects: ['shop', { toString: 1 }, null] }
    const altered = { ...body, data: { ...body.data, metric_alert } }
    expect(eventOf(altered, about('metric_alert')).fields.projects).toBe('shop')
  })

  test('opens and closes by its own number', () => {
    expect(eventOf(fixture('metric-critical.json'), about('metric_alert'))).toMatchObject({
      action: 'trigger',
      dedupKey: 'sentry-metric-4',
      summary: 'Critical: Too many errors',
      severity: 'critical',
      fields: { aggregate: 'count()', projects: 'shop', description: expect.stringContaining('512 events') },
      occurredAt: '2026-01-05T09:59:00Z',
    })
    expect(eventOf(fixture('metric-critical.json', { action: 'warning' }), about('metric_alert')).severity).toBe(
      'warning',
    )
    expect(eventOf(fixture('metric-resolved.json'), about('metric_alert'))).toMatchObject({
      action: 'resolve',
      dedupKey: 'sentry-metric-4',
    })
  })
})

describe('other hooks of Sentry', () => {
  test('an installation, single errors, comments and what is yet to come are answered well and open nothing', () => {
    for (const resource of ['installation', 'error', 'seer', 'comment']) {
      expect(eventOf(fixture('installation.json'), about(resource)).action).toBe('ignore')
    }
  })

  test('the example event of the test button pages nobody', () => {
    expect(eventOf(fixture('event-alert-sample.json'))).toMatchObject({ action: 'ignore', reason: 'test_notification' })
  })

  test('without the header what it is about is seen in the body', () => {
    expect(eventOf(fixture('metric-critical.json')).dedupKey).toBe('sentry-metric-4')
    expect(eventOf(fixture('issue-resolved.json')).action).toBe('resolve')
    expect(eventOf(fixture('event-alert.json')).action).toBe('trigger')
    expect(eventOf(fixture('installation.json')).action).toBe('ignore')
  })

  test.each([
    ['event_alert', { data: {} }],
    ['event_alert', { data: { event: {} } }],
    ['metric_alert', { data: { metric_alert: { id: null } } }],
    ['issue', { data: { issue: [] } }],
  ])('%s without what it is about is refused: %j', (resource, body) => {
    expect(send(body, about(resource))).toMatchObject({
      rejected: [{ reason: 'invalid_event', detail: expect.stringContaining('data.') }],
      response: { status: 400 },
    })
    expect(send({ hello: 1 })).toMatchObject({ response: { status: 400 } })
  })
})

describe('the signature', () => {
  const secret = 'client-secret-of-sentry'
  const body = '{"action": "resolved",  "data": {"issue": {"id": "1"}}}'
  const verify = (headers: Record<string, string>, bytes = body) =>
    sentry.verify?.({ headers, body: new TextEncoder().encode(bytes) } as unknown as IntakeRequest, secret)
  const signature = createHmac('sha256', secret).update(body).digest('hex')

  test('over the body as it came is right, in either header', () => {
    expect(verify({ 'sentry-hook-signature': signature })).toBeUndefined()
    expect(verify({ 'sentry-app-signature': signature.toUpperCase() })).toBeUndefined()
  })

  test('that is missing, wrong, cut, or of another body is refused with 401', () => {
    const wrong = [
      {},
      { 'sentry-hook-signature': '' },
      { 'sentry-hook-signature': signature.slice(0, 62) },
      { 'sentry-hook-signature': 'zz' },
    ]
    for (const headers of wrong)
      expect(verify(headers)).toMatchObject({ reason: 'wrong_signature', response: { status: 401 } })
    // The same JSON, written differently.
    expect(verify({ 'sentry-hook-signature': signature }, JSON.stringify(JSON.parse(body)))).toMatchObject({
      ok: false,
    })
  })
})
