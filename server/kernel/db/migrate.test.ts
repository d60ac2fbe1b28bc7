import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '../../testing/database.ts'
import type { TestDatabase } from '../../testing/database.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
let folder: string
let client: pg.Client
beforeEach(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'pikett-migrations-'))
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  // A database without a migration, on which the files of this folder are everything.
  await client.query('drop table migrations')
})
afterEach(async () => {
  await client.end()
  await database.drop()
  rmSync(folder, { recursive: true })
})

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = (apply = true) => migrate(database.url, { folder, apply })

/** What a release writes that knows one migration more than the one whose folder this is. */
async function newerRelease(text: string): Promise<void> {
  write('0002-two.sql', text)
  await run()
  rmSync(join(folder, '0002-two.sql'))
}

test('a node of the previous release starts on a database that a newer one has migrated further, and changes nothing', async () => {
  write('0001-one.sql', 'create table one ()')
  expect(await run()).toEqual({ applied: ['0001-one.sql'], newer: [] })
  await newerRelease('create table two ()')
  expect(await run()).toEqual({ applied: [], newer: ['0002-two.sql'] })
  expect(await run(false)).toEqual({ applied: [], newer: ['0002-two.sql'] })
})

test('a node that is too old to work beside the newer release is refused, in words', async () => {
  write('0001-one.sql', 'create table one ()')
  await newerRelease('-- beside: 0002\ndrop table one')
  await expect(run()).rejects.toThrow('set up by a newer release of Pikett (0002-two.sql)')
  write('0002-two.sql', '-- beside: 0002\ndrop table one')
  expect(await run()).toEqual({ applied: [], newer: [] })
})

test('a release whose migrations are no beginning of those of the database is refused', async () => {
  write('0001-one.sql', 'create table one ()')
  await newerRelease('create table two ()')
  write('0001-other.sql', 'create table other ()')
  await expect(run()).rejects.toThrow('newer release')
})

test('a database that misses migrations is refused by a node that may not migrate, and stays as it is', async () => {
  write('0001-one.sql', 'create table one ()')
  await expect(run(false)).rejects.toThrow('This database misses migrations (0001-one.sql)')
  await expect(client.query('select from one')).rejects.toThrow('does not exist')
  await run()
  expect(await run(false)).toEqual({ applied: [], newer: [] })
})

test('a migration that was changed after it had been applied is found', async () => {
  write('0001-one.sql', 'create table one ()')
  await run()
  write('0001-one.sql', 'create table one (changed text)')
  await expect(run()).rejects.toThrow('0001-one.sql was changed')
})

test('a change of a table that is in use steps aside, so that those who use it do not wait behind it', async () => {
  write('0001-one.sql', 'create table one (); grant all on one to public')
  await run()
  await client.query('begin; select from one')
  write('0002-two.sql', 'alter table one add column two text')
  const migrated = run()
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  const waiting = `select from pg_locks where relation = 'one'::regclass and not granted`
  while ((await other.query(waiting)).rowCount === 0);
  // Waits for the change that waits, until that steps aside.
  await other.query('select from one')
  await other.end()
  await client.query('commit')
  expect((await migrated).applied).toEqual(['0002-two.sql'])
})

test('a migration whose connection is cut leaves nothing behind, says why, and is applied by the next start', async () => {
  write('0001-one.sql', 'create table one (cut boolean)')
  await run()
  await client.query('insert into one values (true)')
  write('0002-two.sql', 'create table two (); select pg_terminate_backend(pg_backend_pid()) from one where cut')
  await expect(run()).rejects.toMatchObject({ cause: { code: '57P01' } })
  await expect(client.query('select from two')).rejects.toThrow('does not exist')
  await client.query('update one set cut = false')
  expect((await run()).applied).toEqual(['0002-two.sql'])
})

test('a node that vanishes while it migrates lets go of the others within half a minute', async () => {
  write('0001-one.sql', `create table one as select current_setting('client_connection_check_interval') as looks`)
  await run()
  expect((await client.query('select looks from one')).rows).toEqual([{ looks: '5s' }])
})
