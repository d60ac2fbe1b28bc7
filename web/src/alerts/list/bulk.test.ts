import { expect, test } from 'vitest'
import { consequenceOf, noTally, piecesOf, tallyOf } from './bulk.ts'

const result = (outcome: 'done' | 'already' | 'not_found') => ({ id: 'x', outcome, status: null })

test('many alerts are answered in pieces of 200, and none twice', () => {
  const ids = Array.from({ length: 401 }, (_, index) => `${index}`)
  expect(piecesOf(ids).map((piece) => piece.length)).toEqual([200, 200, 1])
  expect(piecesOf(ids).flat()).toEqual(ids)
  expect(piecesOf([])).toEqual([])
})

test('the results of all pieces are added up', () => {
  const first = tallyOf(noTally, [result('done'), result('done'), result('already')])
  expect(tallyOf(first, [result('done'), result('not_found')])).toEqual({ done: 3, already: 1, gone: 1 })
})

test('before many are resolved it is said whose escalations stop and who has some of them', () => {
  const row = (change: object) =>
    ({ status: 'triggered', held: null, acknowledgedBy: null, escalation: { state: 'active' }, ...change }) as never
  const bob = { key: 'bob', name: 'Bob' }
  const rows = [
    row({}),
    row({ held: { reason: 'maintenance' } }),
    row({ escalation: { state: 'ended' } }),
    row({ status: 'acknowledged', acknowledgedBy: bob, escalation: { state: 'stopped' } }),
    row({ status: 'acknowledged', acknowledgedBy: bob, escalation: { state: 'stopped' } }),
    row({ status: 'acknowledged', acknowledgedBy: { key: 'ann', name: 'Ann' }, escalation: { state: 'stopped' } }),
    row({ status: 'resolved', acknowledgedBy: bob }),
  ]
  expect(consequenceOf(rows, 'ann')).toEqual({ count: 6, escalating: 1, heldByOthers: 2, holders: ['Bob'] })
})
