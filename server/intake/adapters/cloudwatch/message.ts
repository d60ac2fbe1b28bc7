import type { CloudwatchOptions } from '../../../../contract/intake/cloudwatch.ts'
import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { addField, addFields, limitFields, type Fields } from '../fields.ts'
import { isObject, readJson, type JsonObject } from '../json.ts'
import { dedupKeyOf, firstLine, instantOf, sha256, textOf } from '../text.ts'
import { alarmEvent, alarmOfEventBridge } from './alarm.ts'
import { healthEvent } from './health.ts'

/** What somebody published: as the text that SNS carried, or already read. */
export interface Published {
  text?: string
  value?: JsonObject
  subject?: string | undefined
  topic?: string
  raw: JsonObject
}

/** An alarm by its own rules, an event of EventBridge by its form, anything else as a message for information. */
export function messageEvent(published: Published, options: CloudwatchOptions): AlertEvent {
  const { raw } = published
  const value = published.value ?? objectIn(published.text ?? '')
  const topic = published.topic === undefined ? {} : { topic: published.topic.slice(0, 256) }
  if (!value) return textEvent(published, topic)
  if (textOf(value.AlarmName) !== undefined && textOf(value.NewStateValue) !== undefined) {
    return alarmEvent(value, raw, topic, options)
  }
  if (textOf(value['detail-type']) === undefined) return textEvent(published, topic, value)
  const alarm = alarmOfEventBridge(value)
  if (alarm) return alarmEvent(alarm, raw, topic, options)
  return healthEvent(value, raw, topic) ?? bridgeEvent(value, raw, topic)
}

function objectIn(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  const json = readJson(text)
  return json.ok && isObject(json.value) ? json.value : undefined
}

/** Arbitrary text: the subject is its title. The same title is the same alert. */
function textEvent({ subject, text, raw }: Published, topic: Fields, value?: JsonObject): AlertEvent {
  const summary = firstLine(subject ?? '') || firstLine(text ?? '') || 'Amazon SNS'
  const fields: Fields = { ...topic }
  if (value) addFields(fields, '', value)
  else addField(fields, 'message', text ?? '')
  return {
    action: 'trigger',
    dedupKey: sha256(`${topic.topic ?? ''} ${summary}`),
    summary,
    severity: 'info',
    fields: limitFields(fields),
    links: [],
    images: [],
    raw,
  }
}

/** An event of EventBridge that has no meaning of its own to us: one alert per kind and resource. */
function bridgeEvent(value: JsonObject, raw: JsonObject, topic: Fields): AlertEvent {
  const kind = textOf(value['detail-type']) ?? ''
  const resource = Array.isArray(value.resources) ? (textOf(value.resources[0]) ?? '') : ''
  const fields: Fields = { ...topic }
  for (const name of ['source', 'account', 'region']) addField(fields, name, textOf(value[name]) ?? '')
  addField(fields, 'resource', resource)
  addFields(fields, '', value.detail)
  const instant = instantOf(value.time)
  return {
    action: 'trigger',
    dedupKey: dedupKeyOf([textOf(value.source), kind, resource].filter(Boolean).join(' ')),
    summary: firstLine(resource === '' ? kind : `${kind}: ${resource}`),
    severity: 'info',
    fields: limitFields(fields),
    links: [],
    images: [],
    raw,
    ...(instant === undefined ? {} : { occurredAt: instant.toString() }),
  }
}
