import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCable } from '../../testing/cable.ts'
import type { Cable } from '../../testing/cable.ts'
import { createTestDatabase } from '../../testing/database.ts'
import type { TestDatabase } from '../../testing/database.ts'
import { createLog } from '../log.ts'
import { openPool } from './connect.ts'

let database: TestDatabase
let cable: Cable
const pools: pg.Pool[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  cable = await createCable(database.url)
})
afterAll(async () => {
  cable.close()
  for (const pool of pools) await pool.end()
  await database.drop()
})

function poolOn(url: string): pg.Pool {
  const pool = openPool(url, 'pikett_engine', createLog('silent'), { max: 2, silentMs: 400 })
  pools.push(pool)
  return pool
}

const claim = `with due as materialized (select name from installation where name = 'job' for update skip locked)
  update installation set value = value || '+' from due where installation.name = due.name returning value`

test('a claim whose connection falls silent neither hangs nor stays locked, and is done once by whoever is left', async () => {
  const near = poolOn(database.url)
  const far = poolOn(cable.url)
  await near.query(`insert into installation (name, value) values ('job', '')`)
  const client = await far.connect()
  client.on('error', () => {})
  await client.query('begin')
  // In production half a minute: the server lets go of what a node held that has vanished.
  await client.query(`set local idle_in_transaction_session_timeout = '500ms'`)
  expect((await client.query(claim)).rows).toEqual([{ value: '+' }])
  cable.set('silent')
  await expect(client.query('commit')).rejects.toThrow()
  client.release(true)
  await expect.poll(async () => (await near.query(claim)).rows, { timeout: 5_000 }).toEqual([{ value: '+' }])
  expect((await near.query(`select value from installation where name = 'job'`)).rows).toEqual([{ value: '+' }])
})

test('a statement that runs too long is ended by the server, long before its connection would count as silent', async () => {
  const pool = poolOn(database.url)
  expect((await pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '15s' }])
  const client = await pool.connect()
  await client.query(`set statement_timeout = '50ms'`)
  await expect(client.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' })
  client.release(true)
})
