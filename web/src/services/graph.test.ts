import { describe, expect, test } from 'vitest'
import { neighbours, sorted, wouldCircle } from './graph.ts'
import type { Service } from './queries.ts'

const service = (key: string, dependsOn: string[] = [], criticality: Service['criticality'] = 'medium') =>
  ({ key, name: key, dependsOn, criticality, customer: null }) as Service
const all = [
  service('shop', ['web', 'erp']),
  service('web', ['network']),
  service('erp', ['network']),
  service('network'),
]
const keys = (list: readonly Service[]) => list.map(({ key }) => key)

describe('the services', () => {
  test('show what they stand on and what they carry', () => {
    const { standsOn, carries } = neighbours(all, 'web')
    expect([keys(standsOn), keys(carries)]).toEqual([['network'], ['shop']])
    expect(neighbours(all, 'gone')).toEqual({ standsOn: [], carries: [] })
  })

  test('are not offered where they would stand on themselves', () => {
    expect([...wouldCircle(all, 'network')].sort()).toEqual(['erp', 'network', 'shop', 'web'])
    expect([...wouldCircle(all, 'shop')]).toEqual(['shop'])
  })

  test('stand with the weightiest first, then by name', () => {
    const list = [service('b'), service('a'), service('z', [], 'high'), service('c', [], 'low')]
    expect(keys(sorted(list, 'en'))).toEqual(['z', 'a', 'b', 'c'])
  })
})
