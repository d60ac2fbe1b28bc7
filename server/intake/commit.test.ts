import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AlertEvent } from '../../contract/intake/event.ts'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'
import type { OpenSource, Verdict } from './types.ts'

let bench: IntakeBench
let node: IntakeNode
let source: OpenSource
beforeAll(async () => {
  bench = await createIntakeBench()
  node = await bench.node()
  source = (await node.intake.lookup.find(bench.alice.keys.webhook))!
})
afterAll(() => bench.close())

const event = (dedupKey: string, action: AlertEvent['action'] = 'trigger', summary = 'down'): AlertEvent => ({
  action,
  dedupKey,
  summary,
  severity: 'critical',
  fields: {},
  links: [],
  images: [],
  raw: { dedupKey, action },
})

/** One request with these events. */
const submit = (from: IntakeNode, ...events: AlertEvent[]): Promise<Verdict> =>
  from.intake.collector.submit({
    source,
    events,
    rawOf: (index) => JSON.stringify(events[index]!.raw),
    bytes: 0,
    refused: [],
    receivedAt: from.clock.now(),
  })

const outcomesOf = (verdict: Verdict) =>
  verdict.kind === 'stored' ? verdict.outcomes.map((one) => one.outcome) : verdict.kind

const alerts = (dedupKey: string) =>
  bench.rows<{ id: string; status: string; count: number }>(
    `select id, status, count from alerts where dedup_key = '${dedupKey}' order by number`,
  )

const events = (dedupKey: string) =>
  bench.rows<{ outcome: string; reason: string | null; alert_id: string | null; raw: string }>(
    `select outcome, reason, alert_id, raw from events where dedup_key = '${dedupKey}' order by id`,
  )

describe('a batch', () => {
  test('applies the events of one request in their order', async () => {
    const verdict = await submit(node, event('order'), event('order', 'resolve'), event('order'))
    expect(outcomesOf(verdict)).toEqual(['created', 'resolved', 'created'])
    expect((await alerts('order')).map((alert) => alert.status)).toEqual(['resolved', 'triggered'])
  })

  test('applies requests that arrive together in the order of their arrival', async () => {
    const verdicts = await Promise.all([
      submit(node, event('arrival')),
      submit(node, event('arrival', 'acknowledge')),
      submit(node, event('arrival', 'resolve')),
      submit(node, event('arrival', 'resolve')),
    ])
    expect(verdicts.map(outcomesOf)).toEqual([['created'], ['acknowledged'], ['resolved'], ['dropped']])
  })

  test('continues what an earlier batch began', async () => {
    await submit(node, event('later'))
    expect(outcomesOf(await submit(node, event('later')))).toEqual(['repeated'])
    expect(outcomesOf(await submit(node, event('later', 'resolve')))).toEqual(['resolved'])
    expect(outcomesOf(await submit(node, event('later')))).toEqual(['created'])
    expect((await alerts('later')).map(({ status, count }) => ({ status, count }))).toEqual([
      { status: 'resolved', count: 2 },
      { status: 'triggered', count: 1 },
    ])
  })

  test('keeps each raw event with the alert that it became, or the reason why none', async () => {
    await submit(node, event('kept', 'resolve'), event('kept'))
    const [{ id } = { id: '' }] = await alerts('kept')
    expect(await events('kept')).toEqual([
      { outcome: 'dropped', reason: 'no_open_alert', alert_id: null, raw: '{"dedupKey":"kept","action":"resolve"}' },
      { outcome: 'created', reason: null, alert_id: id, raw: '{"dedupKey":"kept","action":"trigger"}' },
    ])
  })

  test('says which conditions of the source could not be evaluated', async () => {
    const failing = {
      ...event('failing'),
      failedConditions: [{ condition: 'resolve' as const, message: 'no such key' }],
    }
    await submit(node, failing)
    const [row] = await bench.rows<{ detail: string }>(`select detail from events where dedup_key = 'failing'`)
    expect(row?.detail).toBe('condition resolve: no such key')
  })

  test('with one event that the database refuses stores all the others', async () => {
    const poisoned = event('poisoned', 'trigger', 'a NUL \0 in it')
    const verdicts = await Promise.all([
      submit(node, event('before-1')),
      submit(node, event('before-2')),
      submit(node, poisoned),
      submit(node, event('after-1')),
      submit(node, event('before-1', 'resolve')),
    ])
    expect(verdicts.map(outcomesOf)).toEqual([['created'], ['created'], 'failed', ['created'], ['resolved']])
    expect(await alerts('poisoned')).toEqual([])
    expect(await events('poisoned')).toEqual([])
  })
})

describe('two nodes', () => {
  test('that see the same new key at once open one alert, and both say that they have it', async () => {
    const other = await bench.node({ batchEvents: 500 })
    for (let round = 0; round < 20; round += 1) {
      const verdicts = await Promise.all([submit(node, event(`race-${round}`)), submit(other, event(`race-${round}`))])
      expect(verdicts.flatMap(outcomesOf).toSorted()).toEqual(['created', 'repeated'])
      expect(await alerts(`race-${round}`)).toMatchObject([{ count: 2, status: 'triggered' }])
    }
  })

  test('that get the same keys in opposite order do not stand in each other’s way', async () => {
    const other = await bench.node({ batchEvents: 500 })
    const names = Array.from({ length: 20 }, (_, index) => `opposite-${index}`)
    const rounds = Array.from({ length: 5 }, async () => [
      await submit(node, ...names.map((name) => event(name))),
      await submit(other, ...names.toReversed().map((name) => event(name))),
    ])
    const verdicts = (await Promise.all(rounds)).flat()
    expect(verdicts.every((verdict) => verdict.kind === 'stored')).toBe(true)
    const open = await bench.rows<{ count: number }>(`select count from alerts where dedup_key like 'opposite-%'`)
    expect(open.map((alert) => alert.count)).toEqual(names.map(() => 10))
  })
})
