import { describe, expect, test } from 'vitest'
import { sourceTypes } from '../../../../contract/config/source.ts'
import { catalogue, initials, sourceTypeNames } from './entries.ts'

const entries = sourceTypeNames.map((type) => ({ type, name: type, text: type === 'webhook' ? 'any JSON' : '' }))

describe('the catalogue', () => {
  test('offers every type that the server takes', () => {
    expect([...sourceTypeNames].sort()).toEqual([...sourceTypes].sort())
  })

  test('stands in groups, each type in one of them', () => {
    const shown = catalogue(entries, '')
    expect(shown[0]?.group).toBe('generic')
    expect(shown.flatMap(({ items }) => items)).toHaveLength(sourceTypes.length)
  })

  test('is searched by name and by what it is for, and shows only groups with a hit', () => {
    expect(catalogue(entries, 'zab').map(({ group, items }) => [group, items.map(({ type }) => type)])).toEqual([
      ['monitoring', ['zabbix']],
    ])
    expect(catalogue(entries, 'json').flatMap(({ items }) => items.map(({ type }) => type))).toEqual(['webhook'])
    expect(catalogue(entries, 'nothing of the kind')).toEqual([])
  })

  test('shows two letters for a logo', () => {
    expect(['Prometheus Alertmanager', 'Zabbix', 'AWS CloudWatch (SNS)', 'E-Mail'].map(initials)).toEqual([
      'PA',
      'ZA',
      'AC',
      'EM',
    ])
  })
})
