import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpsgenieWorld, RequestOutcome } from '../testing/opsgenie.ts'
import { createOpsgenieWorld, opsgenieKeys } from '../testing/opsgenie.ts'

/** The requests of real clients as they send them (wire A02, "Client quirks"). */

let world: OpsgenieWorld
beforeAll(async () => {
  world = await createOpsgenieWorld()
})
afterAll(async () => {
  world?.mails.mails.splice(0)
  await world?.close()
})

interface Sent {
  method?: string
  path: string
  body?: string
  headers?: Record<string, string>
}

/** Sends exactly these bytes in the address: `fetch` would tidy it up. */
function send({ method = 'POST', path, body = '', headers = {} }: Sent) {
  const { hostname, port } = new URL(world.app.url())
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Record<string, unknown> }>(
    (resolve, reject) => {
      const client = request(
        { hostname, port, method, path, headers: { authorization: `GenieKey ${opsgenieKeys.alice}`, ...headers } },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          response.on('end', () => {
            const json = JSON.parse(text) as Record<string, unknown>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: json })
          })
        },
      )
      client.on('error', reject).end(body)
    },
  )
}

const json = { 'content-type': 'application/json' }

const statusOf = async (body: Record<string, unknown>) => {
  const told = await send({ method: 'GET', path: `/v2/alerts/requests/${String(body.requestId)}` })
  return told.body.data as RequestOutcome
}

const shown = async (alias: string) => {
  const told = await world.ask('GET', `/v2/alerts/${encodeURIComponent(alias)}?identifierType=alias`)
  return (told.body as unknown as { data?: Record<string, unknown> }).data
}

const close = (alias: string) => world.ask('POST', `/v2/alerts/${encodeURIComponent(alias)}/close?identifierType=alias`)

test('Alertmanager with update_alerts: create, message, description, close', async () => {
  const alias = '17c4e445d234645c9e547ff6d32a864af0ebdadcd1902771c24c8d366637ff41'
  const created = await send({
    path: '/v2/alerts',
    headers: { ...json, 'user-agent': 'Alertmanager/0.28.0' },
    body:
      JSON.stringify({
        alias,
        message: '[FIRING:2] DiskFull',
        description: 'Alerts Firing:\nLabels:\n - alertname = DiskFull\n',
        details: { alertname: 'DiskFull' },
        source: 'http://alertmanager.example.test:9093/#/alerts?receiver=oncall',
        responders: [{ id: '', name: 'netops', username: '', type: 'team' }],
        priority: 'P2',
      }) + '\n',
  })
  expect(created.status).toBe(202)
  const body = (text: object) => ({ body: `${JSON.stringify(text)}\n`, headers: json })
  const at = (rest: string) => `/v2/alerts/${alias}${rest}?identifierType=alias`
  const message = { path: at('/message'), method: 'PUT', ...body({ message: '[FIRING:3] DiskFull' }) }
  expect((await send(message)).status).toBe(202)
  const description = { path: at('/description'), method: 'PUT', ...body({ description: 'Three disks' }) }
  expect((await send(description)).status).toBe(202)
  expect(await shown(alias)).toMatchObject({
    message: '[FIRING:3] DiskFull',
    description: 'Three disks',
    priority: 'P2',
  })
  await world.settle()
  expect(world.pages.take('/alice').body.alert).toMatchObject({ priority: 'high', summary: '[FIRING:3] DiskFull' })
  const source = 'http://alertmanager.example.test:9093/#/alerts?receiver=oncall'
  const closed = await send({ path: at('/close'), ...body({ source }) })
  expect(closed.status).toBe(202)
  expect(await statusOf(closed.body)).toMatchObject({ success: true, action: 'Close', alias })
  await world.settle()
})

test('Grafana: details that are no texts, tags of key and value, close below the full address', async () => {
  const alias = 'f'.repeat(64)
  const created = await send({
    path: '/v2/alerts',
    headers: json,
    body: JSON.stringify({
      alias,
      message: '[FIRING:1] HighCPU Servers (web-07)',
      description: 'https://grafana.example.test/alerting/list',
      source: 'Grafana',
      priority: 'P4',
      tags: ['alertname:HighCPU', 'og_priority:P4'],
      details: { url: 'https://grafana.example.test', value: 93.5, labels: { host: 'web-07' } },
    }),
  })
  expect(created.status).toBe(202)
  const details = { url: 'https://grafana.example.test', value: '93.5', labels: '{"host":"web-07"}' }
  expect(await shown(alias)).toMatchObject({
    details,
    tags: ['alertname:HighCPU', 'og_priority:P4'],
    source: 'Grafana',
  })
  const closed = await send({ path: `/v2/alerts/${alias}/close?identifierType=alias`, body: '{"source":"Grafana"}' })
  expect(await statusOf(closed.body)).toMatchObject({ success: true })
})

test('Zabbix: a slash before the query, and the outcome asked for at once', async () => {
  const created = await send({
    path: '/v2/alerts/',
    headers: json,
    body: JSON.stringify({ alias: '47110815', message: 'Disk full', priority: 'P5', source: 'Zabbix', tags: ['a:b'] }),
  })
  expect([created.status, created.body.result]).toEqual([202, 'Request will be processed'])
  const outcome = await statusOf(created.body)
  expect(outcome).toMatchObject({ success: true, isSuccess: true, alias: '47110815' })
  const acknowledge = `/v2/alerts/${outcome.alertId}/acknowledge?identifierType=id`
  expect(await statusOf((await send({ path: acknowledge, headers: json, body: '{}' })).body)).toMatchObject({
    success: true,
  })
  const again = await statusOf((await send({ path: acknowledge, headers: json, body: '{}' })).body)
  expect(again).toMatchObject({ success: false })
  expect(again.status).toContain('Alert is already')
  const closing = { path: '/v2/alerts/47110815/close?identifierType=alias', headers: json, body: '{"user":"Zabbix"}' }
  expect(await statusOf((await send(closing)).body)).toMatchObject({ success: true })
  const late = await statusOf((await send(closing)).body)
  expect(late).toMatchObject({ success: false })
  expect(late.status).toContain('There is no open alert')
})

test('Uptime Kuma: the name of the monitor is the alias, with everything that an address can hold', async () => {
  const alias = 'Müller & Söhne / Shop 100%?'
  const created = await send({
    path: '/v2/alerts',
    headers: json,
    body: JSON.stringify({
      message: 'Uptime Kuma Alert: down',
      alias,
      source: 'Uptime Kuma',
      priority: 'P5',
      description: 'x',
    }),
  })
  expect(created.status).toBe(202)
  const path = `/v2/alerts/${encodeURIComponent(alias)}/close?identifierType=alias`
  const closed = await send({ path, headers: json, body: '{"source":"Uptime Kuma"}' })
  expect(await statusOf(closed.body)).toMatchObject({ success: true, alias })
})

test('Checkmk: spaces and a colon in the path, and a slash that nobody encoded', async () => {
  for (const [alias, inPath] of [
    ['HOST_PROBLEM_ID: 17', 'HOST_PROBLEM_ID%3A%2017'],
    ['SVC_PROBLEM_ID: 18', 'SVC_PROBLEM_ID:%2018'],
    ['web-07/disk/var', 'web-07/disk/var'],
  ] as const) {
    await send({ path: '/v2/alerts', headers: json, body: JSON.stringify({ alias, message: 'down', priority: 'P5' }) })
    for (const verb of ['acknowledge', 'close']) {
      const told = await send({ path: `/v2/alerts/${inPath}/${verb}?identifierType=alias`, headers: json, body: '{}' })
      expect(await statusOf(told.body)).toMatchObject({ success: true, alias })
    }
  }
})

test('the Go SDK: an empty body with a content type, and a status that is there when it asks', async () => {
  const created = await send({
    path: '/v2/alerts',
    headers: { ...json, 'user-agent': 'opsgenie-go-sdk-v2 go1.22 (linux/amd64)' },
    body: JSON.stringify({ message: 'from Go', alias: 'go', priority: 'P5' }),
  })
  const asked = await send({ method: 'GET', path: `/v2/alerts/requests/${String(created.body.requestId)}` })
  expect(asked.status).toBe(200)
  for (const name of ['x-request-id', 'x-response-time', 'x-ratelimit-state', 'x-ratelimit-period-in-sec']) {
    expect(asked.headers[name]).toEqual(expect.any(String))
  }
  const closed = await send({
    path: '/v2/alerts/go/close?identifierType=alias',
    headers: { ...json, 'content-length': '0' },
  })
  expect(await statusOf(closed.body)).toMatchObject({ success: true })
})

test('the Node SDK: a slash at the end of every address', async () => {
  const created = await send({
    path: '/v2/alerts/',
    headers: json,
    body: JSON.stringify({ message: 'from Node', alias: 'node', priority: 'P5' }),
  })
  expect(created.status).toBe(202)
  const noted = await send({ path: '/v2/alerts/node/notes/?identifierType=alias', headers: json, body: '{"note":"n"}' })
  expect(await statusOf(noted.body)).toMatchObject({ success: true, action: 'AddNote' })
  const list = await send({ method: 'GET', path: '/v2/alerts/?query=alias%3Anode&limit=1' })
  expect(list.body).toMatchObject({ data: [{ alias: 'node' }] })
  const closed = await send({ path: '/v2/alerts/node/close/?identifierType=alias', headers: json, body: '{}' })
  expect(await statusOf(closed.body)).toMatchObject({ success: true })
})

test('a client that never heard of aliases finds its alert by the number', async () => {
  await send({ path: '/v2/alerts', headers: json, body: '{"message":"numbered","alias":"numbered","priority":"P5"}' })
  const { tinyId } = (await shown('numbered'))!
  const told = await send({ method: 'GET', path: `/v2/alerts/${String(tinyId)}?identifierType=tiny` })
  expect(told.body).toMatchObject({ data: { alias: 'numbered' } })
  await close('numbered')
})
