import { expect, test } from 'vitest'
import { rankSimilar, usualLength } from './similar.ts'
import type { Comparable } from './similar.ts'

const alert = {
  id: 'now',
  sourceId: 'prtg',
  dedupKey: 'disk-web-07',
  serviceId: 'erp',
  summary: 'Disk of web-07 is full',
}
const other = (id: string, change: Partial<Comparable> = {}): Comparable => ({
  id,
  sourceId: 'zabbix',
  dedupKey: id,
  serviceId: null,
  summary: 'Disk of web-12 is full',
  ...change,
})
const ranked = (...candidates: Comparable[]) =>
  rankSimilar(alert, candidates, 10).map(({ candidate, kinship }) => [candidate.id, kinship])

test('the same key at the same source comes before the same service, and that before the same source', () => {
  const source = other('source', { sourceId: 'prtg' })
  const service = other('service', { serviceId: 'erp' })
  const key = other('key', { sourceId: 'prtg', dedupKey: 'disk-web-07', summary: 'Something else altogether' })
  expect(ranked(source, service, key)).toEqual([
    ['key', 'key'],
    ['service', 'service'],
    ['source', 'source'],
  ])
})

test('what shares neither key, service nor source is not similar, however alike its summary is', () => {
  expect(ranked(other('elsewhere'), other('sameKeyElsewhere', { dedupKey: 'disk-web-07' }))).toEqual([])
})

test('two alerts without a service do not share one', () => {
  expect(rankSimilar({ ...alert, serviceId: null }, [other('other')], 10)).toEqual([])
})

test('of the same service only what tells of the same thing is similar, the most alike first, then the newest', () => {
  const exact = { serviceId: 'erp', summary: 'Disk of web-07 is full' }
  const near = other('near', { serviceId: 'erp', summary: 'Disk of web-07 is nearly full' })
  const far = other('far', { serviceId: 'erp', summary: 'Certificate expires tomorrow' })
  expect(ranked(near, far, other('newer', exact), other('older', exact)).map(([id]) => id)).toEqual([
    'newer',
    'older',
    'near',
  ])
})

test('an alert is not similar to itself, and no more are named than asked for', () => {
  const same = { sourceId: 'prtg', dedupKey: 'disk-web-07' }
  expect(
    rankSimilar(alert, [{ ...alert }, other('a', same), other('b', same)], 1).map((one) => one.candidate.id),
  ).toEqual(['a'])
})

test('the usual length is the middle one, the shorter of two, and none of none', () => {
  expect(usualLength([600, 60, 90_000])).toBe(600)
  expect(usualLength([100, 9])).toBe(9)
  expect(usualLength([])).toBeUndefined()
})
