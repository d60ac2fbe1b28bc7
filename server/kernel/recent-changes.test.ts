import { expect, test } from 'vitest'
import { topics } from '../../contract/live.ts'
import { createRecentChanges } from './recent-changes.ts'

const change = (orgId: string, topic: 'alerts' | 'setup') => ({ orgId, changes: [{ topic }], loops: [] })

test('whoever asks is told what changed in that time, in their own organization', () => {
  let now = 0
  const recent = createRecentChanges(() => now)
  now = 60_000
  recent.note(change('ours', 'setup'))
  recent.note(change('theirs', 'alerts'))
  now = 90_000
  recent.note(change('ours', 'alerts'))
  now = 95_000
  expect(recent.within('ours', 10_000)).toEqual(['alerts'])
  expect(recent.within('ours', 40_000).toSorted()).toEqual(['alerts', 'setup'])
  expect(recent.within('ours', 1_000)).toEqual([])
})

test('a process that has not run that long does not know, and so names everything', () => {
  let now = 0
  const recent = createRecentChanges(() => now)
  now = 5_000
  expect(recent.within('ours', 6_000)).toEqual(topics)
  expect(recent.within('ours', 4_000)).toEqual([])
})
