import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { alertEvent, type AlertEvent } from '../../../../contract/intake/event.ts'
import type { IntakeRequest, ParseResult } from '../adapter.ts'
import { pagerduty } from './parse.ts'

function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')
}

function send(body: unknown, request: Partial<IntakeRequest> = {}): ParseResult {
  return pagerduty.parse({
    method: 'POST',
    path: '/v2/enqueue',
    headers: { 'content-type': 'application/json' },
    query: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt: Temporal.Instant.from('2026-01-05T10:00:00Z'),
    options: {},
    newKey: () => 'fresh-key',
    ...request,
  })
}

/** The one event of a request that must be accepted, and what the sender is told. */
function accepted(body: unknown, request: Partial<IntakeRequest> = {}) {
  const result = send(body, request)
  const event = result.ok ? result.events[0] : undefined
  if (!result.ok || event === undefined) throw new Error(`not accepted: ${result.response.body}`)
  expect(alertEvent.safeParse(event).error).toBeUndefined()
  expect(result.events).toHaveLength(1)
  return { event, response: result.response, answer: JSON.parse(result.response.body) as unknown }
}

describe('events of real senders', () => {
  test.each<[string, Partial<AlertEvent>]>([
    [
      'alertmanager-trigger',
      {
        action: 'trigger',
        dedupKey: '17c4e445d234645c9e547ff6d32a864af0ebdadcd1902771c24c8d366637ff41',
        summary: '[FIRING:2] DiskFull',
        severity: 'error',
        links: [{ href: 'http://alertmanager.example.test:9093/#/alerts?receiver=oncall', text: 'Alertmanager' }],
      },
    ],
    [
      'alertmanager-resolve',
      {
        action: 'resolve',
        dedupKey: '17c4e445d234645c9e547ff6d32a864af0ebdadcd1902771c24c8d366637ff41',
        summary: '[RESOLVED] DiskFull',
      },
    ],
    [
      'grafana-trigger',
      {
        action: 'trigger',
        severity: 'critical',
        summary: '[FIRING:1] HighCPU Servers (web-07)',
        links: [{ href: 'https://grafana.example.test/', text: 'External URL' }],
      },
    ],
    [
      'uptime-kuma-down',
      {
        action: 'trigger',
        dedupKey: 'Uptime Kuma/12',
        severity: 'warning',
        summary: '[Uptime Kuma Monitor 🔴 Down] [Shop] connect ECONNREFUSED 203.0.113.7:443',
        fields: { source: 'https://shop.example.test' },
      },
    ],
    ['uptime-kuma-up', { action: 'resolve', dedupKey: 'Uptime Kuma/12' }],
    [
      'zabbix-problem',
      {
        action: 'trigger',
        dedupKey: '47110815',
        severity: 'warning',
        links: [
          { href: 'https://zabbix.example.test/tr_events.php?triggerid=23321&eventid=47110815', text: 'Event link' },
          { href: 'https://zabbix.example.test', text: 'Zabbix' },
        ],
      },
    ],
    ['zabbix-acknowledge', { action: 'acknowledge', dedupKey: '47110815', summary: '', severity: 'unknown' }],
    ['zabbix-recovery', { action: 'resolve', dedupKey: '47110815' }],
    [
      'checkmk-problem',
      {
        action: 'trigger',
        dedupKey: 'Filesystem/var/web-07:203.0.113.7',
        severity: 'critical',
        fields: {
          source: '203.0.113.7',
          info: 'CRIT - 96.2% used (37.6 of 39.1 GB), trend: +1.2 GB / 24 hours',
          host: 'web-07',
          host_address: '203.0.113.7',
        },
      },
    ],
    ['checkmk-acknowledgement', { action: 'acknowledge', dedupKey: 'Filesystem/var/web-07:203.0.113.7' }],
    [
      'pdjs-trigger',
      {
        action: 'trigger',
        dedupKey: 'test_incident_2_88f520',
        occurredAt: '2015-07-17T08:42:58.315Z',
        fields: {
          source: 'test-source',
          component: 'postgres',
          group: 'prod-datapipe',
          class: 'deploy',
          'ping time': '1500ms',
          'load avg': '0.75',
        },
        links: [{ href: 'http://wiki.example.test/postgres', text: 'Postgres' }],
        images: [{ src: 'https://charts.example.test/load.png', href: 'https://charts.example.test/', alt: 'Load' }],
      },
    ],
    [
      'go-pagerduty-trigger',
      {
        action: 'trigger',
        dedupKey: 'fresh-key',
        fields: { source: 'db-01', 'exit.code': '2', 'hosts.0': 'db-01', 'hosts.1': 'db-02' },
      },
    ],
  ])('%s is understood', (name, expected) => {
    const { event, response, answer } = accepted(fixture(name))
    expect(event).toMatchObject(expected)
    expect(response.status).toBe(202)
    expect(answer).toEqual({ status: 'success', message: 'Event processed', dedup_key: event.dedupKey })
  })

  test('a change event is recorded, never an alert, and answered without a key', () => {
    const { event, response, answer } = accepted(fixture('pdjs-change'), { path: '/v2/change/enqueue/' })
    expect(event).toMatchObject({
      action: 'change',
      summary: 'Build Success - Increase snapshot create timeout to 30 seconds',
      occurredAt: '2020-07-17T08:42:58.315Z',
      links: [{ href: 'https://ci.example.test/builds/2', text: 'View more details' }],
    })
    expect(response.status).toBe(202)
    expect(answer).toEqual({ status: 'success', message: 'Change event processed' })
  })

  test('version 1 is answered with 200 and the key by its old name', () => {
    const path = '/generic/2010-04-15/create_event.json'
    const trigger = accepted(fixture('legacy-trigger'), { path })
    expect(trigger.event).toMatchObject({ action: 'trigger', summary: '[FIRING:2] DiskFull', severity: 'unknown' })
    expect(trigger.response.status).toBe(200)
    expect(trigger.answer).toEqual({
      status: 'success',
      message: 'Event processed',
      incident_key: '17c4e445d234645c9e547ff6d32a864af0ebdadcd1902771c24c8d366637ff41',
    })
    expect(accepted(fixture('legacy-resolve'), { path }).event).toMatchObject({
      action: 'resolve',
      dedupKey: 'srv01/HTTP',
      fields: { 'fixed at': '2010-06-16 06:00' },
    })
  })
})
