import { z } from 'zod'
import type { AlertEvent, EventLink } from '../../../../contract/intake/event.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addFields, addLink, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { shapeProblem, someText } from '../shape.ts'
import { dedupKeyOf, instantOf, oneLine, scalarOf, textOf } from '../text.ts'
import { vendorAdapter, type Reading } from '../vendor.ts'

/** Azure Monitor's action groups: the common alert schema, and the older one of metric alerts (wire A13). */
export const azure = vendorAdapter({ type: 'azure', read: (body) => [eventOf(body)] })

const common = z.object({
  data: z.object({
    essentials: z.object({
      alertId: someText,
      monitorCondition: someText,
      alertRule: z.string().optional(),
    }),
  }),
})

/** Before the common schema every service had its own; that of metric alerts is still sent where it is not switched on. */
const metric = z.object({
  data: z.object({
    status: someText,
    context: z.object({ id: someText, name: z.string().optional() }),
  }),
})

function eventOf(body: JsonObject): Reading {
  const data = isObject(body.data) ? body.data : {}
  const isOld = isObject(data.context) && data.essentials === undefined
  const problem = shapeProblem(isOld ? metric : common, body)
  if (problem) {
    const hint =
      data.essentials === undefined && !isOld ? '; switch on the common alert schema in the action group' : ''
    return { ...problem, detail: `${problem.detail}${hint}` }
  }
  return isOld
    ? oldEvent(body, data, data.context as JsonObject)
    : commonEvent(body, data, data.essentials as JsonObject)
}

function commonEvent(body: JsonObject, data: JsonObject, essentials: JsonObject): AlertEvent {
  const target = targetOf(essentials)
  const resolved = textOf(essentials.monitorCondition)?.trim().toLowerCase() === 'resolved'
  const instant = instantOf(
    resolved ? (essentials.resolvedDateTime ?? essentials.firedDateTime) : essentials.firedDateTime,
  )
  const conditions = conditionsOf(data)
  return {
    action: resolved ? 'resolve' : 'trigger',
    dedupKey: dedupKeyOf(textOf(essentials.alertId) ?? ''),
    summary: named(textOf(essentials.alertRule) ?? textOf(essentials.description) ?? 'Azure Monitor', target),
    severity: severityOf(textOf(essentials.severity) ?? ''),
    fields: fieldsOf(essentials, target, conditions, data.customProperties),
    links: linksOf(essentials, conditions),
    images: [],
    raw: body,
    ...(instant === undefined ? {} : { occurredAt: instant.toString() }),
  }
}

/** The severity is a bare number there, 0 to 4. */
function oldEvent(body: JsonObject, data: JsonObject, context: JsonObject): AlertEvent {
  const target = textOf(context.resourceName) ?? lastSegment(textOf(context.resourceId)) ?? ''
  const instant = instantOf(context.timestamp)
  const fields: Fields = {}
  for (const name of ['name', 'description', 'resourceName', 'resourceType', 'resourceGroupName', 'subscriptionId']) {
    addField(fields, name, textOf(context[name]) ?? '')
  }
  addFields(fields, 'condition', context.condition)
  addFields(fields, '', data.properties)
  const links: EventLink[] = []
  addLink(links, context.portalLink, 'Azure')
  return {
    action: textOf(data.status)?.trim().toLowerCase() === 'deactivated' ? 'resolve' : 'trigger',
    // The id names the rule; each of its resources is an alert of its own.
    dedupKey: dedupKeyOf(
      [context.id, context.resourceId]
        .map((part) => textOf(part) ?? '')
        .join(' ')
        .trim(),
    ),
    summary: named(textOf(context.name) ?? 'Azure Monitor', target),
    severity: severityOf(`Sev${scalarOf(context.severity) ?? ''}`),
    fields: limitFields(fields),
    links,
    images: [],
    raw: body,
    ...(instant === undefined ? {} : { occurredAt: instant.toString() }),
  }
}

const named = (name: string, target: string) => oneLine(target === '' ? name : `${name} (${target})`)

/** The resource by its name: configuration items are names, target ids are paths that end in one. */
function targetOf(essentials: JsonObject): string {
  const first = (value: unknown) => (Array.isArray(value) ? textOf(value[0]) : undefined)
  return first(essentials.configurationItems) ?? lastSegment(first(essentials.alertTargetIDs)) ?? ''
}

const lastSegment = (path: string | undefined) => path?.split('/').findLast((segment) => segment !== '')

function conditionsOf(data: JsonObject): JsonObject[] {
  const context = isObject(data.alertContext) ? data.alertContext : {}
  const all = isObject(context.condition) ? context.condition.allOf : undefined
  return Array.isArray(all) ? all.slice(0, 20).filter(isObject) : []
}

const shown =
  'alertRule description monitoringService signalType severity targetResourceType targetResourceGroup'.split(' ')

function fieldsOf(
  essentials: JsonObject,
  target: string,
  conditions: readonly JsonObject[],
  customProperties: unknown,
): Fields {
  const fields: Fields = {}
  addField(fields, 'resource', target)
  for (const name of shown) addField(fields, name, textOf(essentials[name]) ?? '')
  for (const [index, condition] of conditions.entries()) {
    addFields(fields, conditions.length === 1 ? 'condition' : `condition.${index}`, condition)
  }
  if (isObject(customProperties)) addFields(fields, '', customProperties)
  return limitFields(fields)
}

function linksOf(essentials: JsonObject, conditions: readonly JsonObject[]): EventLink[] {
  const links: EventLink[] = []
  addLink(links, essentials.investigationLink, 'Azure')
  for (const condition of conditions) {
    addLink(links, condition.linkToFilteredSearchResultsUI ?? condition.linkToSearchResultsUI, 'Log Analytics')
  }
  return links
}
