import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { SourceType } from '../../contract/config/source.ts'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

/** What each sender reports first and at the end, with a word that its alert must show. */
const senders = [
  { type: 'checkmk', problem: 'service-problem.json', end: 'service-recovery.json', says: 'Filesystem / CRITICAL' },
  { type: 'datadog', problem: 'triggered.json', end: 'recovered.json', says: 'CPU is high on web-07' },
  { type: 'grafana', problem: 'firing.json', end: 'resolved.json', says: 'CPU > 95 % on web-07' },
  { type: 'icinga', problem: 'service-problem.json', end: 'service-recovery.json', says: 'Web 7/Web site WARNING' },
  { type: 'nagios', problem: 'host-problem.form', end: 'host-recovery.form', says: 'web-07 DOWN' },
  { type: 'prtg', problem: 'down.form', end: 'up.form', says: 'db-01/Disk Free' },
  { type: 'sentry', problem: 'event-alert.json', end: 'issue-resolved.json', says: 'heck is not defined' },
  { type: 'uptimekuma', problem: 'down.json', end: 'up.json', says: 'Shop: connect ECONNREFUSED' },
  { type: 'zabbix', problem: 'problem.json', end: 'recovery.json', says: 'High CPU utilization' },
] as const satisfies { type: SourceType; problem: string; end: string; says: string }[]

const keyOf = (type: string) => type.padEnd(32, '0')
const secret = 'a-secret-between-two'
let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config) => ({
      ...config,
      sources: [
        ...(config.sources ?? []),
        // Paging is not what is shown here: everything is low, and goes by mail.
        ...senders.flatMap(({ type }) => [
          { key: type, type, escalationPolicy: 'default', integrationKey: keyOf(type), priorities: low },
          {
            key: `${type}-sealed`,
            type,
            escalationPolicy: 'default',
            integrationKey: keyOf(`${type}x`),
            priorities: low,
            secret,
          },
        ]),
      ],
    }),
  })
})
afterAll(async () => {
  world.mails.mails.splice(0)
  await world.close()
})
const low = { critical: 'low', error: 'low', warning: 'low', info: 'low', unknown: 'low' } as const

const fixture = (type: string, name: string) =>
  readFileSync(join(import.meta.dirname, 'adapters', type, 'fixtures', name))

async function deliver(type: string, name: string, headers: Record<string, string> = {}, key = keyOf(type)) {
  const form = name.endsWith('.form')
  const response = await fetch(`${world.app.url()}/in/${key}`, {
    method: 'POST',
    headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json', ...headers },
    body: fixture(type, name),
  })
  await world.settle()
  return response
}

type Alerts = { items: { number: number; summary: string; status: string; source: string }[] }
type Events = { items: { outcome: string; reason: string | null; alertNumber: number | null; raw: unknown }[] }
const alertsOf = async (source: string) =>
  (await world.alice.get<Alerts>('/alerts?limit=100')).body.items.filter((alert) => alert.source === source)
const eventsOf = async (source: string) => (await world.alice.get<Events>(`/sources/${source}/events`)).body.items

describe.each(senders)('a source of type $type', ({ type, problem, end, says }) => {
  test('opens an alert in the words of its sender, and the recovery closes it', async () => {
    expect((await deliver(type, problem)).status).toBe(202)
    const [open] = (await alertsOf(type)).filter((alert) => alert.summary.includes(says))
    expect(open).toMatchObject({ status: 'triggered' })
    expect((await deliver(type, problem)).status).toBe(202)
    expect((await deliver(type, end)).status).toBe(202)
    const [closed] = (await alertsOf(type)).filter((alert) => alert.number === open?.number)
    expect(closed?.status).toBe('resolved')
    const outcomes = (await eventsOf(type)).filter((event) => event.alertNumber === open?.number)
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['resolved', 'repeated', 'created'])
  })

  test('takes the test event of the console, and shows its guide to those who may see it', async () => {
    const { status, body } = await world.alice.post<{ alertNumber: number }>(`/sources/${type}/test`)
    expect([status, body.alertNumber]).toEqual([200, expect.any(Number)])
    await world.settle()
    for (const language of ['de', 'en']) {
      const guide = await world.alice.get<{ setup: { markdown: string } }>(`/sources/${type}?language=${language}`)
      expect(guide.body.setup.markdown).toContain(`${world.app.url()}/in/${keyOf(type)}`)
    }
    expect((await world.charlie.get(`/sources/${type}`)).status).toBe(404)
    expect((await world.sam.get(`/sources/${type}`)).status).toBe(403)
  })

  test('with a secret refuses who does not prove it, and shows what was refused', async () => {
    const [source, key] = [`${type}-sealed`, keyOf(`${type}x`)]
    const proof = proofOf(type, fixture(type, problem))
    expect((await deliver(type, problem, {}, key)).status).toBe(401)
    const wrong = await deliver(type, problem, { authorization: 'Bearer another', 'sentry-hook-signature': 'ab' }, key)
    expect([wrong.status, await wrong.json()]).toEqual([401, expect.objectContaining({ code: 'wrong_signature' })])
    expect(await alertsOf(source)).toEqual([])
    // They are kept after the answer: no sender waits for that.
    const refused = async () => (await eventsOf(source)).map(({ outcome, reason }) => [outcome, reason])
    await vi.waitFor(async () => expect(await refused()).toHaveLength(2), { timeout: 10_000 })
    expect(await refused()).toEqual([
      ['rejected', type === 'sentry' ? 'wrong_signature' : 'wrong_secret'],
      ['rejected', type === 'sentry' ? 'wrong_signature' : 'wrong_secret'],
    ])
    expect((await deliver(type, problem, proof, key)).status).toBe(202)
    expect((await alertsOf(source)).length).toBeGreaterThan(0)
    expect(JSON.stringify(await eventsOf(source))).not.toContain(secret)
  })
})

function proofOf(type: string, body: Buffer): Record<string, string> {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  if (type === 'sentry') return { 'sentry-hook-signature': signature }
  if (type === 'grafana') return { 'x-grafana-alerting-signature': signature }
  if (type === 'nagios') return { authorization: `Basic ${Buffer.from(`pikett:${secret}`).toString('base64')}` }
  return type === 'zabbix' ? { authorization: `Bearer ${secret}` } : { 'x-pikett-secret': secret }
}

test('the secret of a source is in no view, only in the export of those who may read secrets', async () => {
  const view = await world.alice.get('/sources/sentry-sealed')
  expect(JSON.stringify(view.body)).not.toContain(secret)
  expect((await world.alice.get<string>('/config')).body).toContain(`secret: ${secret}`)
})

test('the exported file, applied again, changes nothing', async () => {
  const config = parse((await world.alice.get<string>('/config')).body) as object
  expect((await world.alice.post('/config?dryRun=true', config)).body).toMatchObject({ changes: [] })
})
