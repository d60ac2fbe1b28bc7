import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addLink, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { firstLine, instantOf, oneLine, scalarOf, sha256, textOf } from '../text.ts'
import { eventOf, invalid, vendorAdapter, type Reading } from '../vendor.ts'
import { kumaItems, objectAt } from './body.ts'

/** Uptime Kuma's webhook (wire A09): one heartbeat of one monitor; only changes are sent. */
export const uptimekuma = vendorAdapter({
  type: 'uptimekuma',
  methods: ['GET'],
  itemsOf: kumaItems,
  read: (body) => [read(body)],
})

function read(body: JsonObject): Reading {
  const heartbeat = objectAt(body, 'heartbeat')
  const monitor = objectAt(body, 'monitor')
  if (!isObject(heartbeat)) return noticeOf(body, isObject(monitor) ? monitor : {})
  const own = isObject(monitor) ? monitor : {}
  const key = scalarOf(own.id) ?? scalarOf(heartbeat.monitorID) ?? scalarOf(heartbeat.monitor_id)
  if (key === undefined) return invalid('the monitor has no id: send the usual JSON of Uptime Kuma')
  const action = actionByStatus.get(scalarOf(heartbeat.status))
  if (action === undefined) return invalid('heartbeat.status must be 0 (down), 1 (up), 2 (pending) or 3 (maintenance)')
  const name = textOf(own.name) ?? textOf(own.pathName) ?? `Monitor ${key}`
  const links: AlertEvent['links'] = []
  addLink(links, own.url, 'Monitor')
  return eventOf({
    ...action,
    dedupKey: key,
    summary: [name, firstLine(textOf(heartbeat.msg) ?? textOf(body.msg) ?? '')].filter(Boolean).join(': '),
    severity: severityOfTags(own) ?? (action.action === 'trigger' ? 'critical' : 'info'),
    fields: fieldsOf(heartbeat, own),
    links,
    raw: body,
    occurredAt: timeOf(heartbeat.time),
  })
}

type Action = Pick<AlertEvent, 'action' | 'reason'>
const actionByStatus: ReadonlyMap<string | undefined, Action> = new Map([
  ['0', { action: 'trigger' }],
  ['1', { action: 'resolve' }],
  ['2', { action: 'ignore', reason: 'no_change_of_state' }],
  ['3', { action: 'ignore', reason: 'downtime' }],
])

/** Without a heartbeat: the test button, or a notice that a certificate or a domain expires soon. */
function noticeOf(body: JsonObject, monitor: JsonObject): Reading {
  const text = textOf(body.msg)
  if (text === undefined) return invalid('neither "heartbeat" nor "msg" is there: send the usual JSON of Uptime Kuma')
  const test: Action = { action: 'ignore', reason: 'test_notification' }
  // The days that are left count down; without the numbers all notices of one certificate are one alert.
  const key = `notice:${scalarOf(monitor.id) ?? ''}:${sha256(text.replaceAll(/\d+/g, '#'))}`
  return eventOf({
    ...(/\btesting$/i.test(oneLine(text)) ? test : { action: 'trigger' }),
    dedupKey: key,
    summary: text,
    severity: 'info',
    fields: { msg: text },
    raw: body,
  })
}

function fieldsOf(heartbeat: JsonObject, monitor: JsonObject): Fields {
  const fields: Fields = {}
  const add = (name: string, value: unknown) => addField(fields, name, scalarOf(value) ?? '')
  add('monitor', monitor.pathName ?? monitor.name)
  add('msg', heartbeat.msg)
  for (const name of ['type', 'url', 'hostname', 'port', 'method', 'keyword', 'description']) add(name, monitor[name])
  for (const name of ['ping', 'duration', 'retries', 'lastDownTime', 'localDateTime', 'timezone'])
    add(name, heartbeat[name])
  for (const { name, value } of tagsOf(monitor)) addField(fields, `tag.${name}`, value === '' ? 'true' : value)
  return fields
}

function tagsOf({ tags }: JsonObject): { name: string; value: string }[] {
  if (!Array.isArray(tags)) return []
  return tags
    .slice(0, 50)
    .filter(isObject)
    .map((tag) => ({ name: scalarOf(tag.name) ?? '', value: scalarOf(tag.value) ?? '' }))
}

/** Uptime Kuma knows no severity; a tag `severity` with a value, or named `severity:warning`, says one. */
function severityOfTags(monitor: JsonObject) {
  for (const { name, value } of tagsOf(monitor)) {
    const match = /^severity(?:[:=](.+))?$/i.exec(name.trim())
    const word = match?.[1] ?? value
    if (match && word !== '') return severityOf(word)
  }
  return undefined
}

/** "2026-01-05 10:00:00.000", in UTC although it does not say so. */
function timeOf(time: unknown): Temporal.Instant | undefined {
  const text = textOf(time)
  return text === undefined ? undefined : (instantOf(text) ?? instantOf(`${text.trim().replace(' ', 'T')}Z`))
}
