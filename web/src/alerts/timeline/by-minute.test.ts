import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../api/types.ts'
import { byMinute } from './by-minute.ts'

const entry = (id: string, at: string, kind: string): TimelineEntry => ({ id, at, kind, actor: null, data: {} })

test('entries of one minute stand together, in their order', () => {
  const groups = byMinute([
    entry('1', '2026-11-20T02:07:05Z', 'alert.triggered'),
    entry('2', '2026-11-20T02:07:59.9Z', 'page.created'),
    entry('3', '2026-11-20T02:08:00Z', 'delivery.sent'),
  ])
  expect(groups.map((group) => group.entries.map(({ id }) => id))).toEqual([['1', '2'], ['3']])
})

test('of a hundred repetitions in a row the latest stands, with the count of all', () => {
  const repeats = Array.from({ length: 100 }, (_, index) => entry(`${index}`, '2026-11-20T02:07:10Z', 'alert.repeated'))
  const [group] = byMinute([entry('a', '2026-11-20T02:07:05Z', 'alert.triggered'), ...repeats])
  expect(group?.entries.map(({ id }) => id)).toEqual(['a', '99'])
})

test('nothing but repetitions is ever left out', () => {
  const notes = [entry('1', '2026-11-20T02:07:05Z', 'note.added'), entry('2', '2026-11-20T02:07:06Z', 'note.added')]
  expect(byMinute(notes)[0]?.entries).toHaveLength(2)
})
