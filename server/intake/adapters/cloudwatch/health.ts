import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { addField, addFields, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { dedupKeyOf, firstLine, instantOf, textOf } from '../text.ts'

/** Amazon's own trouble is a warning until somebody decides otherwise; what is planned or for the account is information. */
const severityByCategory: Readonly<Record<string, Severity>> = {
  issue: 'warning',
  scheduledChange: 'info',
  accountNotification: 'info',
}

/** An event of AWS Health through EventBridge, which opens and closes under one ARN; `undefined` for other events. */
export function healthEvent(value: JsonObject, raw: JsonObject, topic: Fields): AlertEvent | undefined {
  const detail = isObject(value.detail) ? value.detail : {}
  const arn = textOf(detail.eventArn)
  if (textOf(value.source) !== 'aws.health' || arn === undefined) return undefined
  const fields: Fields = { ...topic }
  for (const name of ['account', 'region']) addField(fields, name, textOf(value[name]) ?? '')
  const { eventDescription: description, ...rest } = detail
  const [first] = Array.isArray(description) ? description : []
  const words = isObject(first) ? (textOf(first.latestDescription) ?? '') : ''
  addField(fields, 'description', words)
  addFields(fields, '', rest)
  const category = textOf(detail.eventTypeCategory) ?? ''
  const name = [textOf(detail.service), textOf(detail.eventTypeCode)].filter(Boolean).join(' ')
  const instant = instantOf(value.time)
  return {
    action: textOf(detail.statusCode) === 'closed' ? 'resolve' : 'trigger',
    dedupKey: dedupKeyOf(arn),
    summary: firstLine(`AWS Health: ${name === '' ? firstLine(words) : name}`),
    severity: Object.hasOwn(severityByCategory, category) ? severityByCategory[category]! : 'info',
    fields: limitFields(fields),
    links: [],
    images: [],
    raw,
    ...(instant === undefined ? {} : { occurredAt: instant.toString() }),
  }
}
