import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pendResolve, undoResolve } from './pending-resolve.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a resolve is sent after five seconds and not before', async () => {
  const sent: boolean[] = []
  pendResolve(['a'], async (leaving) => void sent.push(leaving))
  await vi.advanceTimersByTimeAsync(4_999)
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual([false])
})

test('an undone resolve is never sent', async () => {
  const sent: boolean[] = []
  pendResolve(['b'], async (leaving) => void sent.push(leaving))
  expect(undoResolve('b')).toBe(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toEqual([])
})

test('what was sent cannot be undone', async () => {
  pendResolve(['c'], async () => {})
  await vi.advanceTimersByTimeAsync(5_000)
  expect(undoResolve('c')).toBe(false)
})

test('undo without a name takes back the latest resolve', async () => {
  const sent: string[] = []
  pendResolve(['d'], async () => void sent.push('d'))
  pendResolve(['e'], async () => void sent.push('e'))
  expect(undoResolve()).toBe(true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toEqual(['d'])
})

test('alerts that were resolved together are sent once, and taken back together', async () => {
  const sent: string[] = []
  pendResolve(['f', 'g'], async () => void sent.push('both'))
  expect(undoResolve('g')).toBe(true)
  expect(undoResolve('f')).toBe(false)
  pendResolve(['f', 'g'], async () => void sent.push('both'))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toEqual(['both'])
})
