import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AlertDetail, AlertView } from '../../contract/alerts.ts'
import type { Work } from '../kernel/db/work.ts'
import { keys } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'
import { expire } from './together.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({
    change: (config) => ({
      ...config,
      escalationPolicies: config.escalationPolicies!.map((one) => ({ ...one, repeatEvery: '2m' })),
    }),
  })
})
afterEach(() => world.close())

/** A storm of Prometheus of which nothing is heard any more after five minutes. */
async function storm(amount: number): Promise<void> {
  const body = Array.from({ length: amount }, (_, index) => ({
    labels: { alertname: 'Down', instance: `host-${index}`, severity: 'critical' },
    annotations: { summary: `host-${index} is down` },
    startsAt: '2026-01-05T02:00:00Z',
    endsAt: '2026-01-05T02:03:30Z',
  }))
  const answer = await fetch(`${world.app.url()}/in/${keys.alertmanager}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBeLessThan(300)
  await world.settle()
}

const listed = async (status: string) =>
  (await world.alice.get<{ items: AlertView[] }>(`/alerts?status=${status}&limit=200`)).body.items
const entriesOf = async (number: number) =>
  (await world.alice.get<{ items: { kind: string; data?: object }[] }>(`/alerts/${number}/timeline`)).body.items
const forget = () => void world.pages.pages.splice(0)

test('alerts that expire together end as each would alone: with a line, without an escalation or a message', async () => {
  await storm(12)
  await world.bob.post('/alerts/2/acknowledge')
  forget()
  await world.advance('3m30s')
  forget()
  expect(await listed('resolved')).toHaveLength(12)
  const [untouched, acknowledged] = [await entriesOf(1), await entriesOf(2)]
  expect(untouched.map((one) => one.kind)).toEqual(
    expect.arrayContaining(['alert.expired', 'escalation.stopped', 'delivery.cancelled']),
  )
  expect(untouched.find((one) => one.kind === 'alert.expired')?.data).toEqual({ via: 'expiry' })
  expect(acknowledged.map((one) => one.kind)).toContain('alert.expired')
  expect((await world.alice.get<AlertDetail>('/alerts/1')).body).toMatchObject({
    status: 'resolved',
    resolvedVia: 'expiry',
    resolvedAt: '2026-01-05T02:03:30Z',
    nextEscalationAt: null,
  })
  await world.advance('1d')
})

test('a hundred expired alerts take as many statements as one', async () => {
  await storm(101)
  forget()
  world.clock.set(Temporal.Instant.from('2026-01-05T02:03:30Z'))
  const [first, ...rest] = (await listed('open')).map((alert) => alert.id)
  expect(rest).toHaveLength(100)
  const one = await statementsFor([first!])
  expect(await statementsFor(rest)).toBe(one)
  expect(await listed('open')).toEqual([])
})

/** Those of the subscribers included. */
async function statementsFor(ids: string[]): Promise<number> {
  const { kernel } = world.app
  const { id } = await kernel.engine
    .selectFrom('organizations')
    .select('id')
    .where('key', '=', 'default')
    .executeTakeFirstOrThrow()
  return kernel.work.inOrganization(id, async (work) => {
    let statements = 0
    const trx = work.trx.withPlugin({
      transformQuery: ({ node }) => {
        statements += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const counted = { ...work, trx } as Work
    counted.emit = (kind, payload) => kernel.events.emit(counted, kind, payload)
    expect(await expire(counted, ids)).toBe(ids.length)
    return statements
  })
}
