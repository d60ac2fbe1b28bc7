import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { withoutSlash } from '../adapter.ts'
import { addField, addLink, type Fields } from '../fields.ts'
import { isObject, readJson, type JsonObject } from '../json.ts'
import { lookupOf, textsOf, type Lookup } from '../names.ts'
import { firstLine, scalarOf } from '../text.ts'
import { eventOf, invalid, vendorAdapter, type Reading } from '../vendor.ts'
import { stateOf } from './state.ts'

/** Zabbix' media type from the guide: the macros of the event one by one (wire A05); also what ilert's media type sends. */
export const zabbix = vendorAdapter({ type: 'zabbix', read: (body) => [read(body)] })

/** Macros that Zabbix could not resolve: `{EVENT.TAGSJSON}`, `{$ZABBIX.URL}` or `*UNKNOWN*`. */
const unresolved = /^(\{[^{}]*\}|\*UNKNOWN\*)$/

function read(body: JsonObject): Reading {
  const find = lookupOf(body, unresolved)
  // The test button of a media type sends the macros as they are written.
  if (Object.values(body).some((value) => value === '{EVENT.ID}')) return testOf(body, find)
  const key = find('eventid', 'alertuid')
  if (key === undefined) return invalid('the number of the event is missing: send EVENT.ID')
  const state = stateOf(find)
  if (state === undefined) return invalid('it does not say whether the problem began or ended: send EVENT.VALUE')
  return eventOf({
    ...state,
    dedupKey: key,
    summary: summaryOf(find) || `Event ${key}`,
    severity: severityOfEvent(find),
    fields: fieldsOf(body, find),
    links: linksOf(find, key),
    raw: body,
    occurredAt: timeOf(find('eventtimestamp')),
  })
}

function testOf(body: JsonObject, find: Lookup): Reading {
  return eventOf({
    action: 'ignore',
    reason: 'test_notification',
    dedupKey: 'test',
    summary: summaryOf(find) || 'Zabbix',
    severity: 'info',
    fields: {},
    raw: body,
  })
}

/** What the default subjects of Zabbix say before the name of the problem. */
const subjectStart = /^\s*(problem|resolved( in [^:]{1,40})?|updated problem( in [^:]{1,40})?)\s*:\s*/i

/** The name of the problem, with its host where the name does not have it. */
function summaryOf(find: Lookup): string {
  const subject = firstLine(find('alertsubject', 'title', 'subject') ?? '').replace(subjectStart, '')
  const name =
    firstLine(find('eventname', 'triggername') ?? '') || subject || firstLine(find('alertmessage', 'message') ?? '')
  const host = find('hostname', 'hosthost', 'host')
  if (host === undefined || name === '') return name
  return name.toLowerCase().includes(host.toLowerCase()) ? name : `${host}: ${name}`
}

/** By number, because the names of severities can be changed; not classified is information. */
const severityByNumber: Readonly<Record<string, Severity>> = {
  '0': 'info',
  '1': 'info',
  '2': 'warning',
  '3': 'warning',
  '4': 'error',
  '5': 'critical',
}

function severityOfEvent(find: Lookup): Severity {
  // Discovery and autoregistration are news, not problems.
  if (['1', '2'].includes(find('eventsource') ?? '')) return 'info'
  return severityOf(find('eventnseverity', 'eventseverity', 'triggerseverity') ?? '', severityByNumber)
}

const shownOtherwise = /^(EVENT\.TAGS(JSON)?|ALERT\.SENDTO|\{?\$?ZABBIX\.URL\}?|TRIGGER\.URL)$/i

function fieldsOf(body: JsonObject, find: Lookup): Fields {
  const fields: Fields = {}
  for (const [name, text] of textsOf(body, unresolved)) if (!shownOtherwise.test(name)) addField(fields, name, text)
  const json = readJson(find('eventtagsjson') ?? '')
  const tags = json.ok && Array.isArray(json.value) ? json.value.slice(0, 60) : []
  for (const tag of tags) {
    if (isObject(tag)) addField(fields, `tag.${scalarOf(tag.tag) ?? ''}`, scalarOf(tag.value) ?? 'true')
  }
  if (tags.length === 0) addField(fields, 'tags', find('eventtags') ?? '')
  return fields
}

function linksOf(find: Lookup, eventId: string): AlertEvent['links'] {
  const links: AlertEvent['links'] = []
  addLink(links, find('triggerurl'), 'Runbook')
  const [url, trigger] = [find('zabbixurl'), find('triggerid')]
  if (url !== undefined && trigger !== undefined) {
    const query = new URLSearchParams({ triggerid: trigger, eventid: eventId })
    addLink(links, `${withoutSlash(url)}/tr_events.php?${query.toString()}`, 'Zabbix')
  }
  return links
}

/** Seconds since 1970 (Zabbix 7.0). Date and time alone name no time zone and stay fields. */
function timeOf(text: string | undefined): Temporal.Instant | undefined {
  return text !== undefined && /^\d{9,11}$/.test(text)
    ? Temporal.Instant.fromEpochMilliseconds(Number(text) * 1_000)
    : undefined
}
