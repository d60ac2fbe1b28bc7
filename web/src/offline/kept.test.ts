import { expect, test } from 'vitest'
import type { Session } from '../api/types.ts'
import { isKept, isOf, merge, usable, type Kept, type KeptQuery } from './kept.ts'

const hour = 3_600_000
const now = 1_000 * hour
const query = (key: unknown[], at = now, data: unknown = at): KeptQuery => ({ key, at, data })
const session = { user: { id: 'u1', key: 'ann' }, organization: { key: 'nordlicht' } } as Session
const kept = (heardAt: number, queries: KeptQuery[] = []): Kept => ({
  user: 'u1',
  organization: 'nordlicht',
  session,
  heardAt,
  queries,
})

test('open alerts, pages of alerts, the start page, who is on call and own shifts are kept, and nothing else', () => {
  const yes = [
    ['alerts', 'head', {}],
    ['alerts', 'list', { status: 'open', customer: 'acme' }],
    ['alerts', 'one', '4711'],
    ['alerts', 'timeline', 'id'],
    ['oncall', 'at', 'now'],
    ['oncall', 'mine', 'ahead'],
    ['heartbeats', 'all'],
  ]
  const no = [
    ['alerts', 'head', { status: 'resolved' }],
    ['alerts', 'list', { q: 'erp' }],
    ['oncall', 'at', '2026-11-20T02:00:00Z'],
    ['session'],
    ['me', 'devices'],
    ['setup', 'people'],
    ['settings', 'channels'],
  ]
  expect(yes.filter((key) => !isKept(key))).toEqual([])
  expect(no.filter(isKept)).toEqual([])
})

test('the newest answer of a query replaces the older one, whichever comes first', () => {
  const older = query(['alerts', 'one', '1'], now - hour)
  const newer = query(['alerts', 'one', '1'], now)
  expect(merge([older], [newer], now)).toEqual([newer])
  expect(merge([newer], [older], now)).toEqual([newer])
})

test('an alert that was seen before stays while others are looked at, until twenty were', () => {
  const seen = Array.from({ length: 25 }, (_, index) => [
    query(['alerts', 'one', `${index}`], now - index),
    query(['alerts', 'timeline', `${index}`], now - index),
  ]).flat()
  const left = merge(seen.slice(10), seen.slice(0, 10), now)
  expect(left).toHaveLength(40)
  expect(left.some(({ key }) => key[2] === '19')).toBe(true)
  expect(left.some(({ key }) => key[2] === '20')).toBe(false)
})

test('only the three lists that were read last are kept', () => {
  const lists = ['a', 'b', 'c', 'd'].map((customer, index) => query(['alerts', 'head', { customer }], now - index))
  expect(merge(lists, [], now)).toEqual(lists.slice(0, 3))
})

test('nothing is shown that is a day old', () => {
  const queries = [query(['alerts', 'one', '1'], now - 24 * hour), query(['alerts', 'one', '2'], now - 23 * hour)]
  expect(usable(kept(now - hour, queries), now)?.queries).toEqual([queries[1]])
  expect(usable(kept(now - 24 * hour, queries), now)).toBeUndefined()
})

test('what is kept belongs to one person in one organization', () => {
  expect(isOf(kept(now), session)).toBe(true)
  expect(isOf(kept(now), { ...session, user: { ...session.user, id: 'u2' } })).toBe(false)
  expect(isOf(kept(now), { ...session, organization: { ...session.organization, key: 'other' } })).toBe(false)
})
