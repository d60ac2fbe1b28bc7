import { describe, expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { parseQuery } from './parse.ts'
import { spanOf } from './span.ts'

const test1 = (field: string, value: string) => ({ kind: 'test', field, operator: '=', value })

describe('a query', () => {
  test.each([
    ['', { kind: 'all', parts: [] }],
    ['status: open', test1('status', 'open')],
    ['status : OPEN AND tag:disk', { kind: 'all', parts: [test1('status', 'open'), test1('tag', 'disk')] }],
    ['status:open tags=disk', { kind: 'all', parts: [test1('status', 'open'), test1('tag', 'disk')] }],
    ['alias:"a \\" b (c)"', test1('alias', 'a " b (c)')],
    ['alias: a:b/c', test1('alias', 'a:b/c')],
    ['NOT alias: x', { kind: 'not', part: test1('alias', 'x') }],
    ['priority != P1', { kind: 'not', part: test1('priority', 'P1') }],
    ['tag: (a OR "b c")', { kind: 'any', parts: [test1('tag', 'a'), test1('tag', 'b c')] }],
    ['disk', test1('message', '*disk*')],
    ['details.host: web-07', { kind: 'detail', name: 'host', value: 'web-07' }],
    ['count>=3', { kind: 'number', field: 'count', operator: '>=', value: 3 }],
    ['acknowledged: true', { kind: 'flag', field: 'acknowledged', value: true }],
  ])('%s is understood', (text, expected) => {
    expect(parseQuery(text)).toEqual(expected)
  })

  test('binds AND closer than OR, and brackets closest', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((value) => test1('tag', value))
    expect(parseQuery('tag:a OR tag:b AND tag:c')).toEqual({ kind: 'any', parts: [a, { kind: 'all', parts: [b, c] }] })
    expect(parseQuery('(tag:a or tag:b) and tag:c')).toEqual({
      kind: 'all',
      parts: [{ kind: 'any', parts: [a, b] }, c],
    })
  })

  test.each([
    'status: (',
    'status:',
    'AND',
    '(status: open',
    'status: open)',
    'unheard: x',
    'status: half',
    'count: many',
    'acknowledged: perhaps',
    'createdAt < yesterday',
    'alias < x',
    '"open',
    `${'('.repeat(30)}tag:a${')'.repeat(30)}`,
    `tag:${'a'.repeat(1_001)}`,
  ])('that cannot be read is refused: %s', (text) => {
    expect(() => parseQuery(text)).toThrow(Refusal)
  })
})

describe('a time', () => {
  const at = (text: string) => Temporal.Instant.from(text)

  test.each([
    ['1767578400000', '2026-01-05T02:00:00Z'],
    ['1767578400', '2026-01-05T02:00:00Z'],
    ['05-01-2026T02:00', '2026-01-05T02:00:00Z'],
    ['2026-01-05T03:00:00+01:00', '2026-01-05T02:00:00Z'],
    ['2026-01-05T03:00:00 01:00', '2026-01-05T02:00:00Z'],
  ])('%s is an instant', (text, expected) => {
    expect(spanOf(text)).toEqual({ from: at(expected), to: at(expected) })
  })

  test.each(['05-01-2026', '2026-01-05'])('%s is the whole day', (text) => {
    expect(spanOf(text)).toEqual({ from: at('2026-01-05T00:00Z'), to: at('2026-01-06T00:00Z') })
  })

  test.each(['32-01-2026', '2026-02-30', 'now', ''])('%s is none', (text) => {
    expect(spanOf(text)).toBeUndefined()
  })
})
