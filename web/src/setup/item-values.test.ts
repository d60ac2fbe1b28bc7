import { describe, expect, test } from 'vitest'
import { cleaned, isKey, isSame, keyFromName, moved, withAt } from './item-values.ts'

describe('a draft', () => {
  test('is sent without what is empty, but with what is off or zero', () => {
    expect(cleaned({ name: '', tier: undefined, enabled: false, count: 0, list: [] })).toEqual({
      enabled: false,
      count: 0,
      list: [],
    })
  })

  test('says the same in another order, and without what is absent', () => {
    expect(isSame({ a: 1, b: { c: [1], d: 2 } }, { b: { d: 2, c: [1] }, a: 1, e: undefined })).toBe(true)
    expect(isSame({ list: [1, 2] }, { list: [2, 1] })).toBe(false)
  })
})

describe('a key', () => {
  test('is made of the name, with umlauts written out and accents taken away', () => {
    expect(keyFromName('Klinik: Zabbix (Süd)')).toBe('klinik-zabbix-sued')
    expect(keyFromName('  Café Größe 2.0 ')).toBe('cafe-groesse-2.0')
    expect(keyFromName('¿?')).toBe('')
    expect(keyFromName('x'.repeat(80))).toHaveLength(64)
  })

  test('may not be the word that opens the form for something new', () => {
    expect([isKey('zabbix'), isKey('new'), isKey('Zabbix'), isKey('')]).toEqual([true, false, false, false])
  })
})

describe('a list', () => {
  test('has one of its places moved, to the front and to the end', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a'], 3, 0)).toEqual(['a'])
  })

  test('has one of its places changed or taken out', () => {
    expect(withAt(['a', 'b'], 1, 'x')).toEqual(['a', 'x'])
    expect(withAt(['a', 'b'], 0, undefined)).toEqual(['b'])
  })
})
