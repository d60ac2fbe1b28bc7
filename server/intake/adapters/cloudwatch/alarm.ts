import type { CloudwatchOptions } from '../../../../contract/intake/cloudwatch.ts'
import type { AlertEvent, EventLink } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addFields, addLink, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { dedupKeyOf, firstLine, instantOf, scalarOf, textOf } from '../text.ts'

/** An alarm of CloudWatch, a composite one as well: ALARM opens, OK closes, what lacks data is shown or a warning. */
export function alarmEvent(
  alarm: JsonObject,
  raw: JsonObject,
  topic: Fields,
  { insufficientData = 'ignore' }: CloudwatchOptions,
): AlertEvent {
  const state = textOf(alarm.NewStateValue)?.trim().toUpperCase() ?? ''
  const isUnknown = state === 'INSUFFICIENT_DATA'
  const isIgnored = isUnknown && insufficientData === 'ignore'
  const instant = instantOf(alarm.StateChangeTime)
  return {
    action: state === 'OK' ? 'resolve' : isIgnored ? 'ignore' : 'trigger',
    dedupKey: dedupKeyOf(keyOf(alarm)),
    summary: summaryOf(alarm),
    severity: isUnknown ? 'warning' : severityFrom(alarm),
    fields: fieldsOf(alarm, topic),
    links: linksOf(alarm),
    images: [],
    raw,
    ...(isIgnored ? { reason: 'not_enough_data' as const } : {}),
    ...(instant === undefined ? {} : { occurredAt: instant.toString() }),
  }
}

/** The same alarm when EventBridge reports it: other names, the same ARN. */
export function alarmOfEventBridge(value: JsonObject): JsonObject | undefined {
  const detail = isObject(value.detail) ? value.detail : {}
  const state = isObject(detail.state) ? detail.state : {}
  const before = isObject(detail.previousState) ? detail.previousState : {}
  const configuration = isObject(detail.configuration) ? detail.configuration : {}
  if (textOf(detail.alarmName) === undefined || textOf(state.value) === undefined) return undefined
  return {
    AlarmName: detail.alarmName,
    AlarmArn: Array.isArray(value.resources) ? value.resources[0] : undefined,
    AlarmDescription: configuration.description,
    AWSAccountId: value.account,
    Region: value.region,
    NewStateValue: state.value,
    OldStateValue: before.value,
    NewStateReason: state.reason,
    StateChangeTime: state.timestamp ?? value.time,
    Trigger: configuration.metrics,
  }
}

function keyOf(alarm: JsonObject): string {
  const arn = textOf(alarm.AlarmArn)
  if (arn !== undefined) return arn
  return [alarm.AWSAccountId, alarm.Region, alarm.AlarmName].map((part) => scalarOf(part) ?? '').join('/')
}

const severityTag = /\bseverity\s{0,3}[=:]\s{0,3}([\w-]{1,30})/i

/** CloudWatch knows no severity; people write it into the description of the alarm: `severity=critical`. */
function severityFrom(alarm: JsonObject): Severity {
  return severityOf(severityTag.exec((textOf(alarm.AlarmDescription) ?? '').slice(0, 4_000))?.[1] ?? '')
}

/** The name, and what a person wrote about it; the reason, which is numbers, only where nobody did. */
function summaryOf(alarm: JsonObject): string {
  const description = firstLine((textOf(alarm.AlarmDescription) ?? '').slice(0, 4_000).replace(severityTag, ''))
  const name = firstLine(textOf(alarm.AlarmName) ?? '')
  const more = description || firstLine(textOf(alarm.NewStateReason) ?? '')
  return firstLine(more === '' ? name : `${name}: ${more}`)
}

const nameByMember: Readonly<Record<string, string>> = {
  NewStateReason: 'reason',
  AlarmDescription: 'description',
  NewStateValue: 'state',
  OldStateValue: 'oldState',
  Region: 'region',
  AWSAccountId: 'account',
  AlarmRule: 'rule',
}

function fieldsOf(alarm: JsonObject, topic: Fields): Fields {
  const fields: Fields = {}
  for (const [member, name] of Object.entries(nameByMember)) addField(fields, name, scalarOf(alarm[member]) ?? '')
  if (isObject(alarm.Trigger)) {
    const { Dimensions, ...trigger } = alarm.Trigger
    for (const dimension of Array.isArray(Dimensions) ? Dimensions.slice(0, 30) : []) {
      if (isObject(dimension)) addField(fields, textOf(dimension.name) ?? '', scalarOf(dimension.value) ?? '')
    }
    addFields(fields, 'trigger', trigger)
  } else addFields(fields, 'trigger', alarm.Trigger)
  addField(fields, 'topic', topic.topic ?? '')
  return limitFields(fields)
}

/** The alarm in the console: the ARN says the region by its code, the message by its name. */
function linksOf(alarm: JsonObject): EventLink[] {
  const links: EventLink[] = []
  const region = /^arn:aws:cloudwatch:([a-z0-9-]{3,30}):/.exec(textOf(alarm.AlarmArn) ?? '')?.[1]
  if (region !== undefined) {
    const name = encodeURIComponent((textOf(alarm.AlarmName) ?? '').toWellFormed())
    const address = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${name}`
    addLink(links, address, 'CloudWatch')
  }
  return links
}
