import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SourceType } from '../../contract/config/source.ts'
import type { ConfigInput } from '../testing/people.ts'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

/** What each sender sends when something breaks and when it is over, and what Alice then reads. */
interface Case {
  type: SourceType
  problem: string
  recovery: string
  summary: string
  priority: 'high' | 'low'
  contentType?: string
  path?: string
  options?: object
}

const json = 'application/json'
const cases: Case[] = [
  {
    type: 'azure',
    problem: 'metric-fired.json',
    recovery: 'metric-resolved.json',
    summary: 'SQL: DTU above 90 % (erp-sql/erp)',
    priority: 'high',
  },
  {
    type: 'cloudevents',
    problem: 'triggered.json',
    recovery: 'resolved.json',
    summary: 'Disk is 96 % full on web-07',
    priority: 'high',
    contentType: 'application/cloudevents+json',
  },
  {
    type: 'cloudwatch',
    problem: 'raw.json',
    recovery: 'raw-ok.json',
    summary: 'HighCPU: The ERP server is overloaded.',
    priority: 'high',
    options: { cloudwatch: { rawDelivery: true } },
  },
  {
    type: 'datto',
    problem: 'unescaped.txt',
    recovery: 'ok.json',
    summary: 'SRV-01: Service "Spooler" in C:\\Windows\\System32 stopped,',
    priority: 'high',
  },
  {
    type: 'gcp',
    problem: 'open.json',
    recovery: 'closed.json',
    summary: 'web-07 is overloaded',
    priority: 'high',
  },
  {
    type: 'ilert',
    problem: 'alert.json',
    recovery: 'resolve.json',
    summary: 'Disk is 96 % full on web-07',
    priority: 'high',
    path: '/api/events',
  },
  {
    type: 'ncentral',
    problem: 'failed.xml',
    recovery: 'normal.xml',
    summary: 'SRV-01, Disk - C:: Failed',
    priority: 'high',
    contentType: 'text/xml',
  },
  {
    type: 'ninjaone',
    problem: 'triggered.json',
    recovery: 'reset.json',
    summary: 'SRV-01 (ERP): Disk free space on C: is 4 %',
    priority: 'high',
  },
]

const keyOf = (type: string) => type.padEnd(32, '0').slice(0, 32)

let world: World
beforeAll(async () => {
  const sources = cases.map(({ type, options }) => ({
    key: type,
    type,
    escalationPolicy: 'default',
    customer: 'acme',
    integrationKey: keyOf(type),
    ...options,
  }))
  world = await createWorld({
    change: (config): ConfigInput => ({ ...config, sources: [...(config.sources ?? []), ...sources] }),
  })
})
afterAll(() => world.close())

async function post({ type, contentType = json, path = '' }: Case, fixture: string): Promise<Response> {
  const body = readFileSync(join(import.meta.dirname, 'adapters', type, 'fixtures', fixture))
  const headers = { 'content-type': contentType }
  const response = await fetch(`${world.app.url()}/in/${keyOf(type)}${path}`, { method: 'POST', headers, body })
  await world.settle()
  return response
}

type Alert = Record<'summary' | 'status' | 'priority' | 'source' | 'customer' | 'dedupKey', unknown>
const alertsOf = async (type: string) =>
  (await world.alice.get<{ items: Alert[] }>('/alerts?limit=100')).body.items.filter(
    (alert) => JSON.stringify(alert.source).includes(`"${type}"`) && !String(alert.dedupKey).startsWith('test:'),
  )

describe.each(cases)('a source of type $type', (one) => {
  // Many mails to one person within ten minutes would wait for each other (docs/storms.md).
  beforeAll(() => world.advance('15m'))

  test('opens an alert that Alice is paged for, folds the repeat, and closes it by itself', async () => {
    expect((await post(one, one.problem)).ok).toBe(true)
    expect(world.pages.take('/alice').body.alert).toMatchObject({ summary: one.summary, priority: one.priority })
    expect((await post(one, one.problem)).ok).toBe(true)
    expect(await alertsOf(one.type)).toMatchObject([{ summary: one.summary, status: 'triggered' }])
    expect((await post(one, one.recovery)).ok).toBe(true)
    expect(await alertsOf(one.type)).toMatchObject([{ summary: one.summary, status: 'resolved' }])
  })

  test('has a guide with its address, in both languages, and a test event that becomes an alert', async () => {
    for (const language of ['de', 'en']) {
      const { body } = await world.alice.get<{ setup: { markdown: string } }>(
        `/sources/${one.type}?language=${language}`,
      )
      expect(body.setup.markdown).toContain(`${world.app.url()}/in/${keyOf(one.type)}`)
      expect(body.setup.markdown).not.toContain('{{')
    }
    const tried = await world.alice.post<{ alertNumber: number }>(`/sources/${one.type}/test`, {})
    expect(tried.body.alertNumber).toBeGreaterThan(0)
    await world.settle()
    expect(world.mails.mails.splice(0)).toHaveLength(1)
  })
})

test('the settings of a type are written back by the export', async () => {
  const { body } = await world.alice.get<string>('/config')
  expect(typeof body === 'string' ? body : JSON.stringify(body)).toMatch(/cloudwatch:\s+rawDelivery: true/)
})

describe('the paths of ilert on this host', () => {
  const send = (path: string, body: object) =>
    fetch(`${world.app.url()}${path}`, {
      method: 'POST',
      headers: { 'content-type': json },
      body: JSON.stringify(body),
    })

  test('find the source by the key in the body', async () => {
    const event = { eventType: 'ALERT', alertKey: 'root', summary: 'At the root', priority: 'HIGH' }
    expect((await send('/api/events', { ...event, integrationKey: keyOf('ilert') })).status).toBe(202)
    await world.settle()
    expect(world.pages.take('/alice').body.alert.summary).toBe('At the root')
    const old = { eventType: 'RESOLVE', alertKey: 'root', apiKey: keyOf('ilert') }
    expect((await send('/api/v1/events', old)).status).toBe(200)
    await world.settle()
    expect((await send('/api/events', { ...event, integrationKey: keyOf('gcp') })).status).toBe(400)
    expect((await send('/api/events', event)).status).toBe(400)
  })

  test('leave our own API what is its own', async () => {
    expect((await world.alice.get('/events')).status).toBe(404)
    expect((await world.nobody.get('/events/x')).status).toBe(401)
  })
})

test('the handshake of CloudEvents web hooks is answered at the address', async () => {
  const response = await fetch(`${world.app.url()}/in/${keyOf('cloudevents')}`, {
    method: 'OPTIONS',
    headers: { 'webhook-request-origin': 'eventgrid.azure.net' },
  })
  expect([response.status, response.headers.get('webhook-allowed-origin')]).toEqual([200, 'eventgrid.azure.net'])
})
