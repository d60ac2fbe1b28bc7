import { describe, expect, test } from 'vitest'
import type { Adapter, IntakeRequest, ParseResult } from './adapter.ts'
import { adapterByType } from './registry.ts'

function send(
  adapter: Adapter,
  path: string,
  body: string | Uint8Array,
  request: Partial<IntakeRequest> = {},
): ParseResult {
  return adapter.parse({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    query: {},
    body,
    receivedAt: Temporal.Instant.from('2026-01-05T10:00:00Z'),
    options: {},
    newKey: () => '0123456789abcdef0123456789abcdef',
    ...request,
  })
}

describe('sizes', () => {
  const megabyte = 'ä'.repeat(1_000_000)

  test('a field of a megabyte is cut, its key hashed, and nothing else suffers', () => {
    const inputs: [Adapter, string, unknown][] = [
      [adapterByType.webhook, '', { summary: megabyte, id: megabyte, more: megabyte }],
      [
        adapterByType.pagerduty,
        '',
        { event_action: 'trigger', dedup_key: megabyte, payload: { summary: megabyte, source: 's', severity: 'info' } },
      ],
      [
        adapterByType.alertmanager,
        '/api/v2/alerts',
        [{ labels: { alertname: megabyte }, annotations: { a: megabyte } }],
      ],
    ]
    for (const [adapter, path, body] of inputs) {
      const result = send(adapter, path, JSON.stringify(body))
      const [event] = result.ok ? result.events : []
      expect(event?.summary).toHaveLength(1024)
      expect(event?.dedupKey.length).toBeLessThanOrEqual(64)
      for (const value of Object.values(event?.fields ?? {})) expect(value.length).toBeLessThanOrEqual(8_000)
    }
  })

  test('a thousand members become a hundred fields; the raw event keeps all of them', () => {
    const body = { summary: 's', ...Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`n${at}`, at])) }
    const result = send(adapterByType.webhook, '', JSON.stringify(body))
    expect(result.ok && Object.keys(result.events[0]?.fields ?? {})).toHaveLength(100)
    expect(result.ok && result.events[0]?.raw).toEqual(body)
  })

  test('a hundred and fifty labels become a hundred fields too', () => {
    const labels = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`label${at}`, 'x']))
    const result = send(adapterByType.alertmanager, '', JSON.stringify({ alerts: [{ labels }], truncatedAlerts: 1 }))
    expect(result.ok && Object.keys(result.events[0]?.fields ?? {})).toHaveLength(100)
    expect(result.ok && result.events[0]?.fields.truncatedAlerts).toBe('1')
  })

  test('five thousand events in one request are accepted', () => {
    const alerts = Array.from({ length: 5000 }, (_, at) => ({ labels: { alertname: `a${at}` } }))
    expect(send(adapterByType.alertmanager, '', JSON.stringify({ alerts }))).toMatchObject({
      ok: true,
      response: { status: 200 },
    })
    const list = alerts.map((_, at) => ({ summary: `s${at}` }))
    expect(send(adapterByType.webhook, '', JSON.stringify(list))).toMatchObject({ ok: true, response: { status: 202 } })
  })
})

describe('names that objects inherit', () => {
  test('change no object but the event they came in', () => {
    const body =
      '{"summary":"s","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"\\u005f_proto__":{"polluted":1}}}'
    for (const adapter of Object.values(adapterByType)) send(adapter, '', body)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    const result = send(adapterByType.webhook, '', body)
    expect(Object.getPrototypeOf(result.ok ? result.events[0]?.raw : null)).toBe(Object.prototype)
    expect(result.ok && JSON.stringify(result.events[0]?.raw)).toBe(
      '{"summary":"s","constructor":{"prototype":{"polluted":1}},"a":{}}',
    )
  })

  test('of members with the same name the last one counts', () => {
    const result = send(adapterByType.webhook, '', '{"summary":"first","summary":"last"}')
    expect(result.ok && result.events[0]?.summary).toBe('last')
  })

  test('lone surrogates become U+FFFD and reach neither database nor sender', () => {
    const result = send(adapterByType.webhook, '', '{"summary":"a\\ud800b","\\udc00":1,"id":"\\uDBFF"}')
    expect(result.ok && result.events[0]).toMatchObject({
      summary: 'a\ufffdb',
      dedupKey: '\ufffd',
      fields: { '\ufffd': '1' },
    })
    expect(send(adapterByType.webhook, '', '{"summary":"a\ud800b"}')).toMatchObject({
      events: [{ summary: 'a\ufffdb' }],
    })
    expect(send(adapterByType.webhook, '', '{"summary":"\\ud83d\\ude00"}')).toMatchObject({
      events: [{ summary: '😀' }],
    })
  })

  test('bytes that are not UTF-8 become U+FFFD: an umlaut of an old script does not cost the alert', () => {
    const latin1 = Buffer.from('{"summary":"St\xf6rung"}', 'latin1')
    expect(send(adapterByType.webhook, '', latin1)).toMatchObject({ ok: true, events: [{ summary: 'St\ufffdrung' }] })
    const withMark = Buffer.from('\ufeff{"summary":"s"}')
    expect(send(adapterByType.webhook, '', withMark)).toMatchObject({ ok: true, events: [{ summary: 's' }] })
    expect(send(adapterByType.webhook, '', '\ufeff{"summary":"s"}')).toMatchObject({
      ok: true,
      events: [{ summary: 's' }],
    })
  })
})
