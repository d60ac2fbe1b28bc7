import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createIntakeBench } from '../../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../../testing/intake.ts'

let bench: IntakeBench
let node: IntakeNode
beforeAll(async () => {
  bench = await createIntakeBench()
  node = await bench.node()
})
afterAll(() => bench.close())

const lastEvent = async () => {
  await node.intake.collector.drain()
  const [row] = await bench.rows<{ outcome: string; reason: string; detail: string; raw: string }>(
    'select outcome, reason, detail, raw from events order by id desc limit 1',
  )
  return row!
}

const enqueue = { payload: { summary: 'down', source: 'web-07', severity: 'critical' }, event_action: 'trigger' }

describe('each sender gets the answer that its client insists on', () => {
  test('PagerDuty’s clients at the drop-in address, with and without a slash', async () => {
    for (const path of ['/v2/enqueue', '/v2/enqueue/']) {
      const body = JSON.stringify({ ...enqueue, routing_key: bench.alice.keys.pagerduty, dedup_key: path })
      const response = await fetch(node.url + path, { method: 'POST', body })
      expect(response.status).toBe(202)
      expect(await response.json()).toEqual({ status: 'success', message: 'Event processed', dedup_key: path })
    }
    const change = { routing_key: bench.alice.keys.pagerduty, payload: { summary: 'deployed' } }
    const changed = await fetch(`${node.url}/v2/change/enqueue`, { method: 'POST', body: JSON.stringify(change) })
    expect(changed.status).toBe(202)
    expect((await lastEvent()).outcome).toBe('change')
    const old = {
      service_key: bench.alice.keys.pagerduty,
      event_type: 'trigger',
      description: 'old',
      incident_key: 'o',
    }
    const legacy = await fetch(`${node.url}/generic/2010-04-15/create_event.json`, {
      method: 'POST',
      body: JSON.stringify(old),
    })
    expect([legacy.status, await legacy.json()]).toEqual([200, expect.objectContaining({ incident_key: 'o' })])
  })

  test('Prometheus below the address of its source', async () => {
    const alerts = [{ labels: { alertname: 'DiskFull', severity: 'critical' } }]
    const response = await node.send(bench.alice.keys.alertmanager, alerts, { path: '/api/v2/alerts' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect((await lastEvent()).outcome).toBe('created')
  })

  test('any sender of JSON', async () => {
    const response = await node.send(bench.alice.keys.webhook, { summary: 'plain', dedup_key: 'plain' })
    expect(response.status).toBe(202)
  })

  test('an empty batch of Prometheus is accepted', async () => {
    const response = await node.send(bench.alice.keys.alertmanager, [], { path: '/api/v2/alerts' })
    expect(response.status).toBe(200)
  })

  test('clients that ask an Alertmanager how it is', async () => {
    const at = `${node.url}/in/${bench.alice.keys.alertmanager}`
    const status = await fetch(`${at}/api/v2/status`)
    expect(await status.json()).toMatchObject({
      cluster: { status: 'disabled', peers: [] },
      uptime: expect.any(String),
    })
    expect(await (await fetch(`${at}/-/healthy`)).text()).toBe('OK')
    expect((await fetch(`${at}/-/ready`, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(`${node.url}/in/${bench.alice.keys.webhook}/-/ready`)).status).toBe(404)
    expect((await fetch(`${node.url}/in/${'x'.repeat(32)}/-/ready`)).status).toBe(404)
  })

  test('a person who opens the address in a browser gets words', async () => {
    const headers = { accept: 'text/html', 'accept-language': 'de-CH,de;q=0.9' }
    const response = await fetch(`${node.url}/in/${bench.alice.keys.webhook}`, { headers })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
    expect(await response.text()).toContain('Adresse einer Alarmquelle')
    const english = await fetch(`${node.url}/in/${bench.alice.keys.webhook}`, { headers: { accept: 'text/html' } })
    expect(await english.text()).toContain('address of an alert source')
  })
})

test('requests and events are counted by what became of them', async () => {
  const fresh = await bench.node({})
  await fresh.send(bench.alice.keys.webhook, [{ summary: 'counted', dedup_key: 'counted' }, {}])
  await fresh.send(bench.alice.keys.webhook, 'x', { headers: { 'content-encoding': 'gzip' } })
  await fresh.send('u'.repeat(32), {})
  await fresh.intake.drain()
  const lines = (await fresh.kernel.metrics.registry.metrics()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'pikett_intake_requests_total{type="webhook",status="202"} 1',
      'pikett_intake_requests_total{type="webhook",status="400"} 1',
      'pikett_intake_requests_total{type="unknown",status="404"} 1',
      'pikett_intake_events_total{type="webhook",outcome="created"} 1',
      'pikett_intake_events_total{type="webhook",outcome="rejected"} 2',
      'pikett_intake_waiting_events 0',
      'pikett_intake_held_bytes 0',
    ]),
  )
})

describe('keys', () => {
  test('an unknown key is refused in the words of the sender', async () => {
    const unknown = 'u'.repeat(32)
    expect((await node.send(unknown, { summary: 'x' })).status).toBe(404)
    expect((await node.send('short', { summary: 'x' })).status).toBe(404)
    expect((await node.send(`${'%00'.repeat(20)}`, { summary: 'x' })).status).toBe(404)
    const prometheus = await node.send(unknown, [], { path: '/api/v2/alerts' })
    expect([prometheus.status, await prometheus.json()]).toEqual([404, 'no source has this integration key'])
    const body = JSON.stringify({ ...enqueue, routing_key: unknown })
    const response = await fetch(`${node.url}/v2/enqueue`, { method: 'POST', body })
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ errors: ['Invalid routing key'] }),
    ])
  })

  test('a key of another kind of source does not work at a drop-in address', async () => {
    const body = JSON.stringify({ ...enqueue, routing_key: bench.alice.keys.webhook })
    expect((await fetch(`${node.url}/v2/enqueue`, { method: 'POST', body })).status).toBe(400)
  })

  test('Charlie’s key never touches Alice’s organization', async () => {
    const count = () => bench.rows(`select id from events where org_id = '${bench.alice.orgId}'`)
    const before = await count()
    const event = {
      summary: 'Charlie',
      dedup_key: 'shared',
      organization: bench.alice.orgId,
      org_id: bench.alice.orgId,
    }
    expect((await node.send(bench.charlie.keys.webhook, event)).status).toBe(202)
    expect((await node.send(bench.charlie.keys.webhook, 'no json {', { path: '' })).status).toBeLessThan(500)
    await node.intake.collector.drain()
    expect(await count()).toHaveLength(before.length)
    const open = await bench.rows<{ org_id: string }>(`select org_id from alerts where dedup_key = 'shared'`)
    expect(open).toEqual([{ org_id: bench.charlie.orgId }])
  })

  test('the key is never kept in what was sent', async () => {
    const key = bench.alice.keys.webhook
    await node.send(key, { summary: 'has it', url: `https://example.test/in/${key}` })
    expect((await lastEvent()).raw).toContain('[integration key]')
    await node.send(key, `{"broken": "${key}"`)
    const kept = await lastEvent()
    expect([kept.outcome, kept.raw.includes(key)]).toEqual(['rejected', false])
  })

  test('headers with passwords do not reach templates', async () => {
    const template = '{{headers.authorization}}{{headers.cookie}}{{headers.x-api-key}}|{{headers.x-host}}'
    await bench.rows(`update sources set options = '{"webhook": {"fields": {"summary": "${template}"}}}'
      where org_id = '${bench.charlie.orgId}' and type = 'webhook'`)
    const fresh = await bench.node({})
    const headers = { authorization: 'Basic geheim', cookie: 'a=geheim', 'x-api-key': 'geheim', 'x-host': 'web-07' }
    expect((await fresh.send(bench.charlie.keys.webhook, { any: 1 }, { headers })).status).toBe(202)
    const [alert] = await bench.rows<{ summary: string }>(`select summary from alerts where summary like '%web-07'`)
    expect(alert?.summary).toBe('|web-07')
  })
})
