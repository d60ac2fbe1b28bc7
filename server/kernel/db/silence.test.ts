import { EventEmitter } from 'node:events'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLog } from '../log.ts'
import { watchSilence } from './silence.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A connection as node-postgres has them, of a pool that is watched. */
function connected(readyForQuery: boolean) {
  const pool = new EventEmitter()
  watchSilence(pool as unknown as pg.Pool, createLog('silent'))
  const stream = { bytesRead: 0, destroy: vi.fn<(error: Error) => void>() }
  const line = { readyForQuery, connection: { stream } }
  pool.emit('connect', line)
  return { pool, line, stream }
}

test('a connection on which a statement waits and nothing is heard is given up', () => {
  const { stream } = connected(false)
  vi.advanceTimersByTime(18_000)
  expect(stream.destroy).not.toHaveBeenCalled()
  vi.advanceTimersByTime(6_000)
  expect(stream.destroy).toHaveBeenCalledTimes(1)
})

test('one that rests may be silent for as long as it likes, and so may a long answer take its time', () => {
  const resting = connected(true)
  vi.advanceTimersByTime(600_000)
  expect(resting.stream.destroy).not.toHaveBeenCalled()
  const busy = connected(false)
  for (let turn = 0; turn < 60; turn += 1) {
    busy.stream.bytesRead += 100
    vi.advanceTimersByTime(10_000)
  }
  expect(busy.stream.destroy).not.toHaveBeenCalled()
})

test('one that the pool has removed is forgotten', () => {
  const { pool, line, stream } = connected(false)
  pool.emit('remove', line)
  vi.advanceTimersByTime(60_000)
  expect(stream.destroy).not.toHaveBeenCalled()
})
