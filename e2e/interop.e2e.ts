import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { AlertView } from '../contract/alerts.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { startMailServer } from '../server/testing/mail-server.ts'
import type { MailServer } from '../server/testing/mail-server.ts'
import { startWebhookSink } from '../server/testing/webhook-sink.ts'
import type { WebhookSink } from '../server/testing/webhook-sink.ts'
import { describeWith } from '../house/needs.ts'
import { startPikett } from './interop/pikett.ts'
import type { RunningPikett } from './interop/pikett.ts'
import { startAlertmanager, startPrometheus } from './interop/programs.ts'
import type { Program } from './interop/programs.ts'

/** Debian's, as they are; without them `npm test` says at its end that this test did not run. */
const { PIKETT_PROMETHEUS: prometheusProgram, PIKETT_ALERTMANAGER: alertmanagerProgram } = process.env

const keys = {
  direct: `r${'0'.repeat(30)}1`,
  relay: `r${'0'.repeat(30)}2`,
  pager: `r${'0'.repeat(30)}3`,
  genie: `r${'0'.repeat(30)}4`,
}

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
  providers: {
    smtp: { host: '127.0.0.1', port: mails.port, security: 'none' as const, from: 'pikett@nordlicht.test' },
  },
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
    {
      key: 'mails',
      repeatEvery: '1m',
      steps: ['user:ann', 'user:bob'].map((target) => ({ targets: [target], timeout: `${stepSeconds}s` })),
    },
    { key: 'hooks', repeatEvery: '1m', steps: [{ targets: ['user:cora'], timeout: '10m' }] },
  ],
  sources: [
    { key: 'direct', type: 'alertmanager' as const, escalationPolicy: 'mails', integrationKey: keys.direct },
    { key: 'relay', type: 'alertmanager' as const, escalationPolicy: 'hooks', integrationKey: keys.relay },
    { key: 'pager', type: 'pagerduty' as const, escalationPolicy: 'hooks', integrationKey: keys.pager },
    { key: 'genie', type: 'opsgenie' as const, escalationPolicy: 'mails', integrationKey: keys.genie },
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

/** The responder names a policy: not that of the source, which would page Ann. */
const asOpsgenie = {
  responders: [{ name: 'hooks', type: 'team' }],
  priority: 'P1',
  message: 'Genie: {{ .CommonLabels.alertname }}',
}

const alertsOf = async (source: string) =>
  (await pikett.api.get<{ items: AlertView[] }>(`/alerts?status=all&source=${source}`)).body.items

async function onlyAlertOf(source: string): Promise<AlertView> {
  const alerts = await alertsOf(source)
  expect(alerts).toHaveLength(1)
  return alerts[0]!
}

async function pastInstant(at: Temporal.Instant): Promise<void> {
  await expect.poll(() => Temporal.Instant.compare(systemClock.now(), at), patience).toBe(1)
}

describeWith('PIKETT_PROMETHEUS', 'PIKETT_ALERTMANAGER')(
  'with Prometheus and Alertmanager as Debian ships them',
  () => {
    beforeAll(async () => {
      mails = await startMailServer()
      pages = await startWebhookSink()
      disk = await watchDisk()
      pikett = await startPikett(setUp())
      // Everybody is invited; from here on a mail is a page.
      await vi.waitUntil(() => mails.mails.length === 3, patience)
      mails.mails.splice(0)
      alertmanager = await startAlertmanager(alertmanagerProgram!, {
        webhook_configs: [{ url: `${pikett.url}/in/${keys.relay}` }],
        pagerduty_configs: [{ routing_key: keys.pager, url: `${pikett.url}/v2/enqueue` }],
        opsgenie_configs: [{ api_url: `${pikett.url}/`, api_key: keys.genie, update_alerts: true, ...asOpsgenie }],
      })
      prometheus = await sendToAll()
    }, 180_000)
    afterAll(async () => {
      await prometheus?.kill()
      await alertmanager?.kill()
      await pikett?.stop()
      disk?.server.closeAllConnections()
      disk?.server.close()
      await Promise.all([mails?.close(), pages?.close()])
    })

    test('an alert that fires reaches Ann by mail, and her link acknowledges it when she confirms, not before', async () => {
      disk.isFull = true
      await expect.poll(() => mails.mails.length, patience).toBe(1)
      const { mail, to } = mails.take('ann@example.test')
      expect(to).toEqual(['ann@example.test'])
      expect(mail.subject).toContain('Disk of web-07 is full')
      const link = /^Acknowledge:\n(\S+)$/m.exec(mail.text ?? '')?.[1] ?? ''
      const before = await onlyAlertOf('direct')
      expect(before).toMatchObject({ status: 'triggered', priority: 'high', nextStep: { names: ['bob'] } })

      const opened = await fetch(link)
      expect([opened.status, (await onlyAlertOf('direct')).status]).toEqual([200, 'triggered'])
      const confirmed = await fetch(link, { method: 'POST' })
      expect(confirmed.status).toBe(200)
      const after = await onlyAlertOf('direct')
      expect(after).toMatchObject({ status: 'acknowledged', acknowledgedBy: { key: 'ann' }, acknowledgedVia: 'link' })
      expect(after).toMatchObject({ nextEscalationAt: null, escalation: { state: 'stopped' } })

      // When Bob would have been paged he is not, and Ann is left in peace, however often Prometheus sends it again.
      await pastInstant(Temporal.Instant.from(before.nextEscalationAt!).add({ seconds: 2 }))
      expect(mails.mails).toEqual([])
      expect(await onlyAlertOf('direct')).toMatchObject({ id: before.id, status: 'acknowledged' })
    }, 180_000)

    test('Alertmanager hands the same alert on in three languages, and is understood in each', async () => {
      await expect.poll(() => pages.pages.length, patience).toBe(3)
      const summaryById = new Map(pages.pages.splice(0).map(({ body }) => [body.alert.id, body.alert.summary]))
      expect(summaryById.get((await onlyAlertOf('relay')).id)).toBe('Disk of web-07 is full')
      expect(summaryById.get((await onlyAlertOf('pager')).id)).toContain('DiskFull')
      expect(summaryById.get((await onlyAlertOf('genie')).id)).toBe('Genie: DiskFull')
      expect(await onlyAlertOf('genie')).toMatchObject({ severity: 'critical', priority: 'high' })
      // The same labels make the same key, whether Prometheus or Alertmanager brings them.
      expect((await onlyAlertOf('relay')).dedupKey).toBe((await onlyAlertOf('direct')).dedupKey)
    }, 180_000)

    test('when the rule no longer holds, what they send resolves the alerts, whether acknowledged or not', async () => {
      disk.isFull = false
      for (const source of ['direct', 'relay', 'pager', 'genie']) {
        await expect.poll(async () => (await onlyAlertOf(source)).status, patience).toBe('resolved')
        expect(await onlyAlertOf(source)).toMatchObject({ resolvedVia: 'source' })
      }
    }, 180_000)

    test('what fires again is a new alert; it ends by itself when Prometheus is gone and nobody renews it', async () => {
      disk.isFull = true
      await expect.poll(async () => (await alertsOf('direct')).length, patience).toBe(2)
      expect((await alertsOf('direct'))[0]).toMatchObject({ status: 'triggered', count: expect.any(Number) })
      await prometheus.kill()
      await expect.poll(async () => (await alertsOf('direct'))[0]?.status, patience).toBe('resolved')
      expect((await alertsOf('direct'))[0]).toMatchObject({ resolvedVia: 'expiry' })
      mails.mails.splice(0)
    }, 180_000)
  },
)
