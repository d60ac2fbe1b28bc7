import { z } from 'zod'
import type { EventLink } from '../../../../contract/intake/event.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addFields, addLink, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { occurredAtSeconds, shapeProblem, someText } from '../shape.ts'
import { dedupKeyOf, firstLine, oneLine, scalarOf, textOf } from '../text.ts'
import { vendorAdapter, type Reading } from '../vendor.ts'

/** The webhook channel of Google Cloud Monitoring (wire A14). */
export const gcp = vendorAdapter({ type: 'gcp', read: (body) => [eventOf(body)] })

const notification = z.object({
  incident: z.object({
    incident_id: z.union([someText, z.number()], 'must be a string'),
    state: someText,
  }),
})

function eventOf(body: JsonObject): Reading {
  const problem = shapeProblem(notification, body)
  if (problem) return problem
  const incident = body.incident as JsonObject
  const closed = textOf(incident.state)?.trim().toLowerCase() === 'closed'
  return {
    // The test message of the console says "open" and is never closed.
    ...(body.version === 'test'
      ? { action: 'ignore', reason: 'test_notification' }
      : { action: closed ? 'resolve' : 'trigger' }),
    dedupKey: dedupKeyOf(scalarOf(incident.incident_id) ?? ''),
    summary: summaryOf(incident),
    severity: severityOf(textOf(incident.severity) ?? textOf(objectAt(incident, 'policy_user_labels').severity) ?? ''),
    fields: fieldsOf(incident),
    links: linksOf(incident),
    images: [],
    raw: body,
    ...occurredAtSeconds((closed ? incident.ended_at : undefined) ?? incident.started_at),
  }
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name]
  return isObject(value) ? value : {}
}

function conditionOf(incident: JsonObject): string | undefined {
  return textOf(incident.condition_name) ?? textOf(objectAt(incident, 'condition').displayName)
}

function summaryOf(incident: JsonObject): string {
  const subject = textOf(objectAt(incident, 'documentation').subject)
  if (subject !== undefined) return oneLine(subject)
  const names = [textOf(incident.policy_name), conditionOf(incident)].filter((name) => name !== undefined)
  if (names.length > 0) return oneLine(names.join(': '))
  return firstLine(textOf(incident.summary) ?? 'Google Cloud Monitoring')
}

function fieldsOf(incident: JsonObject): Fields {
  const fields: Fields = {}
  const add = (name: string, value: unknown) => addField(fields, name, scalarOf(value) ?? '')
  add('summary', incident.summary)
  add('policy', incident.policy_name)
  add('condition', conditionOf(incident))
  add('resource', incident.resource_display_name ?? incident.resource_name)
  add('project', incident.scoping_project_id)
  add('observedValue', incident.observed_value)
  add('thresholdValue', incident.threshold_value)
  const metric = objectAt(incident, 'metric')
  add('metric', metric.displayName ?? metric.type)
  addFields(fields, '', objectAt(incident, 'policy_user_labels'))
  addFields(fields, '', objectAt(objectAt(incident, 'resource'), 'labels'))
  addFields(fields, '', objectAt(metric, 'labels'))
  add('documentation', objectAt(incident, 'documentation').content)
  return limitFields(fields)
}

function linksOf(incident: JsonObject): EventLink[] {
  const links: EventLink[] = []
  addLink(links, incident.url, 'Google Cloud')
  const { links: more } = objectAt(incident, 'documentation')
  if (Array.isArray(more)) {
    for (const link of more.slice(0, 20)) if (isObject(link)) addLink(links, link.url, link.displayName)
  }
  return links
}
