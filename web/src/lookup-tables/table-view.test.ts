import { describe, expect, test } from 'vitest'
import type { SourceConfig } from '../../../contract/config/source.ts'
import { readRows, usesOf } from './table-view.ts'

describe('the rows of a table', () => {
  test('are read with commas, semicolons and tabs', () => {
    expect(readRows('host,site\nweb,Bern\n', 10)).toEqual([
      ['host', 'site'],
      ['web', 'Bern'],
    ])
    expect(readRows('host;site\r\nweb;"Bern; Ost"', 10)).toEqual([
      ['host', 'site'],
      ['web', 'Bern; Ost'],
    ])
    expect(readRows('a\tb\n1\t2', 10)[1]).toEqual(['1', '2'])
  })

  test('keep quotes and line ends inside of quoted cells, and empty cells', () => {
    expect(readRows('a,b\n"say ""hi""\nthere",', 10)).toEqual([
      ['a', 'b'],
      ['say "hi"\nthere', ''],
    ])
  })

  test('are no more than asked for', () => {
    expect(readRows('a\n1\n2\n3\n4', 3)).toEqual([['a'], ['1'], ['2']])
  })
})

describe('the rules that use a table', () => {
  const source = (rules: object[]) =>
    [{ key: 'mon', name: 'Monitoring', type: 'webhook', rules }] as unknown as SourceConfig[]
  const names = (rules: object[], table = 'my-hosts') => usesOf(source(rules), table).map(({ rule }) => rule)

  test('name it in an action or in a condition', () => {
    const rules = [
      { name: 'action', then: { lookup: { table: 'my-hosts', key: 'fields.host', set: {} } } },
      { name: 'brackets', if: 'fields.host in lookup["my-hosts"]', then: {} },
      { name: 'other', if: 'fields.host in lookup["my-hosts-2"]', then: {} },
      { name: 'none', then: { drop: true } },
    ]
    expect(names(rules)).toEqual(['action', 'brackets'])
    expect(names([{ name: 'dot', if: 'fields.host in lookup.gone', then: {} }], 'gone')).toEqual(['dot'])
    expect(names([{ name: 'longer', if: 'fields.host in lookup.gone2', then: {} }], 'gone')).toEqual([])
  })
})
