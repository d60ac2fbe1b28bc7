import { expect, test } from 'vitest'
import type { DueRows } from './due.ts'
import { retryAfterSeconds, rowLoop } from './due.ts'
import { createLog } from './log.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00Z')

/** Rows in memory whose handling fails for the poisoned ones. */
function rowsOf(ids: string[], poisoned: string[]) {
  const handled: string[] = []
  const postponed: string[] = []
  const rows: DueRows = {
    name: 'test',
    log: createLog('silent'),
    find: async () => ids.map((id) => ({ orgId: id.slice(0, 1), id })),
    nextAt: async () => undefined,
    async handle(_, group) {
      if (group.some((id) => poisoned.includes(id))) throw new Error('poison')
      handled.push(...group)
      return group.length
    },
    async postpone(_, id) {
      postponed.push(id)
    },
  }
  return { loop: rowLoop(rows), handled, postponed }
}

test('a poisoned row is moved on alone and its neighbours are handled', async () => {
  const { loop, handled, postponed } = rowsOf(['a1', 'a2', 'a3', 'b1'], ['a2'])
  expect(await loop.run(now)).toBe(4)
  expect(handled.toSorted()).toEqual(['a1', 'a3', 'b1'])
  expect(postponed).toEqual(['a2'])
})

test('a full batch of one organization does not keep what others have due waiting', async () => {
  const handled: string[] = []
  const ids = ['a1', 'a2', 'a3', 'a4', 'b1', 'c1']
  const row = (id: string) => ({ orgId: id.slice(0, 1), id })
  const loop = rowLoop({
    name: 'test',
    log: createLog('silent'),
    batch: 2,
    find: async (_, limit) => ids.slice(0, limit).map(row),
    findOthers: async (_, limit, orgIds) =>
      ids
        .map(row)
        .filter(({ orgId }) => !orgIds.includes(orgId))
        .slice(0, limit),
    nextAt: async () => undefined,
    async handle(_, group) {
      handled.push(...group)
      return group.length
    },
    postpone: async () => undefined,
  })
  await loop.run(now)
  expect(handled).toEqual(['a1', 'a2', 'b1', 'c1'])
})

test('several organizations have their turns at once, and every row of theirs is counted', async () => {
  let [underWay, most] = [0, 0]
  const ids = Array.from({ length: 12 }, (_, index) => `${String.fromCodePoint(97 + index)}1`)
  const handled = rowLoop({
    name: 'test',
    log: createLog('silent'),
    find: async () => ids.map((id) => ({ orgId: id, id })),
    nextAt: async () => undefined,
    async handle(_, group) {
      most = Math.max(most, (underWay += 1))
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      return group.length
    },
    postpone: async () => undefined,
  }).run(now)
  expect(await handled).toBe(12)
  expect(most).toBe(4)
})

test('a failed row is tried again ever later, at the latest after five minutes', () => {
  expect([0, 1, 2, 5, 50].map(retryAfterSeconds)).toEqual([5, 10, 20, 160, 300])
})
