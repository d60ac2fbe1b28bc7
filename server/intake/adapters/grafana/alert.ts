import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { alertOf, readLabels, type Labels } from '../alertmanager/alert.ts'
import { addField, addImage, limitFields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { oneLine, scalarOf, textOf } from '../text.ts'
import type { Reading } from '../vendor.ts'

/** One alert of Grafana's webhook (wire A04): what Alertmanager sends, with pictures, values and states of its own. */
export function readAlert(alert: unknown, group: JsonObject): Reading {
  if (!isObject(alert)) return { reason: 'not_an_object', detail: 'an alert must be an object' }
  const labels = readLabels(alert.labels, 'labels')
  if (typeof labels === 'string') return { reason: 'wrong_type', detail: labels }
  const annotations = readLabels(alert.annotations, 'annotations')
  if (typeof annotations === 'string') return { reason: 'wrong_type', detail: annotations }
  const fingerprint = textOf(alert.fingerprint)
  if (Object.keys(labels).length === 0 && fingerprint === undefined) {
    return { reason: 'no_labels', detail: 'at least one label is required' }
  }
  const event = alertOf(alert, labels, annotations, fingerprint)
  const status = textOf(alert.status) ?? textOf(group.status)
  const action = status === 'resolved' ? 'resolve' : 'trigger'
  return {
    ...event,
    ...(isTest(labels) ? { action: 'ignore', reason: 'test_notification' } : { action }),
    summary: summaryOf(event.summary, labels, annotations),
    severity: severityOfLabels(event.severity, labels),
    fields: fieldsOf(event.fields, alert, group),
    links: event.links.map((link) => (link.href === alert.silenceURL ? { ...link, text: 'Silence' } : link)),
    images: imagesOf(alert),
  }
}

/** The button "Test" of a contact point. Nothing ever resolves its alert. */
function isTest({ alertname, instance }: Labels): boolean {
  return alertname === 'TestAlert' && instance === 'Grafana'
}

/** Grafana's own alerts about a rule that has no data or cannot be evaluated name the rule in a label. */
function summaryOf(summary: string, { alertname, rulename }: Labels, annotations: Labels): string {
  if (rulename === undefined || (alertname !== 'DatasourceNoData' && alertname !== 'DatasourceError')) return summary
  const written = annotations.summary === undefined ? '' : ` (${annotations.summary})`
  return oneLine(`${alertname}: ${rulename}${written}`)
}

function severityOfLabels(severity: AlertEvent['severity'], labels: Labels): AlertEvent['severity'] {
  return severity === 'unknown' ? severityOf(labels.og_priority ?? '') : severity
}

/** The measured values first: they are what the summary often leaves out. */
function fieldsOf(fields: AlertEvent['fields'], alert: JsonObject, group: JsonObject): AlertEvent['fields'] {
  const all: AlertEvent['fields'] = {}
  // What Grafana left out because of its "Max alerts" is said, not hidden.
  if (typeof group.truncatedAlerts === 'number' && group.truncatedAlerts > 0) {
    addField(all, 'truncatedAlerts', String(group.truncatedAlerts))
  }
  if (isObject(alert.values)) {
    for (const [name, value] of Object.entries(alert.values).slice(0, 20)) {
      addField(all, `value.${name}`, scalarOf(value) ?? '')
    }
  } else addField(all, 'values', textOf(alert.valueString) ?? '')
  for (const [name, value] of Object.entries(fields)) addField(all, name, value)
  return limitFields(all)
}

function imagesOf(alert: JsonObject): AlertEvent['images'] {
  const images: AlertEvent['images'] = []
  addImage(images, alert.imageURL, alert.panelURL, 'Panel')
  return images
}
