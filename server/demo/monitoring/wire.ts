import type { Ping } from './pings.ts'
import type { Report } from './problem.ts'
import type { Sensor } from './sensors.ts'

/** A request to the public intake, as the sender's own client makes it. */
export interface WireRequest {
  method: 'POST' | 'GET'
  /** From the root, such as `/v2/enqueue`. */
  path: string
  headers: Record<string, string>
  body: string
}

/** A sensor's message for its source. `startedAt` is the instant that the seconds of the script count from. */
export function requestOf(report: Report, integrationKey: string, startedAt: Temporal.Instant): WireRequest {
  switch (report.sensor.source) {
    case 'zabbix-stadtwerke':
    case 'zabbix-klinik':
      return zabbix(report, integrationKey)
    case 'prometheus-kontor':
      return prometheus(report, integrationKey, startedAt)
    case 'uptime-backhaus':
      return uptimeKuma(report, integrationKey, startedAt)
    case 'jobs':
      return job(report, integrationKey)
  }
}

/**
 * The dedup key under which Pikett knows a sensor's alert; undefined where the sender's silence ends it (Prometheus).
 */
export function dedupKeyOf(sensor: Sensor): string | undefined {
  if (sensor.source === 'prometheus-kontor') return undefined
  return sensor.source === 'uptime-backhaus' ? `monitor-${sensor.host}` : sensor.key
}

const json = (userAgent: string) => ({ 'content-type': 'application/json', 'user-agent': userAgent })

/** Zabbix's media type for PagerDuty: Events API v2 (wire A01). */
function zabbix({ sensor, state, severity, text }: Report, integrationKey: string): WireRequest {
  const event =
    state === 'up'
      ? { routing_key: integrationKey, dedup_key: sensor.key, event_action: 'resolve' }
      : {
          routing_key: integrationKey,
          dedup_key: sensor.key,
          event_action: 'trigger',
          payload: {
            summary: text,
            source: sensor.host,
            severity,
            custom_details: { 'Event host': sensor.host, 'Trigger name': text, 'Event tags': 'scope:availability' },
          },
          links: [{ href: `https://zabbix.nordlicht.example/hosts/${sensor.host}`, text: 'Event link' }],
          client: 'Zabbix',
          client_url: 'https://zabbix.nordlicht.example',
        }
  return { method: 'POST', path: '/v2/enqueue', headers: json('Zabbix'), body: JSON.stringify(event) }
}

/** Prometheus sends everything that burns each minute, and takes it back by an `endsAt` that has come (wire A03). */
const prometheusRenewalSeconds = 240

function prometheus(report: Report, integrationKey: string, startedAt: Temporal.Instant): WireRequest {
  const { sensor, state, severity, text, atSeconds, sinceSeconds } = report
  const endsSeconds = state === 'up' ? atSeconds : atSeconds + prometheusRenewalSeconds
  const alert = {
    labels: { alertname: alertNameOf(sensor.key), instance: `${sensor.host}:9100`, severity, site: 'hamburg' },
    annotations: { summary: text, runbook_url: `https://wiki.nordlicht.example/runbooks/${sensor.key}` },
    startsAt: startedAt.add({ seconds: sinceSeconds }).toString(),
    endsAt: startedAt.add({ seconds: endsSeconds }).toString(),
    generatorURL: `https://prometheus.hansekontor.example/graph?g0.expr=${alertNameOf(sensor.key)}`,
  }
  return {
    method: 'POST',
    path: `/in/${integrationKey}/api/v2/alerts`,
    headers: json('Prometheus/3.5.0'),
    body: JSON.stringify([alert]),
  }
}

/** disk-wms becomes DiskWms, as rules of Prometheus are called. */
const alertNameOf = (key: string) =>
  key
    .split('-')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')

/** Uptime Kuma's webhook: status 0 is down, 1 is up. */
function uptimeKuma(report: Report, integrationKey: string, startedAt: Temporal.Instant): WireRequest {
  const { sensor, state, text, atSeconds } = report
  const down = state === 'down'
  const message = down ? text : '200 - OK'
  const event = {
    heartbeat: {
      status: down ? 0 : 1,
      msg: message,
      important: true,
      retries: 0,
      time: startedAt.add({ seconds: atSeconds }).toString().replace('T', ' ').replace('Z', ''),
    },
    monitor: { name: sensor.host, url: `https://monitor.backhaus.example/${sensor.key}`, type: 'http', interval: 60 },
    msg: `[${sensor.host}] [${down ? '🔴 Down' : '✅ Up'}] ${message}`,
  }
  return {
    method: 'POST',
    path: `/in/${integrationKey}`,
    headers: json('Uptime-Kuma/2.0.2'),
    body: JSON.stringify(event),
  }
}

/** A job's own report: the plain JSON that a source understands without any settings. */
function job({ sensor, state, severity, text }: Report, integrationKey: string): WireRequest {
  const event =
    state === 'up'
      ? { summary: 'Der letzte Lauf war erfolgreich', status: 'ok', dedupKey: sensor.key, host: sensor.host }
      : { summary: text, status: 'failed', severity, dedupKey: sensor.key, host: sensor.host }
  return {
    method: 'POST',
    path: `/in/${integrationKey}`,
    headers: json('curl/8.14.1'),
    body: JSON.stringify(event),
  }
}

/** A ping as the clients of healthchecks.io send it (wire A17). `pingPath` is the address of the heartbeat. */
export function pingRequestOf({ signal, output }: Ping, pingPath: string): WireRequest {
  const path = signal === 'success' ? pingPath : `${pingPath}/${signal}`
  return { method: 'POST', path, headers: { 'user-agent': 'curl/8.14.1' }, body: output }
}
