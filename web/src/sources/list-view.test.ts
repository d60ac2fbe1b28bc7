import { describe, expect, test } from 'vitest'
import type { Source } from '../api/types.ts'
import { barHeights, droppingRule, shownSources } from './list-view.ts'

const source = (key: string, name: string, more: Partial<Source> = {}) =>
  ({ key, name, type: 'webhook', customer: null, builtIn: false, ...more }) as Source
const all = [
  source('b', 'zabbix 10', { type: 'zabbix', customer: 'acme' }),
  source('a', 'Zabbix 9', { type: 'zabbix' }),
  source('system', 'Pikett', { type: 'system', builtIn: true }),
  source('x', 'Ärzte'),
]
const shown = (filters: Parameters<typeof shownSources>[1]) =>
  shownSources(all, filters, (type) => (type === 'webhook' ? 'Any JSON' : type), 'de').map(({ key }) => key)

describe('the list of sources', () => {
  test('stands in the order of names as people read them, Pikett’s own last', () => {
    expect(shown({})).toEqual(['x', 'a', 'b', 'system'])
  })

  test('is narrowed by customer, by type and by words of name, key, type and customer', () => {
    expect(shown({ customer: 'acme' })).toEqual(['b'])
    expect(shown({ type: 'zabbix' })).toEqual(['a', 'b'])
    expect(shown({ q: 'json' })).toEqual(['x'])
    expect(shown({ q: 'zab ACME' })).toEqual(['b'])
    expect(shown({ q: 'zab nothing' })).toEqual([])
  })
})

describe('the bars of a day', () => {
  test('are measured by the busiest hour, and a single event can be seen', () => {
    expect(barHeights([0, 1, 100, 50])).toEqual([0, 0.15, 1, 0.5])
    expect(barHeights([0, 0])).toEqual([0, 0])
  })
})

describe('a dropped event', () => {
  test('names the rule that dropped it, whatever else the detail says', () => {
    expect(droppingRule({ reason: 'dropped_by_rule', detail: 'rule "Nightly "backup""' })).toBe('Nightly "backup"')
    expect(droppingRule({ reason: 'dropped_by_rule', detail: 'rule "Lab"; rule "Other": no such key' })).toBe('Lab')
    expect(droppingRule({ reason: 'comment', detail: 'rule "Lab"' })).toBeUndefined()
    expect(droppingRule({ reason: 'dropped_by_rule', detail: null })).toBeUndefined()
  })
})
