import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCable } from '../testing/cable.ts'
import type { Cable } from '../testing/cable.ts'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'

let bench: IntakeBench
let cable: Cable
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

const stored = async (name: string) => {
  await node.intake.repeats.flush()
  return (await observer.query('select outcome from events where dedup_key = $1', [name])).rows.map(
    (row) => row.outcome,
  )
}

/** Asks until it is so; the test's own time limit ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}

describe('when the database takes too long', () => {
  test('a sender who was told to come back is not stored afterwards', async () => {
    expect((await send('stuck', impatient)).status).toBe(202)
    await observer.query('begin')
    await observer.query(`select from alerts where dedup_key = 'stuck' for update`)
    const end = { summary: 'stuck', dedup_key: 'stuck', action: 'resolve' }
    expect((await impatient.send(bench.alice.keys.webhook, end)).status).toBe(503)
    // The transaction gets its lock now, and its writes are done before the next request about the alert is judged.
    await observer.query('rollback')
    expect((await send('stuck', impatient)).status).toBe(202)
    await impatient.intake.repeats.flush()
    expect(await stored('stuck')).toEqual(['created', 'repeated'])
  })
})

describe('when the database is lost', () => {
  test('in the middle of a transaction, the sender gets no 2xx, and nothing is stored by half', async () => {
    expect((await send('held')).status).toBe(202)
    await observer.query('begin')
    await observer.query(`select from alerts where dedup_key = 'held' for update`)
    // With other words: a repeat that changes nothing needs no lock and would not wait.
    const answer = node.send(bench.alice.keys.webhook, { summary: 'held again', dedup_key: 'held' })
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

  test('counts whose commit got lost are there once, and repeats that came since are counted beside them', async () => {
    const repeat = async (times: number) => {
      for (let number = 0; number < times; number += 1) expect((await send('counted')).status).toBe(202)
    }
    await repeat(3)
    const lost = cable.loseCommit(/insert into events/)
    await node.intake.repeats.flush()
    await lost
    await repeat(4)
    await until(async () => (await node.intake.repeats.flush()) > 0)
    await node.intake.repeats.flush()
    const counts = await observer.query(
      `select (select count from alerts where dedup_key = 'counted') as count,
        (select array_agg(times order by id) from events where dedup_key = 'counted') as times`,
    )
    expect(counts.rows).toEqual([{ count: 7, times: [1, 2, 4] }])
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
