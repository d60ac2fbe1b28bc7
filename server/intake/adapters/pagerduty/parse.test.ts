import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { alertEvent } from '../../../../contract/intake/event.ts'
import type { IntakeRequest, ParseResult } from '../adapter.ts'
import { pagerduty, routingKeyOf } from './parse.ts'

const routingKey = 'r0000000000000000000000000000002'

function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')
}

function send(body: unknown, request: Partial<IntakeRequest> = {}): ParseResult {
  return pagerduty.parse({
    method: 'POST',
    path: '/v2/enqueue',
    headers: { 'content-type': 'application/json' },
    query: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt: Temporal.Instant.from('2026-01-05T10:00:00Z'),
    options: {},
    newKey: () => 'fresh-key',
    ...request,
  })
}

/** The one event of a request that must be accepted, and what the sender is told. */
function accepted(body: unknown, request: Partial<IntakeRequest> = {}) {
  const result = send(body, request)
  const event = result.ok ? result.events[0] : undefined
  if (!result.ok || event === undefined) throw new Error(`not accepted: ${result.response.body}`)
  expect(alertEvent.safeParse(event).error).toBeUndefined()
  expect(result.events).toHaveLength(1)
  return { event, response: result.response, answer: JSON.parse(result.response.body) as unknown }
}

function errorsOf(result: ParseResult): string[] {
  expect(result.ok).toBe(false)
  return (JSON.parse(result.response.body) as { errors: string[] }).errors
}

const valid = {
  routing_key: routingKey,
  event_action: 'trigger',
  dedup_key: 'disk/web-07',
  payload: { summary: 'Disk full', source: 'web-07', severity: 'error' },
}

describe('the routing key', () => {
  test('is found before anything else is looked at, in both versions', () => {
    expect(routingKeyOf(fixture('zabbix-recovery'))).toMatchObject({ ok: true, routingKey })
    expect(routingKeyOf(fixture('legacy-resolve'))).toMatchObject({ ok: true, routingKey })
    const found = routingKeyOf(fixture('zabbix-recovery'))
    if (!found.ok) throw new Error('no key')
    expect(accepted('not read again', { json: found.json }).event.dedupKey).toBe('47110815')
  })

  test.each([
    [{ ...valid, routing_key: 'short' }, "Length of 'routing_key' is incorrect (should be 32 characters)"],
    [{ ...valid, routing_key: undefined }, "'routing_key' is missing or blank"],
    [{ ...valid, routing_key: 7 }, "'routing_key' must be a string"],
    [[valid], 'the body must be a JSON object'],
  ])('of a body without a proper one is refused in words (%#)', (body, error) => {
    const result = routingKeyOf(JSON.stringify(body))
    expect(result.ok ? '' : errorsOf(result)).toEqual([error])
  })

  test('that nobody has is refused so that every client shows why', () => {
    expect(pagerduty.unknownKey('/v2/enqueue')).toMatchObject({ status: 400 })
    expect(JSON.parse(pagerduty.unknownKey('/v2/enqueue').body)).toMatchObject({ errors: ['Invalid routing key'] })
  })

  test('is not kept with the event: it is the secret of the source', () => {
    expect(JSON.stringify(accepted(valid).event)).not.toContain(routingKey)
  })
})

describe('what PagerDuty refuses, in its words', () => {
  const payload = valid.payload
  test.each([
    [{ ...valid, event_action: undefined }, ["'event_action' is missing or blank"]],
    [{ ...valid, event_action: 'TRIGGER' }, ["'event_action' must be one of trigger, acknowledge, resolve"]],
    [{ ...valid, event_action: 'resolve', dedup_key: '' }, ["'dedup_key' is missing or blank"]],
    [{ ...valid, event_action: 'acknowledge', dedup_key: null }, ["'dedup_key' is missing or blank"]],
    [{ ...valid, dedup_key: { a: 1 } }, ["'dedup_key' must be a string"]],
    [{ ...valid, payload: null }, ["'payload' is missing or blank"]],
    [{ ...valid, payload: 'x' }, ["'payload' must be an object"]],
    [{ ...valid, payload: { ...payload, summary: ' ' } }, ["'payload.summary' is missing or blank"]],
    [{ ...valid, payload: { ...payload, summary: 5 } }, ["'payload.summary' must be a string"]],
    [{ ...valid, payload: { ...payload, source: '' } }, ["'payload.source' is missing or blank"]],
    [{ ...valid, payload: { ...payload, severity: 'Critical' } }, [expect.stringContaining("'payload.severity'")]],
    [
      { routing_key: routingKey, event_action: 'trigger', payload: {} },
      [
        "'payload.summary' is missing or blank",
        "'payload.source' is missing or blank",
        "'payload.severity' is missing or blank",
      ],
    ],
  ])('%#', (body, errors) => {
    const result = send(body)
    expect(result.response.status).toBe(400)
    expect(errorsOf(result)).toEqual(errors)
    expect(JSON.parse(result.response.body)).toMatchObject({
      status: 'invalid event',
      message: 'Event object is invalid',
    })
  })

  test.each([
    ['/v2/change/enqueue', { payload: {} }, "'payload.summary' is missing or blank"],
    ['/v2/change/enqueue', {}, "'payload' is missing or blank"],
    ['/generic/2010-04-15/create_event.json', { event_type: 'resolve' }, "'incident_key' is missing or blank"],
    ['/generic/2010-04-15/create_event.json', { event_type: 'trigger' }, "'description' is missing or blank"],
  ])('%s with %j', (path, body, error) => {
    expect(errorsOf(send(body, { path }))).toEqual([error])
  })

  test('a body that is no JSON has the words that tools look for, and quotes nothing of it', () => {
    const result = send(`{"routing_key":"${routingKey}", oops}`)
    expect(result).toMatchObject({ ok: false, reason: 'broken_json', response: { status: 400 } })
    expect(errorsOf(result)[0]).toBe('JSON parse error')
    expect(result.response.body).not.toContain(routingKey)
    expect(JSON.parse(result.response.body)).toMatchObject({ status: 'Unrecognized object' })
  })

  test('other methods and addresses get a JSON body too', () => {
    expect(send(valid, { method: 'GET' })).toMatchObject({
      ok: false,
      response: { status: 405, headers: { allow: 'POST' } },
    })
    expect(send(valid, { path: '/v2/other' })).toMatchObject({ ok: false, response: { status: 404 } })
    expect(send(valid, { path: '/constructor' })).toMatchObject({ ok: false, response: { status: 404 } })
  })
})

describe('what is accepted although it is untidy', () => {
  test('the content type is not looked at, and the address may be that of the source', () => {
    expect(accepted(valid, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }).response.status).toBe(
      202,
    )
    expect(accepted(valid, { headers: {}, path: '' }).response.status).toBe(202)
    expect(accepted(valid, { path: '/v2/enqueue/' }).response.status).toBe(202)
  })

  test('null and "" of optional members count as absent, and unknown members are ignored', () => {
    const untidy = {
      ...valid,
      dedup_key: '',
      client: null,
      client_url: '',
      links: null,
      images: 'none',
      more: { a: 1 },
      payload: { ...valid.payload, component: null, group: '', timestamp: 'yesterday', custom_details: 'as text' },
    }
    const { event } = accepted(untidy)
    expect(event).toMatchObject({ dedupKey: 'fresh-key', links: [], images: [] })
    expect(event.fields).toEqual({ source: 'web-07', details: 'as text' })
    expect(event.occurredAt).toBeUndefined()
  })

  test('long summaries are cut and long keys hashed, the same key always to the same', () => {
    const long = { ...valid, dedup_key: 'k'.repeat(256), payload: { ...valid.payload, summary: '🔥'.repeat(2000) } }
    const { event } = accepted(long)
    expect(event.summary).toHaveLength(1023)
    expect(event.summary.isWellFormed()).toBe(true)
    expect(event.summary.endsWith('🔥…')).toBe(true)
    expect(event.dedupKey).toMatch(/^[0-9a-f]{64}$/)
    expect(accepted({ ...long, event_action: 'resolve' }).event.dedupKey).toBe(event.dedupKey)
  })

  test('only web addresses become links and pictures', () => {
    const { event } = accepted({
      ...valid,
      client_url: 'javascript:alert(1)',
      links: [
        { href: 'data:text/html,x' },
        { href: 'https://' },
        { text: 'no address' },
        { href: ' https://ok.test ' },
      ],
      images: [{ src: 'http://pictures.test/a.png', href: 'javascript:x' }],
    })
    expect(event.links).toEqual([{ href: 'https://ok.test' }])
    expect(event.images).toEqual([{ src: 'http://pictures.test/a.png' }])
  })
})

describe('overload', () => {
  test('is said so that clients try again: 429, and 403 for version 1', () => {
    const answer = pagerduty.overload('/v2/enqueue', 30)
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '30' } })
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'throttle exceeded', errors: ['Enhance Your Calm.'] })
    expect(pagerduty.overload('/generic/2010-04-15/create_event.json/', 30).status).toBe(403)
    expect(pagerduty.tooLarge('/v2/enqueue').status).toBe(413)
  })
})
