import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addImage, addLink, type Fields } from '../fields.ts'
import type { JsonObject } from '../json.ts'
import { lookupOf, textsOf, type Lookup } from '../names.ts'
import { oneLine, sha256 } from '../text.ts'
import { eventOf, invalid, vendorAdapter, type Draft, type Reading } from '../vendor.ts'

/** Datadog's webhooks with the payload of the guide, or with the one that Datadog has by itself (wire A10). */
export const datadog = vendorAdapter({ type: 'datadog', read: (body) => [read(body)] })

/** A variable that Datadog did not replace: `$ALERT_CYCLE_KEY`. */
const unresolved = /^\$[A-Z_]+$/

/** `[P1] [Triggered on {host:web-07}] CPU is high`: what Datadog writes before the title of a monitor. */
const title = /^((?:\[[^\]]*\]\s*)*)(.*)$/s
const titleTransition = /\[((?:re-)?(?:triggered|no data|warn|alert)|recovered|renotify)\b/i

function read(body: JsonObject): Reading {
  const find = lookupOf(body, unresolved)
  const [, marks = '', name = ''] = title.exec(oneLine(find('title', 'eventtitle') ?? '')) ?? []
  const transition = find('transition', 'alerttransition') ?? titleTransition.exec(marks)?.[1]
  const type = find('alerttype', 'eventtype')?.toLowerCase() ?? ''
  if (name === '' && transition === undefined) return invalid('neither "title" nor "transition" is there')
  const cycle = find('cyclekey', 'alertcyclekey') ?? find('aggregkey') ?? find('alertid')
  return eventOf({
    ...actionOf(marks, transition, type),
    dedupKey: cycle ?? sha256(name),
    summary: name === '' ? `Monitor ${cycle ?? ''} ${transition ?? ''}` : name,
    severity: severityOfMonitor(find, transition, type),
    fields: fieldsOf(body, find),
    ...attachments(find),
    raw: body,
    occurredAt: timeOf(find('date', 'lastupdated')),
  })
}

function actionOf(marks: string, transition: string | undefined, type: string): Pick<Draft, 'action' | 'reason'> {
  if (/\[test\]/i.test(marks)) return { action: 'ignore', reason: 'test_notification' }
  if (transition === undefined) return { action: type === 'success' ? 'resolve' : 'trigger' }
  return { action: /^(re-)?recovered$/i.test(transition.trim()) ? 'resolve' : 'trigger' }
}

/** Their error is the threshold of an alert, which is the worst that a monitor knows. */
const severityByType: Readonly<Record<string, Severity>> = { error: 'critical', success: 'info' }

function severityOfMonitor(find: Lookup, transition: string | undefined, type: string): Severity {
  const byPriority = severityOf(find('priority', 'alertpriority') ?? '')
  if (byPriority !== 'unknown') return byPriority
  if (/warn/i.test(transition ?? '')) return 'warning'
  const byType = severityOf(type, severityByType)
  if (byType !== 'unknown') return byType
  return /no data/i.test(transition ?? '') ? 'error' : 'unknown'
}

function fieldsOf(body: JsonObject, find: Lookup): Fields {
  const fields: Fields = {}
  for (const [name, text] of textsOf(body, unresolved)) {
    if (!shownOtherwise.includes(name)) addField(fields, name, text)
  }
  for (const tag of (find('tags') ?? '').split(',').slice(0, 60)) {
    const colon = tag.indexOf(':')
    if (colon > 0) addField(fields, `tag.${tag.slice(0, colon).trim()}`, tag.slice(colon + 1).trim())
  }
  return fields
}

const shownOtherwise: readonly string[] = ['title', 'tags', 'link', 'snapshot', 'date', 'last_updated']

function attachments(find: Lookup): Pick<AlertEvent, 'links' | 'images'> {
  const links: AlertEvent['links'] = []
  const images: AlertEvent['images'] = []
  addLink(links, find('link'), 'Datadog')
  addImage(images, find('snapshot'), find('link'), find('metric') ?? 'Snapshot')
  return { links, images }
}

/** Milliseconds since 1970 as text. */
function timeOf(text: string | undefined): Temporal.Instant | undefined {
  return text !== undefined && /^\d{12,13}$/.test(text)
    ? Temporal.Instant.fromEpochMilliseconds(Number(text))
    : undefined
}
