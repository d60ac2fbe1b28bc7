import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../testing/database.ts'
import type { TestDatabase } from '../../testing/database.ts'
import { dumpSchema, generateTypes, schemaFile, typesFile } from '../../testing/schema.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('the schema that stands in the repository is the one that the migrations make ("npm run db:dump" writes it)', async () => {
  expect(await dumpSchema(database.url)).toBe(readFileSync(schemaFile, 'utf8'))
})

test('the table types are those of the migrated database', () => {
  expect(generateTypes(database.url)).toBe(readFileSync(typesFile, 'utf8'))
})

test('migrating again, by two nodes at once, changes nothing', async () => {
  const before = await dumpSchema(database.url)
  expect(await Promise.all([migrate(database.url), migrate(database.url)])).toEqual([
    { applied: [], newer: [] },
    { applied: [], newer: [] },
  ])
  expect(await dumpSchema(database.url)).toBe(before)
})
