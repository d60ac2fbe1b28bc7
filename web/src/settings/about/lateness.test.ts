import { expect, test } from 'vitest'
import { isApart, latenessOf } from './lateness.ts'

const loop = (name: string, latenessSeconds: number) => ({ name, latenessSeconds, lastRunAt: null, failingSince: null })

test('the latest task is named, and what is not a second late is on time', () => {
  expect(latenessOf([loop('deliveries', 3), loop('escalations', 12), loop('holds', 0)])).toEqual({
    seconds: 12,
    name: 'escalations',
  })
  expect(latenessOf([loop('deliveries', 0.4)])).toEqual({ seconds: 0, name: '' })
  expect(latenessOf([])).toEqual({ seconds: 0, name: '' })
})

test('a clock that is behind is as wrong as one that is ahead', () => {
  expect([isApart(-900), isApart(900), isApart(20)]).toEqual([true, true, false])
})
