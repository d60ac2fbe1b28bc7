import type { AlertEvent, EventLink } from '../../../../contract/intake/event.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addLink, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { dedupKeyOf, firstLine, instantOf, oneLine } from '../text.ts'
import { fingerprintOf } from './fingerprint.ts'

export type Labels = Record<string, string>

/** Labels or annotations: a map of texts. Empty ones are left out, as Alertmanager does. Says what is wrong otherwise. */
export function readLabels(value: unknown, name: string): Labels | string {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) return `${name} must be an object`
  const labels: Labels = {}
  for (const [label, text] of Object.entries(value)) {
    if (typeof text !== 'string') return `${name}.${label} must be a string`
    if (label === '') return `${name} has an empty name`
    if (text !== '') labels[label] = text
  }
  return labels
}

/** What Prometheus and Alertmanager both say about an alert; the caller adds what has happened and when it ends. */
export function alertOf(
  raw: JsonObject,
  labels: Labels,
  annotations: Labels,
  fingerprint = fingerprintOf(labels),
): Omit<AlertEvent, 'action' | 'expiresAt' | 'reason'> {
  const startsAt = timeOf(raw.startsAt)
  return {
    dedupKey: dedupKeyOf(fingerprint),
    summary: summaryOf(labels, annotations),
    severity: severityOf(labels.severity ?? labels.priority ?? ''),
    fields: fieldsOf(labels, annotations),
    links: linksOf(raw, labels, annotations),
    images: [],
    raw,
    ...(startsAt === undefined || startsAt === 'invalid' ? {} : { occurredAt: startsAt.toString() }),
  }
}

/** Go's zero time, which means that a time is not set: 0001-01-01T00:00:00Z. */
const zeroTime = Temporal.Instant.from('0001-01-01T00:00:00Z')

/** A time of an alert: `undefined` when it is not set. */
export function timeOf(value: unknown): Temporal.Instant | undefined | 'invalid' {
  if (value === undefined || value === null || value === '') return undefined
  const instant = instantOf(value)
  if (instant === undefined) return 'invalid'
  return Temporal.Instant.compare(instant, zeroTime) === 0 ? undefined : instant
}

function summaryOf(labels: Labels, annotations: Labels): string {
  const written =
    oneLine(annotations.summary ?? '') || oneLine(annotations.title ?? '') || firstLine(annotations.description ?? '')
  if (written !== '') return written
  const name = labels.alertname ?? ''
  if (name !== '') return oneLine(labels.instance === undefined ? name : `${name} (${labels.instance})`)
  return oneLine(
    Object.entries(labels)
      .map(([label, text]) => `${label}=${text}`)
      .join(', '),
  )
}

function fieldsOf(labels: Labels, annotations: Labels): Fields {
  const fields: Fields = {}
  for (const name in labels) addField(fields, name, labels[name] ?? '')
  for (const name in annotations) addField(fields, name, annotations[name] ?? '', 'annotation')
  return limitFields(fields)
}

/** Runbook first: it is what helps at three in the morning. */
function linksOf(raw: JsonObject, labels: Labels, annotations: Labels): EventLink[] {
  const links: EventLink[] = []
  addLink(links, annotations.runbook_url ?? labels.runbook_url ?? annotations.runbook, 'Runbook')
  addLink(links, annotations.dashboard_url ?? labels.dashboard_url ?? annotations.dashboard, 'Dashboard')
  addLink(links, raw.dashboardURL, 'Dashboard')
  addLink(links, raw.panelURL, 'Panel')
  addLink(links, raw.generatorURL)
  addLink(links, raw.silenceURL)
  return links
}
