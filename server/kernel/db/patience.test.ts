import { expect, test } from 'vitest'
import { createLog } from '../log.ts'
import { reasonOf, whenThere } from './patience.ts'
import type { Waiting } from './patience.ts'

const failing = (code: string, message = code) => Object.assign(new Error(message), { code })
const away = () => failing('ECONNREFUSED')

/** Time that passes only while it is waited, and what the log was told. */
function createWaiting() {
  const stop = new AbortController()
  const said: object[] = []
  const log = createLog('silent')
  log.warn = (line: object) => void said.push(line)
  const waiting: Waiting & { ms: number } = {
    servers: 'db1:5432',
    log,
    asked: stop.signal,
    ms: 0,
    pause: async (ms: number) => void (waiting.ms += ms),
    nowMs: () => waiting.ms,
  }
  return { waiting, stop, said }
}

test('what fails because the database is away is tried again every two seconds until it succeeds', async () => {
  const { waiting } = createWaiting()
  let tries = 0
  const attempt = async () => {
    tries += 1
    if (tries < 5) throw away()
    return 'started'
  }
  expect(await whenThere(attempt, waiting)).toBe('started')
  expect([tries, waiting.ms]).toEqual([5, 8_000])
})

test('also when the reason stands behind words for people', async () => {
  const { waiting } = createWaiting()
  let tries = 0
  const attempt = async () => {
    tries += 1
    if (tries === 1) throw new Error('The migration 0001 failed', { cause: failing('57P01') })
    return tries
  }
  expect(await whenThere(attempt, waiting)).toBe(2)
})

test('after a minute of being away without interruption it ends with the last reason', async () => {
  const { waiting } = createWaiting()
  await expect(whenThere(() => Promise.reject(away()), waiting)).rejects.toThrow('ECONNREFUSED')
  expect(waiting.ms).toBe(60_000)
})

test('a database that was there in between has a minute again', async () => {
  const { waiting } = createWaiting()
  const attempt = async (isThere: () => void) => {
    if (waiting.ms === 50_000) isThere()
    throw away()
  }
  await expect(whenThere(attempt, waiting)).rejects.toThrow()
  expect(waiting.ms).toBe(110_000)
})

test('the log hears of it at once, naming the servers, and every 20 s from then on', async () => {
  const { waiting, said } = createWaiting()
  await expect(whenThere(() => Promise.reject(away()), waiting)).rejects.toThrow()
  const line = { servers: 'db1:5432', error: 'ECONNREFUSED' }
  expect(said).toEqual([0, 20, 40].map((seconds) => ({ ...line, seconds })))
})

test.each([
  ['a wrong password', failing('28P01')],
  ['a wrong password at one of several servers', Object.assign(away(), { cause: failing('28P01') })],
  ['a database that does not exist', failing('3D000')],
  ['a server that speaks no TLS', new Error('The server does not support SSL connections')],
  ['a port of ours that is taken', failing('EADDRINUSE')],
])('%s is no reason to wait', async (_, error) => {
  const { waiting, said } = createWaiting()
  await expect(whenThere(() => Promise.reject(error), waiting)).rejects.toBe(error)
  expect([waiting.ms, said]).toEqual([0, []])
})

test('asked to stop while it waits it ends without a result and without another attempt', async () => {
  const { waiting, stop } = createWaiting()
  let tries = 0
  const attempt = () => {
    tries += 1
    return Promise.reject(away())
  }
  waiting.pause = async () => stop.abort('SIGTERM')
  expect(await whenThere(attempt, waiting)).toBeUndefined()
  expect(tries).toBe(1)
})

test('asked to stop during an attempt that fails it does not wait for another one', async () => {
  const { waiting, stop } = createWaiting()
  const attempt = async () => {
    stop.abort('SIGTERM')
    throw away()
  }
  expect(await whenThere(attempt, waiting)).toBeUndefined()
  expect(waiting.ms).toBe(0)
})

test('a host with several addresses says the reason of each', () => {
  const errors = [new Error('connect ECONNREFUSED ::1:5432'), new Error('connect ECONNREFUSED 127.0.0.1:5432')]
  const error = Object.assign(new AggregateError(errors), { code: 'ECONNREFUSED' })
  expect(reasonOf(error)).toBe('connect ECONNREFUSED ::1:5432; connect ECONNREFUSED 127.0.0.1:5432')
})
