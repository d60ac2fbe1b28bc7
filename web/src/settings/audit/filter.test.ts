import { expect, test } from 'vitest'
import { filterOf } from './filter.ts'

test('days are those of the viewer, the last one included, also when the clocks change', () => {
  expect(filterOf({ actor: 'Ann', from: '2026-10-24', to: '2026-10-25' }, 'Europe/Berlin')).toEqual({
    actor: 'Ann',
    from: '2026-10-23T22:00:00.000Z',
    to: '2026-10-25T23:00:00.000Z',
  })
})

test('what is not a day narrows nothing', () => {
  expect(filterOf({ from: 'soon' }, 'UTC')).toEqual({})
})
