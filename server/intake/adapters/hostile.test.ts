import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { webhookOptions } from '../../../contract/intake/webhook.ts'
import { faultsOf } from '../../testing/adapter.ts'
import type { Adapter, IntakeRequest, ParseResult } from './adapter.ts'
import { adapterByType } from './registry.ts'

const addresses = Object.values(adapterByType).flatMap((adapter) =>
  adapter.paths.map((path) => [adapter, path] as const),
)

const options = webhookOptions.parse({
  fields: { summary: '{{a.b}}{{#c}}{{.}}{{/c}}', dedupKey: 'key[0].x', severity: 'severity', details: { d: 'a' } },
  conditions: { ignore: 'body.ignore', resolve: 'body.status == "resolved"', trigger: 'size(body.a) > 0 || true' },
})

/** What a sender of this type says its body is, where it matters. */
const contentType = ({ type }: Adapter) =>
  type === 'cloudevents' ? 'application/cloudevents+json' : 'application/json'

function send(
  adapter: Adapter,
  path: string,
  body: string | Uint8Array,
  request: Partial<IntakeRequest> = {},
): ParseResult {
  return adapter.parse({
    method: 'POST',
    path,
    headers: { 'content-type': contentType(adapter) },
    query: {},
    body,
    receivedAt: Temporal.Instant.from('2026-01-05T10:00:00Z'),
    options: {},
    newKey: () => '0123456789abcdef0123456789abcdef',
    ...request,
  })
}

const words = [
  'trigger',
  'resolve',
  'acknowledge',
  'firing',
  'resolved',
  'critical',
  '',
  '\0',
  '\ud800',
  'x'.repeat(300),
]
const text = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' }))
const time = fc.constantFrom(
  '2026-01-05T10:00:00Z',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'x',
  '2026-13-01T00:00:00Z',
)
const names = `routing_key service_key event_action event_type dedup_key incident_key payload summary source severity
  custom_details links images href src client client_url timestamp description alerts labels annotations alertname startsAt
  endsAt generatorURL fingerprint status version specversion subject data data_base64 datacontenttype incident
  incident_id state data essentials alertId monitorCondition alertContext condition allOf context activityType statusCode
  seriesUid device activityTime Type MessageId TopicArn Message Timestamp Signature SignatureVersion SigningCertURL Subject
  Token SubscribeURL AlarmName NewStateValue Trigger Dimensions uid host priority eventType alertKey customDetails labels
  action ncentralTicketId title message key id a b c ignore priority details contexts url
  truncatedAlerts __proto__ constructor prototype toString hasOwnProperty`.split(/\s+/)
const anyName = fc.constantFrom(...names, '', '\0', '\udfff')

/** JSON that looks like what senders send, with anything at any place. */
const { value: lookalike } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(text, time, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant('https://a.test/x')),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(fc.tuple(anyName, tie('value')), { maxLength: 8 })
      .map((entries) => Object.fromEntries(entries) as unknown),
  ),
}))

describe.each(addresses)('$type at "%s"', (adapter, path) => {
  test('any JSON gives a sound answer and sound events, and never an exception', () => {
    const bodies = fc.oneof(
      fc.json({ stringUnit: 'binary' }),
      lookalike.map((value) => JSON.stringify(value) ?? 'null'),
      // Objects at the top, so that the checks beyond "must be an object" are reached as well.
      fc
        .record({ event_action: text, event_type: text, dedup_key: text, payload: lookalike })
        .map((value) => JSON.stringify(value)),
      fc
        .record({ alerts: fc.array(fc.record({ labels: lookalike, annotations: lookalike, endsAt: time })) })
        .map((value) => JSON.stringify(value)),
      fc
        .array(fc.record({ labels: fc.dictionary(text, text), startsAt: time, endsAt: time }))
        .map((value) => JSON.stringify(value)),
    )
    fc.assert(
      fc.property(bodies, fc.boolean(), (body, configured) => {
        const result = send(adapter, path, body, configured ? { options: { webhook: options } } : {})
        expect(faultsOf(result)).toEqual([])
        expect(
          send(adapter, path, new TextEncoder().encode(body), configured ? { options: { webhook: options } } : {}),
        ).toEqual(result)
      }),
      { numRuns: 300 },
    )
  })

  test('any bytes under any content type give a sound answer', () => {
    const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', '', 'x')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), types, (body, type) => {
        expect(faultsOf(send(adapter, path, body, { headers: { 'content-type': type } }))).toEqual([])
      }),
    )
  })

  test('a body cut off anywhere is refused as broken', () => {
    const body = '{"routing_key":"r","event_action":"trigger","alerts":[{"labels":{"a":"b"}}],"summary":"s"}'
    for (let length = 1; length < body.length; length++) {
      expect(send(adapter, path, body.slice(0, length))).toMatchObject({
        ok: false,
        reason: 'broken_json',
        response: { status: 400 },
      })
    }
    expect(send(adapter, path, '')).toMatchObject({ ok: false, reason: 'empty_body', response: { status: 400 } })
  })

  test.each([
    ['as an escape', '{"payload":{"summary":"a\\u0000b"}}', 'payload.summary'],
    ['in a name', '{"payload":{"a\\u0000b":1}}', 'a member name of payload'],
    ['in a list', '{"a":["","\\u0000"]}', 'a[1]'],
    ['as a byte', '{"payload":{"summary":"a\0b"}}', 'NUL character (U+0000)'],
  ])('a NUL character %s is refused and named', (_how, body, place) => {
    const result = send(adapter, path, body)
    expect(result).toMatchObject({ ok: false, reason: 'nul_character', response: { status: 400 } })
    expect(result.response.body).toContain(place)
  })

  test('nesting deeper than 64 levels is refused, a million levels as quickly as 65', () => {
    for (const depth of [65, 1_000_000]) {
      const lists = send(adapter, path, '['.repeat(depth) + ']'.repeat(depth))
      expect(lists).toMatchObject({ ok: false, reason: 'too_deep', response: { status: 400 } })
      expect(send(adapter, path, '{"a":'.repeat(depth))).toMatchObject({ ok: false, reason: 'too_deep' })
    }
    const allowed = [
      `{"a":${'['.repeat(63)}${']'.repeat(63)}}`,
      `{"a":"${'[{'.repeat(100)}"}`,
      `{"a":"\\"${'['.repeat(100)}"}`,
    ]
    for (const body of allowed) expect(send(adapter, path, body)).not.toMatchObject({ reason: 'too_deep' })
  })
})
