import type { AlertEvent, EventLink } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { addField, addLink, limitFields, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { cut, dedupKeyOf, oneLine } from '../text.ts'
import { invalid, type Reading } from '../vendor.ts'

/** What N-central can fill in: the keywords of its notification templates, which are also the names of its XML elements. */
const keywordNames = `ActiveNotificationTriggerID CustomerName ExternalCustomerID DeviceName DeviceURI AffectedService
  TaskIdent NcentralURI ProbeURI QualitativeOldState QualitativeNewState QuantitativeNewState TimeOfStateChange
  TimeOfNotification ServiceOrganizationName RemoteControlLink AcknowledgementTime AcknowledgementUser
  AcknowledgementNote`.split(/\s+/)

/** How people name the same in a text of their own. */
const aliases: Readonly<Record<string, string>> = {
  customer: 'CustomerName',
  device: 'DeviceName',
  service: 'AffectedService',
  state: 'QualitativeNewState',
  newstate: 'QualitativeNewState',
  oldstate: 'QualitativeOldState',
}

const keywordByPlainName: ReadonlyMap<string, string> = new Map([
  ...keywordNames.map((name) => [name.toLowerCase(), name] as const),
  ...Object.entries(aliases),
])

const keywordOf = (name: string) => keywordByPlainName.get(name.toLowerCase().replaceAll(/[\s_-]/g, ''))

type Keywords = ReadonlyMap<string, string>

/** The keywords among the members; of an element that stands there twice, the first that says something. */
function keywordsOfMembers(root: JsonObject): Keywords {
  const keywords = new Map<string, string>()
  for (const [name, value] of Object.entries(root)) {
    const keyword = keywordOf(name.slice(0, 100))
    const text = (Array.isArray(value) ? value : [value]).find((one) => typeof one === 'string' && one.trim() !== '')
    if (keyword !== undefined && typeof text === 'string' && !keywords.has(keyword)) keywords.set(keyword, text.trim())
  }
  return keywords
}

const maxLines = 500
/** Every repetition has its bound: a line of blanks must not be looked at again and again. */
const readLine = /^\s{0,20}([A-Za-z][\w -]{0,59}?) {0,3}[:=]\s{0,20}(\S.*)$/

/** A text such as a mail has it, with the keywords in it: one a line, `DeviceName: SRV-01` or `Device Name = SRV-01`. */
export function textNotification(text: string): JsonObject {
  const keywords: JsonObject = {}
  for (const line of text.split(/\r\n|\r|\n/, maxLines)) {
    const [, name = '', value = ''] = readLine.exec(line.slice(0, 2_000)) ?? []
    const keyword = keywordOf(name)
    if (keyword !== undefined && !Object.hasOwn(keywords, keyword)) keywords[keyword] = value.trim()
  }
  return { ...keywords, text }
}

const severityByState: Readonly<Record<string, Severity>> = {
  failed: 'critical',
  disconnected: 'critical',
  warning: 'warning',
  stale: 'info',
  misconfigured: 'info',
  'no data': 'info',
  normal: 'info',
}

export function notificationReading(raw: JsonObject): Reading {
  const keywords = keywordsOfMembers(raw)
  const key = keyOf(keywords)
  if (key === undefined) {
    return invalid('neither DeviceName with AffectedService nor ActiveNotificationTriggerID say which alert it is')
  }
  const state = (keywords.get('QualitativeNewState') ?? '').trim().toLowerCase()
  return {
    action: actionOf(keywords, state),
    dedupKey: dedupKeyOf(key),
    summary: summaryOf(keywords),
    severity: Object.hasOwn(severityByState, state) ? severityByState[state]! : 'unknown',
    fields: fieldsOf(keywords, raw),
    links: linksOf(keywords),
    images: [],
    raw,
  }
}

/**
 * What stands behind the state, which is the same for a problem and its end. The id of the trigger is used only where that
 * is not known: whether N-central keeps it over a return to normal is not documented.
 */
function keyOf(keywords: Keywords): string | undefined {
  const device = keywords.get('DeviceName')
  const service = keywords.get('AffectedService')
  if (device === undefined || service === undefined) return keywords.get('ActiveNotificationTriggerID')
  return [keywords.get('CustomerName'), device, service, keywords.get('TaskIdent')]
    .filter((part) => part !== undefined)
    .join(' / ')
}

/** Normal ends it, even if the acknowledgement of the problem is repeated beside it. */
function actionOf(keywords: Keywords, state: string): AlertEvent['action'] {
  if (state === 'normal') return 'resolve'
  return keywords.has('AcknowledgementUser') ? 'acknowledge' : 'trigger'
}

function summaryOf(keywords: Keywords): string {
  const device = keywords.get('DeviceName')
  const service = keywords.get('AffectedService')
  const what = [device, service].filter((part) => part !== undefined).join(', ')
  const state = keywords.get('QualitativeNewState')
  const name = what === '' ? `N-central ${keywords.get('ActiveNotificationTriggerID') ?? ''}` : what
  return oneLine(state === undefined ? name : `${name}: ${state}`)
}

/** Shown as links, or in the summary of what is shown first. */
const addresses = ['DeviceURI', 'RemoteControlLink', 'NcentralURI', 'ProbeURI'] as const

function fieldsOf(keywords: Keywords, raw: JsonObject): Fields {
  const fields: Fields = {}
  addField(fields, 'customer', keywords.get('CustomerName') ?? '')
  addField(fields, 'device', keywords.get('DeviceName') ?? '')
  addField(fields, 'service', keywords.get('AffectedService') ?? '')
  const shown = new Set<string>(['CustomerName', 'DeviceName', 'AffectedService', ...addresses])
  for (const name of keywordNames) if (!shown.has(name)) addField(fields, name, keywords.get(name) ?? '')
  // Keywords that N-central gets one day, and a text as it was written.
  for (const [name, value] of Object.entries(raw).slice(0, 200)) {
    if (typeof value === 'string' && keywordOf(name) === undefined) addField(fields, name, value)
    else if (isObject(value)) addField(fields, name, cut(JSON.stringify(value), 1_000))
  }
  return limitFields(fields)
}

function linksOf(keywords: Keywords): EventLink[] {
  const links: EventLink[] = []
  for (const name of addresses) addLink(links, keywords.get(name), name.replace(/URI$|Link$/, ''))
  return links
}
