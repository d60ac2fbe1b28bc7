import { z } from 'zod'
import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { addField, addFields, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { occurredAtSeconds, shapeProblem, someText } from '../shape.ts'
import { dedupKeyOf, firstLine, scalarOf, textOf } from '../text.ts'
import { vendorAdapter, type Reading } from '../vendor.ts'

/** NinjaOne's webhook: activities, of which those of a condition are alerts (wire A15). */
export const ninjaone = vendorAdapter({ type: 'ninjaone', read: (body) => [eventOf(body)] })

const activity = z.object({
  activityType: someText,
  statusCode: someText,
  seriesUid: z.string().optional(),
})

const actionByStatus: Readonly<Record<string, AlertEvent['action']>> = {
  triggered: 'trigger',
  acknowledged: 'acknowledge',
  reset: 'resolve',
}

/** Ninja's own order: MINOR is the least that still is a problem. */
const severityByWord: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  major: 'error',
  moderate: 'warning',
  minor: 'info',
  none: 'info',
}

function eventOf(body: JsonObject): Reading {
  const problem = shapeProblem(activity, body)
  if (problem) return problem
  const dedupKey = keyOf(body)
  if (dedupKey === undefined) {
    return {
      reason: 'invalid_event',
      detail: 'neither seriesUid nor deviceId and sourceConfigUid say which alert it is',
    }
  }
  const status = word(body.statusCode)
  const isCondition = word(body.activityType) === 'condition'
  const action = isCondition && Object.hasOwn(actionByStatus, status) ? actionByStatus[status]! : 'ignore'
  const severity = word(body.severity)
  return {
    action,
    dedupKey,
    summary: summaryOf(body),
    severity: Object.hasOwn(severityByWord, severity) ? severityByWord[severity]! : 'unknown',
    fields: fieldsOf(body),
    links: [],
    images: [],
    raw: body,
    // Scripts that ran, updates that were installed: Ninja reports all of it through the same webhook.
    ...(action === 'ignore' ? { reason: 'not_an_alert' as const } : {}),
    ...occurredAtSeconds(body.activityTime),
  }
}

const word = (value: unknown) => textOf(value)?.trim().toLowerCase() ?? ''

/** One series per raised alert: TRIGGERED, ACKNOWLEDGED and RESET carry the same. */
function keyOf(body: JsonObject): string | undefined {
  const series = textOf(body.seriesUid)
  if (series !== undefined) return dedupKeyOf(series)
  const device = scalarOf(body.deviceId)
  const condition = textOf(body.sourceConfigUid)
  return device === undefined || condition === undefined ? undefined : dedupKeyOf(`${device} ${condition}`)
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name]
  return isObject(value) ? value : {}
}

function deviceOf(body: JsonObject): string | undefined {
  const device = objectAt(body, 'device')
  return textOf(device.displayName) ?? textOf(device.systemName) ?? textOf(device.dnsName)
}

/** The device is named by those who asked for it to be expanded; without it only its number is known. */
function summaryOf(body: JsonObject): string {
  const said = [body.subject, body.message, body.sourceName, body.status].map((text) => firstLine(textOf(text) ?? ''))
  const text = said.find((line) => line !== '') ?? 'NinjaOne'
  const device = deviceOf(body)
  return device === undefined || text.includes(device) ? text : firstLine(`${device}: ${text}`)
}

function fieldsOf(body: JsonObject): Fields {
  const fields: Fields = {}
  const add = (name: string, value: unknown) => addField(fields, name, scalarOf(value) ?? '')
  add('customer', objectAt(body, 'organization').name ?? objectAt(objectAt(body, 'device'), 'organization').name)
  add('device', deviceOf(body))
  add('deviceId', body.deviceId)
  add('condition', body.sourceName)
  add('message', body.message)
  add('priority', body.priority)
  add('type', body.type)
  add('status', body.status)
  if (isObject(body.data)) addFields(fields, 'data', body.data)
  return limitFields(fields)
}
