import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AlertEvent } from '../../contract/intake/event.ts'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'
import type { OpenSource, Verdict } from './types.ts'

let bench: IntakeBench
let node: IntakeNode
let other: IntakeNode
let source: OpenSource
beforeAll(async () => {
  bench = await createIntakeBench()
  node = await bench.node()
  other = await bench.node({})
  source = (await node.intake.lookup.find(bench.alice.keys.webhook))!
})
afterAll(() => bench.close())

const event = (dedupKey: string, more: Partial<AlertEvent> = {}): AlertEvent => ({
  action: 'trigger',
  dedupKey,
  summary: 'down',
  severity: 'critical',
  fields: { host: 'db-1' },
  links: [],
  images: [],
  raw: { dedupKey },
  ...more,
})

const submit = (from: IntakeNode, ...events: AlertEvent[]): Promise<Verdict> =>
  from.intake.collector.submit({
    source,
    events,
    rawOf: (index) => JSON.stringify(events[index]!.raw),
    bytes: 100,
    refused: [],
    receivedAt: from.clock.now(),
  })

const outcomes = (verdict: Verdict) =>
  verdict.kind === 'stored' ? verdict.outcomes.map((one) => one.outcome) : verdict.kind

interface Row {
  status: string
  count: number
  summary: string
  last: string
  expires: string | null
}

/** Asks the database without writing what waits in memory first. */
const stored = (dedupKey: string) =>
  node.kernel.work.inOrganization(bench.alice.orgId, async ({ trx }) => {
    const all = await trx.selectFrom('alerts').selectAll().where('dedupKey', '=', dedupKey).orderBy('number').execute()
    return all.map((row): Row => ({
      status: row.status,
      count: row.count,
      summary: row.summary,
      last: row.lastEventAt.toString(),
      expires: row.expiresAt?.toString() ?? null,
    }))
  })

describe('a repeat with the same content', () => {
  test('is counted within a second: once in the alert for each, once in the raw events for all', async () => {
    await submit(node, event('counted'))
    node.clock.set(node.clock.now().add({ seconds: 10 }))
    for (let round = 0; round < 5; round += 1) {
      expect(outcomes(await submit(node, event('counted', { raw: { round } })))).toEqual(['repeated'])
    }
    expect(await stored('counted')).toMatchObject([{ count: 1 }])
    expect(await node.intake.repeats.flush()).toBe(1)
    expect(await stored('counted')).toMatchObject([{ count: 6, last: node.clock.now().toString() }])
    const raws = await bench.rows(`select outcome, times, raw from events where dedup_key = 'counted' order by id`)
    expect(raws).toEqual([
      { outcome: 'created', times: 1, raw: '{"dedupKey":"counted"}' },
      { outcome: 'repeated', times: 5, raw: '{"round":4}' },
    ])
  })

  test('gets a line in the timeline when the alert was silent for a minute', async () => {
    await submit(node, event('line'))
    node.clock.set(node.clock.now().add({ seconds: 60 }))
    await submit(node, event('line'))
    const entries = await bench.rows<{ kind: string; data: unknown }>(
      `select kind, data from timeline_entries where alert_id in (select id from alerts where dedup_key = 'line') order by id`,
    )
    expect(entries.at(-1)).toEqual({ kind: 'alert.repeated', data: { count: 2 } })
  })

  test('is written by a stop', async () => {
    const third = await bench.node({})
    await submit(third, event('stop'))
    await submit(third, event('stop'))
    await third.intake.drain()
    expect(await stored('stop')).toMatchObject([{ count: 2 }])
  })

  test('that stands beside other events of its alert in one batch keeps their order', async () => {
    await submit(node, event('order'))
    const verdict = await submit(node, event('order'), event('order', { action: 'resolve' }), event('order'))
    expect(outcomes(verdict)).toEqual(['repeated', 'resolved', 'created'])
    expect(await stored('order')).toMatchObject([
      { status: 'resolved', count: 2 },
      { status: 'triggered', count: 1 },
    ])
  })
})

describe('what changes more than a count is written at once', () => {
  test.each([
    ['words', { summary: 'down for good' }],
    ['a field', { fields: { host: 'db-2' } }],
    ['a link', { links: [{ href: 'https://example.test' }] }],
    ['the severity', { severity: 'warning' as const }],
    ['a tag', { tags: ['new'] }],
  ])('%s', async (name, change) => {
    await submit(node, event(name))
    await submit(node, event(name, change))
    expect(await stored(name)).toMatchObject([{ count: 2, ...('summary' in change && change) }])
    // And is the content that the next repeat is compared with, on every node.
    await submit(other, event(name, change))
    expect(await stored(name)).toMatchObject([{ count: 2 }])
    await submit(other, event(name))
    expect(await stored(name)).toMatchObject([{ count: 3, summary: 'down' }])
  })

  test('and an end that comes near', async () => {
    const begun = node.clock.now()
    const ends = (at: Temporal.Instant) => ({ expiresAt: at.add({ minutes: 4 }).toString() })
    await submit(node, event('end', ends(begun)))
    node.clock.set(begun.add({ minutes: 1 }))
    await submit(node, event('end', ends(node.clock.now())))
    expect(await stored('end')).toMatchObject([{ count: 1, expires: begun.add({ minutes: 4 }).toString() }])
    await node.intake.repeats.flush()
    expect(await stored('end')).toMatchObject([{ count: 2, expires: begun.add({ minutes: 5 }).toString() }])
    node.clock.set(begun.add({ minutes: 4 }))
    await submit(node, event('end', ends(node.clock.now())))
    expect(await stored('end')).toMatchObject([{ count: 3, expires: begun.add({ minutes: 8 }).toString() }])
  })
})

describe('two nodes', () => {
  test('a resolve on one is seen by the next repeat on the other: it opens a new alert', async () => {
    for (let round = 0; round < 10; round += 1) {
      const name = `elsewhere-${round}`
      await submit(node, event(name))
      expect(outcomes(await submit(node, event(name)))).toEqual(['repeated'])
      expect(outcomes(await submit(other, event(name, { action: 'resolve' })))).toEqual(['resolved'])
      expect(outcomes(await submit(node, event(name)))).toEqual(['created'])
      await node.intake.repeats.flush()
      expect(await stored(name)).toMatchObject([
        { status: 'resolved', count: 2 },
        { status: 'triggered', count: 1 },
      ])
    }
  })

  test('a repeat that was counted before a resolve elsewhere opens nothing when it is written after it', async () => {
    await submit(node, event('late', { expiresAt: node.clock.now().add({ minutes: 4 }).toString() }))
    await submit(node, event('late', { expiresAt: node.clock.now().add({ minutes: 4 }).toString() }))
    await submit(other, event('late', { action: 'resolve' }))
    await node.intake.repeats.flush()
    expect(await stored('late')).toMatchObject([{ status: 'resolved', count: 2, expires: null }])
  })

  test('both count', async () => {
    await submit(node, event('both'))
    await Promise.all([node, other, node, other].map((one) => submit(one, event('both'))))
    await Promise.all([node.intake.repeats.flush(), other.intake.repeats.flush()])
    expect(await stored('both')).toMatchObject([{ count: 5 }])
  })

  test('an alert of another organization under the same key is not theirs', async () => {
    const theirs = (await node.intake.lookup.find(bench.charlie.keys.webhook))!
    await submit(node, event('shared'))
    const verdict = await node.intake.collector.submit({
      source: { ...theirs, id: source.id },
      events: [event('shared')],
      rawOf: () => '',
      bytes: 0,
      refused: [],
      receivedAt: node.clock.now(),
    })
    expect(outcomes(verdict)).toEqual(['created'])
  })
})

test('repeats are written on the spot while too much waits', async () => {
  const full = await bench.node({ repeatBytes: 0 })
  await submit(full, event('full'))
  await submit(full, event('full'))
  expect(await stored('full')).toMatchObject([{ count: 2 }])
})
