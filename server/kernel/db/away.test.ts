import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { isAway } from './away.ts'

test('a database that does not answer in time is away, one that refuses a statement is not', async () => {
  const client = new pg.Client({ connectionString: inject('postgresUrl'), query_timeout: 50 })
  await client.connect()
  const reasonOf = (statement: string) => client.query(statement).catch((error: unknown) => error)
  expect(isAway(await reasonOf('select no_such_column'))).toBe(false)
  expect(isAway(await reasonOf('select pg_sleep(0.2)'))).toBe(true)
  await client.end()
})
