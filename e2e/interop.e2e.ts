import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AlertView } from '../contract/alerts.ts'
import { startMailServer } from '../server/testing/mail-server.ts'
import type { MailServer } from '../server/testing/mail-server.ts'
import { startWebhookSink } from '../server/testing/webhook-sink.ts'
import type { WebhookSink } from '../server/testing/webhook-sink.ts'
import { startPikett } from './interop/pikett.ts'
import type { RunningPikett } from './interop/pikett.ts'
import { startAlertmanager, startPrometheus } from './interop/programs.ts'
import type { Program } from './interop/programs.ts'

/** Debian's, as they are; without them `npm test` says at its end that this test did not run. */
const { PIKETT_PROMETHEUS: prometheusProgram, PIKETT_ALERTMANAGER: alertmanagerProgram } = process.env

const keys = { direct: `r${'0'.repeat(30)}1`, relay: `r${'0'.repeat(30)}2`, pager: `r${'0'.repeat(30)}3` }

/** Monitoring systems take their seconds, on a busy machine more. */
const patience = { timeout: 60_000, interval: 100 }

/** How long the first step waits for an answer. */
const stepSeconds = 12

let mails: MailServer
let pages: WebhookSink
let pikett: RunningPikett
let disk: { target: string; isFull: boolean; server: Server }
let alertmanager: Program
let prometheus: Program

const rule = {
  alert: 'DiskFull',
  expr: 'disk_full == 1',
  labels: { severity: 'critical', host: 'web-07' },
  annotations: { summary: 'Disk of web-07 is full' },
}

/** Ann by mail, then Bob; what comes by way of Alertmanager goes to Cora's webhook. */
const setUp = () => ({
  organization: { name: 'Nordlicht IT GmbH', timezone: 'Europe/Berlin', language: 'en' as const },
  providers: { smtp: { host: '127.0.0.1', port: mails.port, security: 'none' as const, from: 'pikett@nordlicht.test' } },
  users: ['ann', 'bob', 'cora'].map((key) => ({
    key,
    name: key,
    email: `${key}@example.test`,
    contacts: [
      { key: 'mail', channel: 'email' as const, address: `${key}@example.test`, verified: true },
      { key: 'hook', channel: 'webhook' as const, address: `${pages.url}/${key}`, verified: true },
    ],
    notificationRules: { high: [{ contact: key === 'cora' ? 'hook' : 'mail' }] },
  })),
  escalationPolicies: [
    { key: 'mails', repeatEvery: '1m', steps: ['user:ann', 'user:bob'].map((target) => ({ targets: [target], timeout: `${stepSeconds}s` })) },
    { key: 'hooks', repeatEvery: '1m', steps: [{ targets: ['user:cora'], timeout: '10m' }] },
  ],
  sources: [
    { key: 'direct', type: 'alertmanager' as const, escalationPolicy: 'mails', integrationKey: keys.direct },
    { key: 'relay', type: 'alertmanager' as const, escalationPolicy: 'hooks', integrationKey: keys.relay },
    { key: 'pager', type: 'pagerduty' as const, escalationPolicy: 'hooks', integrationKey: keys.pager },
  ],
})

async function watchDisk(): Promise<typeof disk> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4')
    response.end(`# TYPE disk_full gauge\ndisk_full ${disk.isFull ? 1 : 0}\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { target: `127.0.0.1:${(server.address() as AddressInfo).port}`, isFull: false, server }
}

const sendToAll = () =>
  startPrometheus(prometheusProgram!, {
    metrics: disk.target,
    rule,
    alertmanagers: [
      { target: pikett.target, pathPrefix: `/in/${keys.direct}` },
      { target: new URL(alertmanager.url).host },
    ],
  })

const alertsOf = async (source: string) =>
  (await pikett.api.get<{ items: AlertView[] }>(`/alerts?status=all&source=${source}`)).body.items

describe.runIf(prometheusProgram && alertmanagerProgram)('with Prometheus and Alertmanager as Debian ships them', () => {
  beforeAll(async () => {
    mails = await startMailServer()
    pages = await startWebhookSink()
    disk = await watchDisk()
    pikett = await startPikett(setUp())
    alertmanager = await startAlertmanager(alertmanagerProgram!, {
      webhook_configs: [{ url: `${pikett.url}/in/${keys.relay}` }],
      pagerduty_configs: [{ routing_key: keys.pager, url: `${pikett.url}/v2/enqueue` }],
    })
    prometheus = await sendToAll()
  })
  afterAll(async () => {
    await prometheus?.kill()
    await alertmanager?.kill()
    await pikett?.stop()
    disk?.server.closeAllConnections()
    disk?.server.close()
    await Promise.all([mails?.close(), pages?.close()])
  })

  test('probe', async () => {
    await expect.poll(() => mails.mails.length, patience).toBeGreaterThanOrEqual(3)
    mails.mails.splice(0)
    disk.isFull = true
    await expect.poll(() => mails.mails.length, patience).toBeGreaterThanOrEqual(1)
    const mail = mails.take('ann@example.test')
    console.log(mail.mail.subject, mail.mail.text, mail.mail.html)
    await expect.poll(() => pages.pages.length, patience).toBe(2)
    console.log(JSON.stringify(pages.pages.map((p) => p.body), null, 1))
    console.log(JSON.stringify(await alertsOf('direct'), null, 1), (await alertsOf('relay')).length, (await alertsOf('pager')).length)
  }, 90_000)
})
