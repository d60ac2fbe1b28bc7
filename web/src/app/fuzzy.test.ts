import { describe, expect, test } from 'vitest'
import { matchScore, rank } from './fuzzy.ts'

const order = (query: string, ...texts: string[]) => rank(query, texts, (text) => [text])

describe('searching by a few letters', () => {
  test('puts the whole name before its beginning, that before a word in it, and that before the middle of a word', () => {
    expect(order('net', 'Internet', 'The net', 'Network', 'Net')).toEqual(['Net', 'Network', 'The net', 'Internet'])
  })

  test('finds a name by the first letters of its words, after everything that holds the letters in a row', () => {
    expect(order('npo', 'NetOps primary on call', 'Snpo', 'Nothing')).toEqual(['Snpo', 'NetOps primary on call'])
  })

  test('needs every word of the question, in any order', () => {
    expect(order('acme erp', 'ERP of Acme', 'Acme', 'ERP')).toEqual(['ERP of Acme'])
  })

  test('does not care for case and accents, nor whether an umlaut is written with one letter or two', () => {
    for (const query of ['störung', 'STORUNG', 'stoerung'])
      expect(matchScore(query, 'Große Störung')).toBeGreaterThan(0)
    expect(matchScore('strasse', 'Straße 5')).toBeGreaterThan(0)
    expect(matchScore('neue', 'Neue Quelle')).toBeGreaterThan(0)
  })

  test('finds nothing where letters only lie about in the text', () => {
    expect(matchScore('xq', 'Sources')).toBe(0)
    expect(matchScore('se', 'Some thing here')).toBe(0)
  })

  test('leaves the order as it is while nothing is asked, and among equals', () => {
    expect(order(' ', 'b', 'a')).toEqual(['b', 'a'])
    expect(order('x', 'x b', 'x a')).toEqual(['x b', 'x a'])
  })

  test('prefers a hit in the first text of a thing to one in the next', () => {
    const items = [
      { name: 'Weekly', key: 'primary' },
      { name: 'Primary', key: 'x' },
    ]
    expect(rank('primary', items, ({ name, key }) => [name, key]).map(({ name }) => name)).toEqual([
      'Primary',
      'Weekly',
    ])
  })
})
