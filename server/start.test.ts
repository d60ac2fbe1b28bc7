import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from './kernel/config.ts'
import { createLog } from './kernel/log.ts'
import { greetingOf, startNode } from './start.ts'
import type { StartParts } from './start.ts'
import { createCable } from './testing/cable.ts'
import type { Cable } from './testing/cable.ts'
import { createTestDatabase } from './testing/database.ts'
import type { TestDatabase } from './testing/database.ts'

let database: TestDatabase
let cable: Cable
let client: pg.Client
let dataDir: string
beforeEach(async () => {
  database = await createTestDatabase()
  cable = await createCable(database.url)
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  dataDir = mkdtempSync(join(tmpdir(), 'pikett-start-'))
})
afterEach(async () => {
  await client.end()
  cable.close()
  await database.drop()
  rmSync(dataDir, { recursive: true })
})

const settings = (url: string) => ({
  PIKETT_DATABASE_URL: url,
  PIKETT_DATA_DIR: dataDir,
  PIKETT_PORT: '0',
  PIKETT_SECRET_KEY: '42'.repeat(32),
})

/** A start at `url`, with what happens while it waits. */
function partsOf(url: string, pause: () => Promise<void>, asked = new AbortController().signal): StartParts {
  const config = readConfig(settings(url), false)
  const time = { pause, nowMs: () => 0 }
  return { config, log: createLog('silent'), databaseUrl: url, asked, time }
}

const never = () => Promise.reject(new Error('nothing is there to wait for'))

/** Connections of ours that the database knows. */
async function connections(): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and application_name like 'pikett%'`,
  )
  return rows[0]!.count
}

/** From now on the database says that it shuts down when a fact with such a name is written. */
const goAwayAt = (name: string) =>
  client.query(`
    create function go_away() returns trigger language plpgsql as $$ begin
      if new.name like '${name}%' then raise exception 'the server shuts down' using errcode = '57P01'; end if;
      return new;
    end $$;
    create trigger go_away before insert on installation for each row execute function go_away()`)

const comeBack = async () => void (await client.query('drop function go_away cascade'))

test('a node whose database is not there yet starts once it is', async () => {
  cable.set('cut')
  const app = await startNode(partsOf(cable.url, async () => cable.set('open')))
  expect((await fetch(`${app!.url()}/health/ready`)).status).toBe(200)
  await app!.stop()
})

test.each(['master-key-fingerprint', 'local_token:'])(
  'when the database goes away as "%s" is written, what was started is closed before the next attempt',
  async (name) => {
    await goAwayAt(name)
    let waits = 0
    const app = await startNode(
      partsOf(database.url, async () => {
        waits += 1
        await expect.poll(connections, { timeout: 10_000 }).toBe(0)
        await comeBack()
      }),
    )
    expect(waits).toBe(1)
    expect((await fetch(`${app!.url()}/health/ready`)).status).toBe(200)
    await app!.stop()
    await expect.poll(connections, { timeout: 10_000 }).toBe(0)
  },
)

test('the code for the owner is waited for while the node works', async () => {
  await goAwayAt('setup')
  const parts = partsOf(database.url, comeBack)
  const app = await startNode(parts)
  expect((await greetingOf(app!, parts)).join()).toMatch(/[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{4}/)
  await app!.stop()
})

test('our own database is not waited for: nobody else brings it back', async () => {
  cable.set('cut')
  const parts = partsOf(cable.url, never)
  const { databaseUrl: _, ...config } = parts.config
  await expect(startNode({ ...parts, config })).rejects.toThrow('The embedded database cannot be used')
})

test('a node that must not work on this database closes what it has opened', async () => {
  await client.query(`insert into installation (name, value) values ('master-key-fingerprint', 'of another key')`)
  await expect(startNode(partsOf(database.url, never))).rejects.toThrow('another master key')
  await expect.poll(connections, { timeout: 10_000 }).toBe(0)
})

test('a wrong password ends the start at once and is not told, also with several servers', async () => {
  const url = cable.url.replace(/\/\/(\w+):[^@]*@/, '//$1:not-this-one@')
  const several = url.replace(/@(.*)\//, '@$1,$1/')
  for (const one of [url, several]) {
    const said = await startNode(partsOf(one, never)).then(String, String)
    expect(said).toMatch(/^Error: The database at 127\.0\.0\.1:\d+.* cannot be used: .*password authentication failed/)
    expect(said).not.toContain('not-this-one')
  }
})

test('a node that is asked to stop while its database is away has nothing to stop', async () => {
  cable.set('cut')
  const stop = new AbortController()
  const parts = partsOf(cable.url, async () => stop.abort('SIGTERM'), stop.signal)
  expect(await startNode(parts)).toBeUndefined()
})

test('a process that waits for its database says so, works when it comes, and ends in order whenever asked', async () => {
  cable.set('cut')
  const run = () => {
    const env = { PATH: process.env.PATH, ...settings(cable.url) }
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], { env })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    return { child, exit: once(child, 'exit'), said: () => said }
  }
  const [stopped, served] = [run(), run()]
  await Promise.all([stopped, served].map(({ said }) => expect.poll(said, { timeout: 30_000 }).toContain('is away')))
  expect(stopped.said()).toContain(new URL(cable.url).host)
  expect(stopped.said()).not.toContain('@')
  stopped.child.kill('SIGTERM')
  expect(await stopped.exit).toEqual([0, null])
  cable.set('open')
  await expect.poll(served.said, { timeout: 30_000 }).toContain('http://127.0.0.1:')
  served.child.kill('SIGTERM')
  expect(await served.exit).toEqual([0, null])
})
