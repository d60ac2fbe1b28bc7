import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../testing/database.ts'
import { createLog } from './log.ts'
import { createWire } from './wire.ts'

test('a connection that comes about while it is being stopped is closed again', async () => {
  const database = await createTestDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const wire = createWire(database.url, createLog('silent'), () => {})
  const started = wire.start()
  await wire.stop()
  await started
  const listening = `select from pg_stat_activity where datname = current_database() and application_name = 'pikett_live'`
  const count = async () => (await client.query(listening)).rowCount
  await expect.poll(count, { timeout: 10_000 }).toBe(0)
  await client.end()
  await database.drop()
})
