import { expect, test } from 'vitest'
import { isSaid, isUndecided, mustAsk, outcomeOf, toSend, type Waiting } from './outcome.ts'

const minute = 60_000
const now = 10_000 * minute
const waiting = (key: string, minutesAgo: number, rest: Partial<Waiting> = {}): Waiting => ({
  key,
  user: 'u1',
  alert: 'a',
  number: 4711,
  verb: 'acknowledge',
  at: now - minutesAgo * minute,
  ...rest,
})
const ann = { key: 'ann', name: 'Ann' }
const bob = { key: 'bob', name: 'Bob' }
const alert = {
  status: 'acknowledged' as const,
  acknowledgedAt: '2026-11-20T02:09:00Z',
  acknowledgedBy: ann,
  resolvedAt: null,
  resolvedBy: null,
}

test('answers are sent in the order in which they were given, and only those of the person who is signed in', () => {
  const all = [waiting('c', 1), waiting('a', 9), waiting('b', 5), waiting('other', 7, { user: 'u2' })]
  expect(toSend(all, 'u1', now).map(({ key }) => key)).toEqual(['a', 'b', 'c'])
})

test('an answer of more than an hour ago is asked for, until its person says that it is still meant', () => {
  expect(mustAsk(waiting('a', 60), now)).toBe(false)
  expect(mustAsk(waiting('a', 61), now)).toBe(true)
  expect(mustAsk(waiting('a', 61, { isWanted: true }), now)).toBe(false)
  expect(toSend([waiting('a', 61), waiting('b', 61, { isWanted: true })], 'u1', now).map(({ key }) => key)).toEqual([
    'b',
  ])
})

test('the same answer is kept once, but two notes with different words are two', () => {
  expect(isSaid([waiting('a', 1)], waiting('b', 0))).toBe(true)
  expect(isSaid([waiting('a', 1)], waiting('b', 0, { verb: 'resolve' }))).toBe(false)
  const note = waiting('a', 1, { verb: 'notes', text: 'one' })
  expect(isSaid([note], { ...note, key: 'b' })).toBe(true)
  expect(isSaid([note], { ...note, key: 'b', text: 'two' })).toBe(false)
})

test('it is told whether the answer counted, who was faster, or that the alert was over', () => {
  const at = alert.acknowledgedAt
  expect(outcomeOf('acknowledge', alert, 'ann')).toEqual({ kind: 'done', at })
  expect(outcomeOf('acknowledge', { ...alert, acknowledgedBy: bob }, 'ann')).toEqual({
    kind: 'faster',
    name: 'Bob',
    at,
  })
  expect(outcomeOf('acknowledge', { ...alert, acknowledgedBy: null }, 'ann')).toEqual({ kind: 'before', at })
  const over = { ...alert, status: 'resolved' as const, resolvedAt: '2026-11-20T02:10:00Z' }
  expect(outcomeOf('acknowledge', over, 'ann')).toEqual({ kind: 'over', at: over.resolvedAt })
  expect(outcomeOf('resolve', over, 'ann')).toEqual({ kind: 'before', at: over.resolvedAt })
  expect(outcomeOf('resolve', { ...over, resolvedBy: bob }, 'ann')).toMatchObject({ kind: 'faster', name: 'Bob' })
  expect(outcomeOf('resolve', { ...over, resolvedBy: ann }, 'ann')).toMatchObject({ kind: 'done' })
  expect(outcomeOf('notes', over, 'ann')).toEqual({ kind: 'done', at: null })
})

test('what no server has decided is sent again, what one has refused is not', () => {
  const said = (status: number, code = '', detail?: string) => ({ status, code, detail })
  expect([0, 401, 429, 502, 503].filter((status) => !isUndecided(said(status)))).toEqual([])
  expect(isUndecided(said(409, '', 'The first request with this Idempotency-Key is still running.'))).toBe(true)
  expect(isUndecided(said(403, 'second_factor_missing'))).toBe(true)
  expect([403, 404, 409].filter((status) => isUndecided(said(status, '', 'no')))).toEqual([])
})
