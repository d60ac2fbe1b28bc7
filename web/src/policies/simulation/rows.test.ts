import { expect, test } from 'vitest'
import type { SimulationEntryView } from '../../../../contract/simulations.ts'
import { momentsOf, shortened } from './rows.ts'

const entry = (offsetSeconds: number, kind: SimulationEntryView['kind']) =>
  ({ offsetSeconds, kind }) as SimulationEntryView

test('what happens at the same second is one moment, in the order in which it happens', () => {
  const moments = momentsOf([entry(0, 'step'), entry(0, 'message'), entry(60, 'message'), entry(300, 'step')])
  expect(moments.map((one) => [one.offsetSeconds, one.entries.map(({ kind }) => kind)])).toEqual([
    [0, ['step', 'message']],
    [60, ['message']],
    [300, ['step']],
  ])
})

test('a long run shows its beginning and its end, and how much lies between', () => {
  const moments = momentsOf([0, 60, 120, 180, 240].map((at) => entry(at, 'message')))
  const { shown, hidden } = shortened(moments, 2)
  expect([shown.map((one) => one.offsetSeconds), hidden]).toEqual([[0, 60, 240], 2])
  expect(shortened(moments, 4)).toEqual({ shown: moments, hidden: 0 })
})
