import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { addField, addLink, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { firstLine, instantOf, scalarOf, textOf } from '../text.ts'
import { eventOf, invalid, type Draft, type Reading } from '../vendor.ts'
import { addMembers } from './words.ts'

type State = Pick<Draft, 'action' | 'reason' | 'severity'>
const stateByWord: ReadonlyMap<unknown, State> = new Map([
  ['critical', { action: 'trigger', severity: 'critical' }],
  ['warning', { action: 'trigger', severity: 'warning' }],
  ['resolved', { action: 'resolve', severity: 'info' }],
])

/** A metric alert: a number of a whole project beyond its threshold, and back. */
export function readMetricAlert(raw: JsonObject, data: JsonObject): Reading {
  const alert = data.metric_alert
  const id = isObject(alert) ? scalarOf(alert.id) : undefined
  if (!isObject(alert) || id === undefined) return invalid('"data.metric_alert.id" is missing')
  const rule = isObject(alert.alert_rule) ? alert.alert_rule : {}
  const fields: Fields = {}
  addField(fields, 'description', scalarOf(data.description_text) ?? '')
  addField(fields, 'rule', scalarOf(rule.name) ?? '')
  addMembers(fields, rule, ['aggregate', 'query', 'environment', 'dataset'])
  const projects = Array.isArray(alert.projects) ? alert.projects.slice(0, 20) : []
  addField(fields, 'projects', projects.flatMap((project) => scalarOf(project) ?? []).join(', '))
  const links: AlertEvent['links'] = []
  addLink(links, data.web_url, 'Sentry')
  const began = instantOf(raw.action === 'resolved' ? alert.date_closed : alert.date_started)
  return eventOf({
    ...(stateByWord.get(raw.action) ?? { action: 'ignore', reason: 'no_change_of_state', severity: 'info' }),
    dedupKey: `sentry-metric-${id}`,
    summary:
      firstLine(textOf(data.description_title) ?? textOf(alert.title) ?? textOf(rule.name) ?? '') ||
      `Metric alert ${id}`,
    fields,
    links,
    raw,
    occurredAt: began,
  })
}
