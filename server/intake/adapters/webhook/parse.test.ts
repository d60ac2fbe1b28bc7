import { describe, expect, test } from 'vitest'
import { alertEvent } from '../../../../contract/intake/event.ts'
import { webhookOptions } from '../../../../contract/intake/webhook.ts'
import type { IntakeRequest, ParseResult } from '../adapter.ts'
import { sha256 } from '../text.ts'
import { webhook } from './parse.ts'

function send(body: unknown, options: unknown = {}, request: Partial<IntakeRequest> = {}): ParseResult {
  return webhook.parse({
    method: 'POST',
    path: '',
    headers: { 'content-type': 'application/json' },
    query: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt: Temporal.Instant.from('2026-01-05T10:00:00Z'),
    options: { webhook: webhookOptions.parse(options) },
    newKey: () => 'fresh-key',
    ...request,
  })
}

function as(type: string): Partial<IntakeRequest> {
  return { headers: type === '' ? {} : { 'content-type': type } }
}

function eventOf(body: unknown, options: unknown = {}, request: Partial<IntakeRequest> = {}) {
  const result = send(body, options, request)
  const event = result.ok ? result.events[0] : undefined
  if (event === undefined) throw new Error(`not accepted: ${result.response.body}`)
  expect(alertEvent.safeParse(event).error).toBeUndefined()
  return event
}

describe('without any options', () => {
  test('a plain summary is enough, and equal summaries belong to one alert', () => {
    const result = send({ summary: 'ERP unreachable' })
    expect(result).toMatchObject({
      ok: true,
      events: [
        { action: 'trigger', summary: 'ERP unreachable', severity: 'unknown', dedupKey: sha256('ERP unreachable') },
      ],
      response: { status: 202 },
    })
    expect(JSON.parse(result.response.body)).toMatchObject({ status: 'accepted', accepted: 1 })
    expect(eventOf({ title: 'ERP unreachable', status: 'resolved' })).toMatchObject({
      action: 'resolve',
      dedupKey: sha256('ERP unreachable'),
    })
  })

  test.each(['summary', 'title', 'message', 'text', 'Subject', 'alert_name', 'NAME', 'description'])(
    'the summary may be called %s',
    (name) => {
      expect(eventOf({ [name]: '  Disk\nfull ' }).summary).toBe('Disk')
    },
  )

  test.each(['dedupKey', 'dedup_key', 'dedup-key', 'key', 'id', 'alias', 'fingerprint', 'incident_key'])(
    'the dedup key may be called %s',
    (name) => {
      expect(eventOf({ summary: 's', [name]: 'web-07/disk' }).dedupKey).toBe('web-07/disk')
    },
  )

  test('a dedup key comes before an id, numbers are keys, and long numbers keep every digit', () => {
    expect(eventOf({ id: 'a', dedup_key: 'b', summary: 's' }).dedupKey).toBe('b')
    expect(eventOf({ id: 4711, summary: 's' }).dedupKey).toBe('4711')
    expect(eventOf('{"id": 12345678901234567891, "summary": "s"}').dedupKey).toBe('12345678901234567891')
    expect(eventOf({ id: '', summary: 's' }).dedupKey).toBe(sha256('s'))
  })

  test.each([
    [{ status: 'firing' }, 'trigger'],
    [{ status: 'resolved' }, 'resolve'],
    [{ status: 'ok' }, 'resolve'],
    [{ state: 'OK' }, 'resolve'],
    [{ event_action: 'acknowledge' }, 'acknowledge'],
    [{ status: 'Recovered' }, 'resolve'],
    [{ status: 'behoben' }, 'resolve'],
    [{ status: 'never heard of' }, 'trigger'],
    [{ status: { nested: true } }, 'trigger'],
    [{ level: 'OK' }, 'resolve'],
    [{ priority: 'normal' }, 'trigger'],
    [{ status: 'down', level: 'ok' }, 'trigger'],
    [{}, 'trigger'],
  ])('%j means %s', (body, action) => {
    expect(eventOf({ summary: 's', ...body }).action).toBe(action)
  })

  test.each([
    [{ severity: 'CRITICAL' }, 'critical'],
    [{ priority: 'P2' }, 'error'],
    [{ priority: 1 }, 'critical'],
    [{ priority: '3' }, 'warning'],
    [{ severity: 1 }, 'unknown'],
    [{ level: 'warn' }, 'warning'],
    [{ Urgency: 'low' }, 'info'],
    [{ severity: null }, 'unknown'],
  ])('the severity of %j is %s', (body, severity) => {
    expect(eventOf({ summary: 's', ...body }).severity).toBe(severity)
  })

  test('all members become readable fields, and addresses become links', () => {
    const event = eventOf({
      summary: 's',
      host: { name: 'web-07', ips: ['203.0.113.7'] },
      ok: false,
      url: 'https://shop.example.test',
      runbook_url: 'https://wiki.example.test/shop',
      timestamp: '2026-01-05T11:00:00+01:00',
    })
    expect(event.fields).toMatchObject({ 'host.name': 'web-07', 'host.ips.0': '203.0.113.7', ok: 'false' })
    expect(event.links).toEqual([
      { href: 'https://wiki.example.test/shop', text: 'Runbook' },
      { href: 'https://shop.example.test' },
    ])
    expect(event.occurredAt).toBe('2026-01-05T10:00:00Z')
  })

  test('an event with none of the usual names still reaches somebody: its members make the summary', () => {
    expect(eventOf({ sensor: { room: 'B12', celsius: 41 } }).summary).toBe('sensor.room: B12, sensor.celsius: 41')
  })

  test('nobody’s data is taken from what every object inherits', () => {
    expect(eventOf({ summary: 's' }, { fields: { dedupKey: 'constructor.name', severity: 'toString' } })).toMatchObject(
      {
        dedupKey: sha256('s'),
        severity: 'unknown',
      },
    )
  })
})

describe('the form of the body', () => {
  test('a list holds one event each; what cannot be read is named and does not cost the others', () => {
    const result = send([{ summary: 'a' }, 5, {}, { text: 'b' }])
    expect(result.ok && result.events.map((event) => event.summary)).toEqual(['a', 'b'])
    expect(result.ok && result.rejected.map((rejection) => rejection.reason)).toEqual([
      'not_an_object',
      'invalid_event',
    ])
    expect(result.response.status).toBe(202)
    expect(JSON.parse(result.response.body)).toMatchObject({
      accepted: 2,
      errors: [expect.stringMatching(/^event 1: /), expect.stringMatching(/^event 2: /)],
    })
  })

  test('a form is an event, or carries one as JSON', () => {
    const form = as('application/x-www-form-urlencoded; charset=utf-8')
    expect(eventOf('summary=Disk+full&status=firing&host=web%2D07', {}, form)).toMatchObject({
      summary: 'Disk full',
      fields: { host: 'web-07' },
    })
    expect(eventOf(`payload=${encodeURIComponent('{"text":"packed"}')}`, {}, form).summary).toBe('packed')
    expect(send('payload=%7Bbroken', {}, form)).toMatchObject({ ok: false, response: { status: 400 } })
    expect(send('a=%00', {}, form)).toMatchObject({ ok: false, reason: 'nul_character', response: { status: 400 } })
  })

  test('what curl -d sends is JSON although it says that it is a form', () => {
    expect(eventOf('{"summary":"from curl"}', {}, as('application/x-www-form-urlencoded')).summary).toBe('from curl')
  })

  test.each(['text/plain', 'text/plain; charset=utf-8', '', 'application/octet-stream'])(
    'plain text as %j is a message whose first line is the summary',
    (type) => {
      const event = eventOf('\n Backup of db-01 failed \nexit code 2\n', {}, as(type))
      expect(event.summary).toBe('Backup of db-01 failed')
      expect(event.fields.message).toContain('exit code 2')
    },
  )

  test('text that only looks like JSON is text when it says so, and broken JSON otherwise', () => {
    expect(eventOf('[CRIT] disk full', {}, as('text/plain')).summary).toBe('[CRIT] disk full')
    expect(send('[CRIT] disk full')).toMatchObject({ ok: false, reason: 'broken_json', response: { status: 400 } })
    expect(send('{"summary":', {}, as(''))).toMatchObject({ ok: false, reason: 'broken_json' })
    expect(eventOf('"just a string"').summary).toBe('just a string')
  })

  test.each([
    ['', 'empty_body', 400],
    [' \n', 'empty_body', 400],
    ['[]', 'no_events', 400],
    [JSON.stringify(Array.from({ length: 5001 }, () => ({ summary: 's' }))), 'too_many_events', 413],
  ])('%# is refused', (body, reason, status) => {
    const result = send(body)
    expect(result).toMatchObject({ ok: false, reason, response: { status } })
    expect(JSON.parse(result.response.body)).toMatchObject({
      status,
      code: expect.any(String),
      detail: expect.any(String),
    })
  })

  test.each(['null', 'true', '{}', '[null]'])('%s holds no event and is answered with 400', (body) => {
    expect(send(body)).toMatchObject({ ok: true, events: [], rejected: [{}], response: { status: 400 } })
  })

  test('other methods, addresses and multipart bodies are refused', () => {
    expect(send({ summary: 's' }, {}, { method: 'GET' })).toMatchObject({
      ok: false,
      response: { status: 405, headers: { allow: 'POST, PUT' } },
    })
    expect(send({ summary: 's' }, {}, { path: '/x' })).toMatchObject({ ok: false, response: { status: 404 } })
    expect(send('--x', {}, as('multipart/form-data; boundary=x'))).toMatchObject({
      ok: false,
      response: { status: 415 },
    })
    expect(send({ summary: 's' }, {}, { method: 'PUT', path: '/' })).toMatchObject({ ok: true })
  })
})

describe('overload', () => {
  test('is 503 with Retry-After', () => {
    expect(webhook.overload('', 7)).toMatchObject({ status: 503, headers: { 'retry-after': '7' } })
    expect(webhook.unknownKey('').status).toBe(404)
    expect(webhook.tooLarge('').status).toBe(413)
  })
})
