import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { GroupingConfig } from '../../contract/config/grouping.ts'
import { applyEvents, triggeredAmong } from '../alerts/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { tokens } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'
import { screenForGroups } from './index.ts'

const ofSource: GroupingConfig = { by: ['site'], mode: 'open', similarity: { threshold: 0.6 } }
const ofCustomer: GroupingConfig = { by: ['service'], mode: 'window', window: '15m' }

let world: World
beforeEach(async () => {
  world = await createWorld({
    change: (config) => ({
      ...config,
      customers: [{ key: 'acme', name: 'Acme GmbH', grouping: ofCustomer }],
      sources: config.sources!.map((one) => (one.key === 'prometheus' ? { ...one, grouping: ofSource } : one)),
    }),
  })
})
afterEach(() => world.close())

const postYaml = async (body: string) => {
  const answer = await fetch(`${world.app.url()}/api/v1/config`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.alice}`, 'content-type': 'application/yaml' },
    body,
  })
  return { status: answer.status, text: await answer.text() }
}

describe('grouping in the configuration', () => {
  test('is written back as it was read, for sources and customers, and can be taken away', async () => {
    const exported = (await world.alice.get<string>('/config')).body
    expect(exported).toContain('threshold: 0.6')
    expect(exported).toContain('window: 15m')
    expect(JSON.parse((await postYaml(exported)).text)).toMatchObject({ changes: [] })
    const without = { customers: [{ key: 'acme', name: 'Acme GmbH' }] }
    const applied = await world.alice.post<{ changes: object[] }>('/config', without)
    expect(applied.body.changes).toMatchObject([{ key: 'acme', action: 'update', fields: ['grouping'] }])
    expect((await world.alice.get<string>('/config')).body).not.toContain('window: 15m')
  })

  test('is shown with its customer and its source', async () => {
    type Shown = { items: { key: string; grouping: object | null }[] }
    const [customers, sources] = [await world.sam.get<Shown>('/customers'), await world.alice.get<Shown>('/sources')]
    expect(customers.body.items).toMatchObject([{ key: 'acme', grouping: ofCustomer }])
    const byKey = new Map(sources.body.items.map((one) => [one.key, one.grouping]))
    expect(byKey.get('prometheus')).toEqual(ofSource)
    expect(byKey.get('anything')).toBeNull()
    expect(JSON.stringify((await world.charlie.get<Shown>('/customers')).body)).not.toContain('acme')
  })

  test('is refused where it contradicts itself, at its place', async () => {
    const wrong = { key: 'acme', name: 'Acme GmbH', grouping: { mode: 'open', window: '5m' } }
    const answer = await world.alice.post('/config', { customers: [wrong] })
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.body)).toContain('only mode window has a window')
  })
})

/** The same work, whose own statements are counted. */
function counting(work: Work): { counted: Work; statements: () => number } {
  let amount = 0
  const trx = work.trx.withPlugin({
    transformQuery({ node }) {
      amount += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  })
  return { counted: { ...work, trx }, statements: () => amount }
}

/** Opens alerts that nobody has asked about yet: without a policy nothing screens them. */
async function open(work: Work, amount: number, prefix: string) {
  const row = await work.trx.selectFrom('sources').selectAll().where('key', '=', 'prometheus').executeTakeFirstOrThrow()
  const source = { ...row, escalationPolicyId: null, priorities: {} }
  const outcomes = await applyEvents(
    work,
    Array.from({ length: amount }, (_, index) => ({
      source,
      event: {
        action: 'trigger' as const,
        dedupKey: `${prefix} ${index}`,
        summary: `Disk full on web-${index}`,
        severity: 'critical' as const,
        fields: { site: `${prefix} ${index % 4}` },
        links: [],
        images: [],
        raw: null,
      },
    })),
  )
  return triggeredAmong(
    work.trx,
    outcomes.map((one) => one.alertId!),
  )
}

test('grouping takes as many statements for a thousand new alerts as for eight', async () => {
  const { engine, work } = world.app.kernel
  const { id } = await engine
    .selectFrom('organizations')
    .select('id')
    .where('key', '=', 'default')
    .executeTakeFirstOrThrow()
  const screened = (amount: number, prefix: string) =>
    work.inOrganization(id, async (inside) => {
      const alerts = await open(inside, amount, prefix)
      const { counted, statements } = counting(inside)
      const held = await screenForGroups(counted, alerts)
      return { held: held.size, statements: statements() }
    })
  const few = await screened(8, 'few')
  const many = await screened(1_000, 'many')
  expect(few.held).toBe(4)
  expect(many.held).toBe(996)
  expect(few.statements).toBeGreaterThan(3)
  expect(many.statements).toBe(few.statements)
})
