import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCable } from '../../testing/cable.ts'
import type { Cable } from '../../testing/cable.ts'
import { createTestDatabase } from '../../testing/database.ts'
import type { TestDatabase } from '../../testing/database.ts'
import { createLog } from '../log.ts'
import { openPool } from './connect.ts'
import { clientOf, serverNames, serverUrls } from './servers.ts'

test('a connection string with several servers is one for each; which of them takes writes is found out by us', () => {
  const url = 'postgres://user:p%40ss@one:5432,two,[::1]:6432/pikett?target_session_attrs=read-write&sslmode=require'
  expect(serverUrls(url)).toEqual([
    'postgres://user:p%40ss@one:5432/pikett?sslmode=require',
    'postgres://user:p%40ss@two/pikett?sslmode=require',
    'postgres://user:p%40ss@[::1]:6432/pikett?sslmode=require',
  ])
  expect(serverNames(url)).toBe('one:5432, two, [::1]:6432')
  expect(serverUrls('postgres://one/pikett?target_session_attrs=any')).toEqual(['postgres://one/pikett'])
  expect(clientOf('postgres://one/pikett')).toBe(pg.Client)
})

let database: TestDatabase
let first: Cable
let second: Cable
beforeAll(async () => {
  database = await createTestDatabase()
  const { url } = database
  ;[first, second] = await Promise.all([createCable(url), createCable(url)])
})
afterAll(async () => {
  for (const cable of [first, second]) cable.close()
  await database.drop()
})

const portOf = (url: string) => new URL(url).port

/** One connection string with both ways to the database. */
const both = () => first.url.replace(/:\d+\//, (port) => `${port.slice(0, -1)},127.0.0.1:${portOf(second.url)}/`)

test('each connection goes to a server that answers, also when another one falls silent later', async () => {
  second.set('silent')
  const pool = openPool(both(), 'pikett_engine', createLog('silent'), { max: 2 })
  expect((await pool.query('select current_user as name')).rows).toEqual([{ name: 'pikett_engine' }])
  second.set('open')
  first.set('cut')
  // The connection that was lost is found out by whoever uses it; who asks again gets another one.
  await expect.poll(() => pool.query('select 1 as one').catch(() => undefined)).toMatchObject({ rows: [{ one: 1 }] })
  second.set('cut')
  await expect(pool.query('select 1')).rejects.toThrow()
  first.set('open')
  second.set('open')
  await expect.poll(() => pool.query('select 1 as one').catch(() => undefined)).toMatchObject({ rows: [{ one: 1 }] })
  await pool.end()
})

test('without a server that takes writes, whoever asks is told so at once as of a server that is away', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  server.close()
  const url = `postgres://user@127.0.0.1:${port},localhost:${port}/pikett`
  const client = new (clientOf(url))({})
  await expect(client.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
