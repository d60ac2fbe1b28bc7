import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addLink, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { firstLine, instantOf, scalarOf, textOf } from '../text.ts'
import { eventOf, invalid, type Draft, type Reading } from '../vendor.ts'
import { addMembers, issueKey, tagsOf } from './words.ts'

/** An alert rule of an issue: an event that fulfils its conditions. */
export function readEventAlert(raw: JsonObject, data: JsonObject): Reading {
  const { event } = data
  if (!isObject(event)) return invalid('"data.event" is missing')
  const id = scalarOf(event.issue_id) ?? lastNumber(event.issue_url) ?? scalarOf(event.groupID)
  if (id === undefined) return invalid('"data.event.issue_id" is missing')
  const tags = tagsOf(event.tags)
  const isSample = tags.some(([name, value]) => name === 'sample_event' && value === 'yes')
  const fields: Fields = {}
  addField(fields, 'rule', scalarOf(data.triggered_rule) ?? '')
  addMembers(fields, event, [
    'culprit',
    'level',
    'environment',
    'platform',
    'project',
    'release',
    'message',
    'event_id',
  ])
  for (const [name, value] of tags) addField(fields, `tag.${name}`, value)
  const links: AlertEvent['links'] = []
  addLink(links, event.web_url ?? event.url, 'Sentry')
  return eventOf({
    ...(isSample ? { action: 'ignore', reason: 'test_notification' } : { action: 'trigger' }),
    dedupKey: issueKey(id),
    summary: summaryOf(event) || scalarOf(data.triggered_rule) || `Issue ${id}`,
    severity: severityOf(textOf(event.level) ?? ''),
    fields,
    links,
    raw,
    occurredAt: instantOf(event.datetime),
  })
}

type Action = Pick<Draft, 'action' | 'reason'>
const actionByWord: ReadonlyMap<unknown, Action> = new Map([
  ['created', { action: 'trigger' }],
  ['unresolved', { action: 'trigger' }],
  ['resolved', { action: 'resolve' }],
  ['archived', { action: 'resolve' }],
  ['ignored', { action: 'resolve' }],
  ['assigned', { action: 'ignore', reason: 'comment' }],
])

/** An issue that was created, resolved, archived, assigned or opened again. */
export function readIssue(raw: JsonObject, data: JsonObject): Reading {
  const { issue } = data
  const id = isObject(issue) ? scalarOf(issue.id) : undefined
  if (!isObject(issue) || id === undefined) return invalid('"data.issue.id" is missing')
  const fields: Fields = {}
  addMembers(fields, issue, [
    'shortId',
    'culprit',
    'level',
    'status',
    'platform',
    'count',
    'userCount',
    'firstSeen',
    'lastSeen',
  ])
  if (isObject(issue.project)) addField(fields, 'project', scalarOf(issue.project.slug ?? issue.project.name) ?? '')
  if (isObject(raw.actor)) addField(fields, 'actor', scalarOf(raw.actor.name) ?? '')
  const links: AlertEvent['links'] = []
  addLink(links, issue.web_url ?? issue.permalink, 'Sentry')
  return eventOf({
    ...(actionByWord.get(raw.action) ?? { action: 'ignore', reason: 'no_change_of_state' }),
    dedupKey: issueKey(id),
    summary: summaryOf(issue) || `Issue ${scalarOf(issue.shortId) ?? id}`,
    severity: severityOf(textOf(issue.level) ?? ''),
    fields,
    links,
    raw,
    occurredAt: instantOf(issue.lastSeen),
  })
}

/** The plugin "WebHooks": everything at the top, and the issue under `id`. */
export function readLegacy(raw: JsonObject): Reading {
  const id = scalarOf(raw.id)
  if (id === undefined) return invalid('"id" is missing: the number of the issue')
  const event = isObject(raw.event) ? raw.event : {}
  const fields: Fields = {}
  addMembers(fields, raw, ['project_name', 'project', 'culprit', 'level', 'logger', 'message'])
  addMembers(fields, event, ['environment', 'platform', 'release', 'event_id'])
  if (Array.isArray(raw.triggering_rules)) addField(fields, 'rule', scalarOf(raw.triggering_rules[0]) ?? '')
  const links: AlertEvent['links'] = []
  addLink(links, raw.url, 'Sentry')
  return eventOf({
    action: 'trigger',
    dedupKey: issueKey(id),
    summary: summaryOf(event) || firstLine(textOf(raw.message) ?? textOf(raw.culprit) ?? '') || `Issue ${id}`,
    severity: severityOf(textOf(raw.level) ?? ''),
    fields,
    links,
    raw,
    occurredAt: undefined,
  })
}

function summaryOf({ title, message, culprit }: JsonObject): string {
  return firstLine(textOf(title) ?? textOf(message) ?? textOf(culprit) ?? '')
}

/** `https://sentry.io/api/0/issues/1117540176/` */
function lastNumber(address: unknown): string | undefined {
  return /\/(\d{1,30})\/?$/.exec(textOf(address)?.slice(0, 2_000) ?? '')?.[1]
}
