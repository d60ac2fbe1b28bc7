import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addFields, type Fields } from './fields.ts'
import { cut, dedupKeyOf, firstLine, instantOf, oneLine } from './text.ts'

describe('texts', () => {
  test('are cut with an ellipsis, never longer than allowed and never through a character', () => {
    expect(cut('abc', 3)).toBe('abc')
    expect(cut('abcd', 3)).toBe('ab…')
    expect(cut('a😀bc', 3)).toBe('a…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 50 }), (text, max) => {
        const short = cut(text, max)
        expect(short.length).toBeLessThanOrEqual(max)
        expect(short.isWellFormed()).toBe(true)
        expect(text.length <= max ? short === text : short.endsWith('…')).toBe(true)
      }),
    )
  })

  test('of a summary are one line that cannot pretend to be another', () => {
    expect(oneLine('  Disk\r\n full\t on \u001b[31mweb-07 ')).toBe('Disk full on [31mweb-07')
    expect(oneLine('ok \u202egnp.exe\u2066!')).toBe('ok gnp.exe!')
    expect(oneLine('x'.repeat(2000))).toHaveLength(1024)
    expect(oneLine(' '.repeat(1_000_000))).toBe('')
    expect(firstLine('\n\t \n First \n Second')).toBe('First')
    expect(firstLine(' \n ')).toBe('')
  })

  test('of a dedup key are hashed beyond 255 characters, equal to equal and different to different', () => {
    expect(dedupKeyOf('a'.repeat(255))).toBe('a'.repeat(255))
    expect(dedupKeyOf('a'.repeat(256))).toMatch(/^[0-9a-f]{64}$/)
    expect(dedupKeyOf('a'.repeat(256))).toBe(dedupKeyOf('a'.repeat(256)))
    expect(dedupKeyOf('a'.repeat(256))).not.toBe(dedupKeyOf('a'.repeat(257)))
  })
})

describe('times of senders', () => {
  test.each([
    ['2015-07-17T08:42:58.315+0000', '2015-07-17T08:42:58.315Z'],
    ['2026-01-05T11:00:00+01:00', '2026-01-05T10:00:00Z'],
    ['2026-01-05T10:00:00.123456789Z', '2026-01-05T10:00:00.123456789Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantOf(text)?.toString()).toBe(instant)
  })

  test.each([
    '+010000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '',
    'now',
    '2026-01-05',
    '2026-01-05T10:00:00',
    1767607200,
    null,
    'x'.repeat(100),
  ])('%j is no instant', (value) => {
    expect(instantOf(value)).toBeUndefined()
  })
})

describe('fields', () => {
  test('name members and elements by their way from the top; what is too deep stays JSON', () => {
    const fields: Fields = {}
    addFields(fields, '', {
      a: { b: [1, true, 'x'] },
      empty: '',
      none: null,
      c: { d: { e: { f: { g: { h: { i: 1 } } } } } },
    })
    expect(fields).toEqual({ 'a.b.0': '1', 'a.b.1': 'true', 'a.b.2': 'x', 'c.d.e.f.g.h': '{"i":1}' })
  })

  test('of a name that is taken get a prefix', () => {
    const fields: Fields = { source: 'web-07' }
    addFields(fields, '', { source: 'other' })
    expect(fields).toEqual({ source: 'web-07', 'details.source': 'other' })
  })
})
