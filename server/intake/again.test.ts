import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AlertEvent } from '../../contract/intake/event.ts'
import { createIntakeBench } from '../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../testing/intake.ts'
import { deleteMessagesBefore } from './store/messages.ts'
import type { OpenSource } from './types.ts'

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

const event = (dedupKey: string, message: string, action: AlertEvent['action'] = 'trigger'): AlertEvent => ({
  action,
  dedupKey,
  summary: 'down',
  severity: 'critical',
  fields: {},
  links: [],
  images: [],
  messageId: createHash('sha256').update(message).digest('hex'),
  raw: { dedupKey },
})
async function submit(from: IntakeNode, ...events: AlertEvent[]): Promise<string[]> {
  const verdict = await from.intake.collector.submit({
    source,
    events,
    rawOf: (index) => JSON.stringify(events[index]!.raw),
    bytes: 0,
    refused: [],
    receivedAt: from.clock.now(),
  })
  if (verdict.kind !== 'stored') throw new Error(verdict.kind)
  return verdict.outcomes.map(({ outcome, reason }) => reason ?? outcome)
}
const alertsOf = (dedupKey: string) =>
  bench.rows<{ status: string; count: number }>(
    `select status, count from alerts where dedup_key = '${dedupKey}' order by number`,
  )

describe('a message that is sent again', () => {
  test('is no second event: it is not counted, on the same node and on another, and stands in the feed', async () => {
    expect(await submit(node, event('count', 'c1'))).toEqual(['created'])
    expect(await submit(node, event('count', 'c1'))).toEqual(['already_received'])
    expect(await submit(other, event('count', 'c1'))).toEqual(['already_received'])
    expect(await submit(other, event('count', 'c2'))).toEqual(['repeated'])
    expect(await alertsOf('count')).toEqual([{ status: 'triggered', count: 2 }])
    const feed = await bench.rows<{ reason: string | null }>(`select reason from events where dedup_key = 'count'`)
    expect(feed.filter((row) => row.reason === 'already_received')).toHaveLength(2)
  })

  test('opens nothing after the end of its alert, and played back it ends nothing', async () => {
    await submit(node, event('replay', 'r1'))
    await submit(node, event('replay', 'r2', 'resolve'))
    expect(await submit(other, event('replay', 'r1'))).toEqual(['already_received'])
    expect(await submit(node, event('replay', 'r3'))).toEqual(['created'])
    expect(await submit(other, event('replay', 'r2', 'resolve'))).toEqual(['already_received'])
    expect((await alertsOf('replay')).map((one) => one.status)).toEqual(['resolved', 'triggered'])
  })

  test('twice in one request, or at two nodes at the same moment, is one event', async () => {
    expect(await submit(node, event('twice', 't1'), event('twice', 't1'))).toEqual(['created', 'already_received'])
    const both = await Promise.all([submit(node, event('once', 'o1')), submit(other, event('once', 'o1'))])
    expect(both.flat().toSorted()).toEqual(['already_received', 'created'])
  })

  test('is forgotten when nobody sends it again', async () => {
    await submit(node, event('late', 'l1'))
    const deleted = (hours: number) =>
      node.kernel.work.inOrganization(bench.alice.orgId, ({ trx, now }) =>
        deleteMessagesBefore(trx, now.add({ hours }), 1_000),
      )
    expect(await deleted(47)).toBe(0)
    expect(await deleted(49)).toBeGreaterThan(0)
    expect(await submit(node, event('late', 'l1'))).toEqual(['repeated'])
  })
})
