import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../testing/database.ts'
import type { TestDatabase } from '../../testing/database.ts'
import { uuidv7 } from './prepare.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('create schema own; set search_path = own, public, pg_catalog')
  await client.query(uuidv7)
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

test('identifiers that older servers make by our function are of version 7, of this moment, and rise', async () => {
  const { rows } = await client.query<{ id: string }>(`select own.uuidv7() as id from generate_series(1, 3)`)
  for (const { id } of rows) {
    const facts = await client.query(
      `select uuid_extract_version($1::uuid) as version,
         abs(extract(epoch from clock_timestamp() - uuid_extract_timestamp($1::uuid))) < 60 as "isNow"`,
      [id],
    )
    expect(facts.rows).toEqual([{ version: 7, isNow: true }])
  }
  const made: string[] = []
  for (let index = 0; index < 50; index += 1) {
    made.push((await client.query<{ id: string }>('select own.uuidv7() as id')).rows[0]!.id)
  }
  expect(made).toEqual(made.toSorted())
})
