import { createServer, createConnection } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'

/** A way to the database that can be cut, or swallow everything without a word. */
async function createCable(databaseUrl: string) {
  const { host, port, user, password, database } = new pg.Client({ connectionString: databaseUrl })
  const sockets = new Set<Socket>()
  let state: 'open' | 'silent' | 'cut' = 'open'
  const server = createServer((client) => {
    if (state === 'cut') return client.destroy()
    const far = createConnection(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port })
    for (const [from, to] of [
      [client, far],
      [far, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => state === 'open' && to.write(data))
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: near } = server.address() as AddressInfo
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${near}/${database}`,
    set(next: typeof state) {
      state = next
      if (next === 'cut') for (const socket of sockets) socket.destroy()
    },
    close: () => server.close(),
  }
}

let bench: IntakeBench
let cable: Awaited<ReturnType<typeof createCable>>
let node: IntakeNode
let impatient: IntakeNode
let observer: pg.Client
beforeAll(async () => {
  bench = await createIntakeBench()
  cable = await createCable(bench.database.url)
  node = await bench.node({}, cable.url)
  impatient = await bench.node({ waitMs: 1_000, lookupMs: 1_000, commitMs: 2_000 }, cable.url)
  observer = new pg.Client({ connectionString: bench.database.url })
  await observer.connect()
})
afterAll(async () => {
  await observer.end()
  cable.set('cut')
  cable.close()
  await bench.close()
})

const send = (name: string, to = node) => to.send(bench.alice.keys.webhook, { summary: name, dedup_key: name })

const stored = async (name: string) =>
  (await observer.query('select outcome from events where dedup_key = $1', [name])).rows.map((row) => row.outcome)

/** Asks until it is so; the test's own time limit ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}

describe('when the database is lost', () => {
  test('in the middle of a transaction, the sender gets no 2xx, and nothing is stored by half', async () => {
    expect((await send('held')).status).toBe(202)
    await observer.query('begin')
    await observer.query(`select from alerts where dedup_key = 'held' for update`)
    const answer = send('held')
    const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await until(async () => (await observer.query(waiting)).rowCount === 1)
    await observer.query(`select pg_terminate_backend(pid) from (${waiting}) as held`)
    const response = await answer
    await observer.query('rollback')
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await stored('held')).toEqual(['created'])
    expect((await send('held')).status).toBe(202)
    expect(await stored('held')).toEqual(['created', 'repeated'])
  })

  test('senders are told to come back at once, each in its own words, and are served when it is back', async () => {
    cable.set('cut')
    const response = await send('cut')
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    const event = { routing_key: bench.alice.keys.pagerduty, event_action: 'resolve', dedup_key: 'x' }
    const throttled = await fetch(`${node.url}/v2/enqueue`, { method: 'POST', body: JSON.stringify(event) })
    expect(throttled.status).toBe(429)
    expect(await throttled.json()).toMatchObject({ status: 'throttle exceeded' })
    expect(await stored('cut')).toEqual([])
    cable.set('open')
    await until(async () => (await send('cut')).status === 202)
    expect(await stored('cut')).toEqual(['created'])
  })

  test('and swallows everything without a word, nobody waits longer than the limit', async () => {
    expect((await send('before', impatient)).status).toBe(202)
    cable.set('silent')
    const startedAtMs = performance.now()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send(`silent-${index}`, impatient)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([503]))
    // Also those whose source would have to be looked up first.
    expect((await impatient.send(bench.charlie.keys.webhook, { summary: 'x' })).status).toBe(503)
    expect(performance.now() - startedAtMs).toBeLessThan(6_000)
    cable.set('cut')
    cable.set('open')
    await until(async () => (await send('after', impatient)).status === 202)
    expect(await stored('silent-19')).toEqual([])
  })
})
