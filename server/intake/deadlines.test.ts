import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIds } from '../kernel/ids.ts'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'
import { intakeLoops } from './deadlines.ts'
import { firstIdAt } from './store/events.ts'

let bench: IntakeBench
let node: IntakeNode
beforeAll(async () => {
  bench = await createIntakeBench()
  node = await bench.node()
  await bench.rows(`update organizations set prune_at = '2026-01-05T02:00:00Z'`)
})
afterAll(() => bench.close())

const run = async () => {
  const [days, retention] = intakeLoops(node.kernel, node.intake)
  await days!.run(node.clock.now())
  let total = 0
  for (;;) {
    const handled = await retention!.run(node.clock.now())
    if (handled === 0) return total
    total += handled
  }
}

const send = async (key: string, name: string) => {
  expect((await node.send(key, { summary: name, dedup_key: name })).status).toBe(202)
}

const kept = async () =>
  (await bench.rows<{ dedup_key: string }>('select dedup_key from events order by id')).map((row) => row.dedup_key)

describe('raw events', () => {
  test('are deleted after the days that their organization keeps them, and not a day before', async () => {
    await bench.rows(`update organizations set raw_event_days = 2 where id = '${bench.alice.orgId}'`)
    await run()
    await send(bench.alice.keys.webhook, 'alice-old')
    await send(bench.charlie.keys.webhook, 'charlie-old')
    const begin = node.clock.now()
    node.clock.set(begin.add({ hours: 47 }))
    await send(bench.alice.keys.webhook, 'alice-new')
    await run()
    expect(await kept()).toEqual(['alice-old', 'charlie-old', 'alice-new'])
    node.clock.set(begin.add({ hours: 54 }))
    await run()
    expect(await kept()).toEqual(['charlie-old', 'alice-new'])
    node.clock.set(begin.add({ hours: 24 * 31 }))
    await run()
    expect(await kept()).toEqual([])
    expect(await bench.rows(`select id from alerts`)).toHaveLength(3)
  })

  test('are deleted in bounded steps, however many there are', async () => {
    const at = firstIdAt(node.clock.now().subtract({ hours: 24 * 400 })).slice(0, 14)
    await bench.rows(`insert into events (org_id, id, source_id, received_at, outcome, raw)
      select s.org_id, ('${at}' || '7000-8000-' || lpad(n::text, 12, '0'))::uuid, s.id, now(), 'dropped', ''
      from sources s, generate_series(1, 12000) n where s.org_id = '${bench.charlie.orgId}' and s.key = 'webhook'`)
    await bench.rows(`update organizations set prune_at = '2026-01-05T02:00:00Z'`)
    // Alice once, Charlie three times: 5,000 and 5,000 and 2,000.
    expect(await run()).toBe(4)
    expect(await kept()).toEqual([])
  })
})

test('answers to an Idempotency-Key are forgotten after a day', async () => {
  const now = node.clock.now()
  const remembered = (key: string, hours: number) => ({
    orgId: bench.alice.orgId,
    actor: 'a',
    key,
    fingerprint: Buffer.alloc(1),
    createdAt: now.subtract({ hours }),
  })
  await node.kernel.work.inOrganization(bench.alice.orgId, ({ trx }) =>
    trx
      .insertInto('idempotentRequests')
      .values([remembered('old', 25), remembered('young', 23)])
      .execute(),
  )
  await bench.rows(`update organizations set prune_at = '2026-01-05T02:00:00Z'`)
  await run()
  expect(await bench.rows('select key from idempotent_requests')).toEqual([{ key: 'young' }])
})

test('the first id of an instant lies between what was stored before and after it', () => {
  const at = Temporal.Instant.from('2026-01-05T02:00:00Z')
  const ids = createIds()
  expect(ids.next(at.subtract({ milliseconds: 1 })) < firstIdAt(at)).toBe(true)
  expect(ids.next(at) > firstIdAt(at)).toBe(true)
})

test('the raw log is made of days, and a day that nobody keeps any more is dropped as a whole', async () => {
  const parts = async () =>
    (
      await bench.rows<{ name: string }>(
        `select relname as name from pg_inherits join pg_class on oid = inhrelid where inhparent = 'events'::regclass order by 1`,
      )
    ).map((row) => row.name)
  await bench.rows(`update organizations set raw_event_days = 2 where id = '${bench.alice.orgId}'`)
  await bench.rows(`update organizations set raw_event_days = 5 where id = '${bench.charlie.orgId}'`)
  node.clock.set(Temporal.Instant.from('2026-06-01T12:00:00Z'))
  await run()
  expect(await parts()).toEqual([
    'events_20260601',
    'events_20260602',
    'events_20260603',
    'events_20260604',
    'events_default',
  ])
  await send(bench.alice.keys.webhook, 'alice-day')
  await send(bench.charlie.keys.webhook, 'charlie-day')
  expect(await bench.rows(`select dedup_key from events_20260601`)).toHaveLength(2)
  // Whoever keeps less than the others has rows deleted and not days.
  node.clock.set(Temporal.Instant.from('2026-06-04T12:00:00Z'))
  await run()
  expect(await kept()).toEqual(['charlie-day'])
  node.clock.set(Temporal.Instant.from('2026-06-06T23:00:00Z'))
  await run()
  expect(await kept()).toEqual(['charlie-day'])
  node.clock.set(Temporal.Instant.from('2026-06-07T01:00:00Z'))
  await run()
  expect(await parts()).not.toContain('events_20260601')
  expect(await kept()).toEqual([])
})
