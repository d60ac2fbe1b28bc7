import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ParseResult } from '../adapter.ts'
import { alertmanager } from './parse.ts'
import { slicesOf } from './slices.ts'

const first = '2026-11-21T17:20:00.000Z'
const later = '2026-11-21T17:40:00.000Z'

function push(body: string): ParseResult {
  return alertmanager.parse({
    method: 'POST',
    path: '/api/v2/alerts',
    headers: {},
    query: {},
    body,
    receivedAt: Temporal.Instant.from('2026-11-21T17:22:46Z'),
    options: {},
    newKey: () => 'fresh-key',
  })
}

/** As no program writes it: this way nothing is remembered and everything is parsed. */
const spread = (value: unknown) => JSON.stringify(value, null, 1)

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('endsAt', '"endsAt":"', '\\', '}', '{"', first))
const labels = fc.dictionary(text, text, { maxKeys: 3 })
const alert = fc.record(
  { labels, annotations: labels, startsAt: fc.constant(first), generatorURL: text, [`more`]: fc.anything() },
  { requiredKeys: ['labels'] },
)

describe('an alert that Prometheus repeats', () => {
  test('reads as if it had been parsed, whatever stands in it and whatever its end says', () => {
    fc.assert(
      fc.property(fc.array(alert, { minLength: 1, maxLength: 4 }), fc.nat(), (alerts, place) => {
        const bodyWith = (endsAt: string) =>
          alerts.map((one) => Object.fromEntries(Object.entries(one).toSpliced(place % 4, 0, ['endsAt', endsAt])))
        for (const endsAt of [later, first, later, '2026-11-21T17:19:00Z', 'tomorrow', '2026-13-45']) {
          const body = bodyWith(endsAt)
          expect(push(JSON.stringify(body))).toEqual(push(spread(body)))
        }
        expect(push(JSON.stringify(alerts))).toEqual(push(spread(alerts)))
      }),
      { numRuns: 300 },
    )
  })

  test('is read once, and then only its end', () => {
    const fieldsOf = (result: ParseResult) => result.ok && result.events[0]?.fields
    const body = (endsAt: string) => `[{"labels":{"alertname":"read once"},"endsAt":"${endsAt}"}]`
    expect(fieldsOf(push(body(later)))).toBe(fieldsOf(push(body('2026-11-21T17:41:00Z'))))
  })

  test('is not mistaken for another that differs in more than its end', () => {
    const body = (name: string, endsAt: string) =>
      `[{"labels":{"alertname":"a","endsAt":"${name}"},"endsAt":"${endsAt}"}]`
    push(body('2026', later))
    const result = push(body('2027', later))
    expect(result.ok && result.events[0]?.fields).toEqual({ alertname: 'a', endsAt: '2027' })
  })

  test.each([
    ['has two ends', `[{"labels":{"a":"b"},"endsAt":"${later}","endsAt":"${first}"}]`],
    ['writes a name with an escape', `[{"labels":{"a":"b"},"endsAt":"${later}","ends\\u0041t":"${first}"}]`],
    ['has a space behind a name', `[{"labels":{"a":"b"},"endsAt":"${later}","endsAt" :"${first}"}]`],
    ['has an end that is no text', `[{"labels":{"a":"b"},"endsAt":17}]`],
    ['has spaces between its alerts', `[{"labels":{"a":"b"}}, {"labels":{"a":"b"}}]`],
    ['ends too early', `[{"labels":{"a":"b"}`],
    ['ends in a string', `[{"labels":{"a":"b}}]`],
    ['goes on behind its end', `[{"labels":{"a":"b"}}]]`],
    ['is no array', `{"labels":{"a":"b"}}`],
  ])('is left to the parser when its text %s', (_, body) => {
    expect(slicesOf(body)).toBeUndefined()
  })

  test('is cut into what stays and its end', () => {
    const body = `[{"endsAt":"${later}","labels":{"a":"\\"endsAt\\":\\"x\\\\"}},{"labels":{}}]\n`
    expect(slicesOf(body)).toEqual([
      { rest: `{"endsAt":"","labels":{"a":"\\"endsAt\\":\\"x\\\\"}}`, endsAt: later },
      { rest: '{"labels":{}}', endsAt: undefined },
    ])
  })
})
