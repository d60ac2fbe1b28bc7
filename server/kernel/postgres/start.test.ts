import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { beganAt, isAlive, processesIn, processTable, until } from './processes.ts'
import { startEmbeddedPostgres } from './index.ts'
import type { EmbeddedPostgres } from './index.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const folders: string[] = []
const servers: EmbeddedPostgres[] = []

/** Most tests work on one data directory, one after the other: making a cluster takes longer than all they do. */
const dataDir = folder()
const cluster = join(dataDir, 'postgres')

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pikett-'))
  folders.push(path)
  return path
}

async function start(dataDir: string, onExit?: (reason: string) => void): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: silent, ...(onExit && { onExit }) })
  servers.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const answer = await client.query({ text: sql, rowMode: 'array' })
    return answer.rows.flat()
  } finally {
    await client.end()
  }
}

/** Another Pikett on the same directory, which can be killed. */
async function inAnotherProcess(dataDir: string): Promise<{ kill: () => Promise<void>; pid: number; server: number }> {
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    const log = { info() {}, warn() {}, error() {} }
    const { pid, url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log })
    process.stdout.write(JSON.stringify({ pid, url }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))))
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { kill, pid: child.pid ?? 0, server: (JSON.parse(line) as { pid: number }).pid }
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

afterAll(async () => {
  await until(() => folders.every((path) => processesIn(join(path, 'postgres')).length === 0), 10_000)
  for (const path of folders) rmSync(path, { recursive: true, force: true })
})

describe('a first start', () => {
  test('makes a cluster that sorts by code point, keeps its password to us and leaves nothing running after stop', async () => {
    const server = await start(dataDir)
    expect(await ask(server.url, `select version() like 'PostgreSQL 18%', 'a' > 'B', '\u00e4' > 'z'`)).toEqual([
      true,
      true,
      true,
    ])
    expect(statSync(join(dataDir, 'secrets/postgres.password')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o700)
    await server.stop()
    await server.stop()
    expect(isAlive(server.pid)).toBe(false)
    expect(processesIn(cluster)).toEqual([])
    expect(existsSync(join(dataDir, 'pikett.lock'))).toBe(false)
  })

  test('asks every login for the password', async () => {
    const server = await start(dataDir)
    const stranger = server.url.replace(/postgres:[0-9a-f]+@/, 'postgres:guess@')
    await expect(ask(stranger, 'select 1')).rejects.toThrow(/password authentication failed/)
  })

  test('listens on 127.0.0.1 where the path is too long for a socket', async () => {
    const server = await start(join(folder(), 'a-folder-with-a-long-name'.repeat(4)))
    expect(server.url).toContain('@127.0.0.1:')
    expect(await ask(server.url, 'select 1')).toEqual([1])
  })
})

describe('one data directory', () => {
  test('serves one Pikett at a time: the second is told who holds it', async () => {
    const other = await inAnotherProcess(dataDir)
    await expect(start(dataDir)).rejects.toThrow(`process ${other.pid}`)
    expect(isAlive(other.server)).toBe(true)
    await other.kill()
  })

  test('is taken over from a process that is gone, also when its number lives on in another one', async () => {
    const reused = { pid: process.ppid, began: `${beganAt(process.ppid)}0`, table: processTable() }
    writeFileSync(join(dataDir, 'pikett.lock'), JSON.stringify(reused))
    const server = await start(dataDir)
    expect(JSON.parse(readFileSync(join(dataDir, 'pikett.lock'), 'utf8'))).toMatchObject({ pid: process.pid })
    expect(await ask(server.url, 'select 1')).toEqual([1])
  })

  test('is not started on when another major version of PostgreSQL made it', async () => {
    const old = folder()
    mkdirSync(join(old, 'postgres'))
    writeFileSync(join(old, 'postgres/PG_VERSION'), '17\n')
    await expect(start(old)).rejects.toThrow(/made by PostgreSQL 17, this Pikett brings PostgreSQL 18/)
    expect(existsSync(join(old, 'pikett.lock'))).toBe(false)
  })
})

describe('after a kill', () => {
  test('of Pikett, its server ends too, and the next start finds what was committed', async () => {
    const first = await start(dataDir)
    await ask(first.url, 'create table kept as select 7 as n')
    await first.stop()
    const killed = await inAnotherProcess(dataDir)
    await killed.kill()
    const ended = () => process.platform !== 'linux' || !isAlive(killed.server)
    expect(await until(ended, 5000)).toBe(true)
    const next = await start(dataDir)
    expect(next.pid).not.toBe(killed.server)
    expect(isAlive(killed.server)).toBe(false)
    expect(await ask(next.url, 'select n from kept')).toEqual([7])
  })

  test('of the database, the caller is told and the next start recovers what was committed', async () => {
    const reasons: string[] = []
    const server = await start(dataDir, (reason) => reasons.push(reason))
    await ask(server.url, 'create table survives as select generate_series(1, 2)')
    process.kill(server.pid, 'SIGKILL')
    expect(await until(() => reasons.length > 0, 5000)).toBe(true)
    expect(reasons).toEqual([`The database server (process ${server.pid}) ended by itself with SIGKILL.`])
    await server.stop()
    const next = await start(dataDir)
    expect(await ask(next.url, 'select count(*)::int from survives')).toEqual([2])
  })

  test('an orphaned server is ended before ours starts on the same cluster', async () => {
    const first = await start(dataDir)
    // As after a kill on a system that does not end children with their parent: a server without an owner.
    rmSync(join(dataDir, 'pikett.lock'))
    const orphan = first.pid
    const next = await start(dataDir)
    expect(isAlive(orphan)).toBe(false)
    expect(await ask(next.url, 'select 1')).toEqual([1])
    expect(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])).toBe(next.pid)
  })

  test('lock files of the database whose number now belongs to somebody else do not hinder the start', async () => {
    const first = await start(dataDir)
    await first.stop()
    // A process of the database's own account: PostgreSQL cannot tell it from a living server on this cluster.
    const other = await start(folder())
    const left = `${other.pid}\n${cluster}\n1\n5432\n${join(dataDir, 'run')}\n`
    for (const name of ['postgres/postmaster.pid', 'run/.s.PGSQL.5432.lock']) writeFileSync(join(dataDir, name), left)
    writeFileSync(join(dataDir, 'run/.s.PGSQL.5432'), '')
    expect(await ask((await start(dataDir)).url, 'select 1')).toEqual([1])
    expect(isAlive(other.pid)).toBe(true)
  })
})

test('a start that was killed while it made the cluster does not hinder the next, though its program still writes', async () => {
  const place = folder()
  // As the program of the killed start does for a moment, until it notices.
  const writing = setInterval(() => mkdirSync(join(place, 'postgres.new/base/1'), { recursive: true }), 1)
  try {
    expect(await ask((await start(place)).url, 'select 1')).toEqual([1])
  } finally {
    clearInterval(writing)
  }
})

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('the database runs as a system user and works in a folder that this user may not enter', async () => {
    const closed = folder()
    chmodSync(closed, 0o700)
    const server = await start(join(closed, 'data'))
    expect(await ask(server.url, 'select 1')).toEqual([1])
    expect(execFileSync('ps', ['-o', 'user:20=', '-p', String(server.pid)], { encoding: 'utf8' }).trim()).toBe(
      'pikett-postgres',
    )
  })
})
