import type { AlertEvent, EventLink, FailedCondition } from '../../../../contract/intake/event.ts'
import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import type { WebhookOptions } from '../../../../contract/intake/webhook.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import { addField, addFields, addLink, limitFields, type Fields } from '../fields.ts'
import type { JsonObject } from '../json.ts'
import { cut, dedupKeyOf, firstLine, instantOf, scalarOf, sha256, textOf } from '../text.ts'
import { evaluate } from './condition.ts'
import { valueAt, type Scope } from './scope.ts'
import { render } from './template.ts'
import { findUsual, happeningOf, happeningOfLevel, plainNames, type Happening, type UsualName } from './words.ts'

/** Turns one JSON object into an event, by the options of the source and otherwise by the usual names. */
export function eventOf(scope: Scope, options: WebhookOptions): AlertEvent {
  const reader = readerOf(scope, options)
  const summary = firstLine(reader.text('summary') ?? '') || describe(scope.body)
  const key = reader.text('dedupKey')?.trim()
  const instant = instantOf(reader.text('occurredAt'))
  return {
    ...actionOf(reader, scope, options),
    dedupKey: key === undefined ? sha256(summary) : dedupKeyOf(key),
    summary,
    severity: reader.severity(),
    fields: fieldsOf(scope, options),
    links: linksOf(reader, scope, options),
    images: [],
    raw: scope.body,
    ...(instant === undefined ? {} : { occurredAt: instant.toString() }),
  }
}

type Configured = 'summary' | 'dedupKey' | 'severity' | 'status' | 'occurredAt'
type Reader = {
  /** The value that the options name, when the event has it; otherwise that of the first usual name. */
  text: (what: Configured) => string | undefined
  usual: (what: UsualName) => string | undefined
  severity: () => Severity
}

function readerOf(scope: Scope, options: WebhookOptions): Reader {
  const valueByName = plainNames(scope.body)
  const configured = (what: Configured) => {
    const source = options.fields?.[what]
    return source === undefined ? undefined : textAt(scope, source)
  }
  const usual = (what: UsualName) => findUsual(valueByName, what)?.text
  return {
    usual,
    text: (what) => configured(what) ?? usual(what),
    severity: () => {
      const own = configured('severity')
      const found = own === undefined ? findUsual(valueByName, 'severity') : { name: '', text: own }
      if (found === undefined) return 'unknown'
      // A bare number has no meaning everywhere, but as a priority 1 is the highest at everybody.
      const isRank = found.name === 'priority' && /^[1-5]$/.test(found.text)
      return severityOf(isRank ? `P${found.text}` : found.text, options.severities)
    },
  }
}

/** The text at a path, or a rendered template. Objects and lists at a path are no text. */
function textAt(scope: Scope, source: string): string | undefined {
  if (source.includes('{{')) return textOf(render(source, scope))
  const value = valueAt(scope, source)
  return typeof value === 'boolean' ? String(value) : scalarOf(value)
}

type Decision = Pick<AlertEvent, 'action'> & { reason?: IntakeReason; failedConditions?: FailedCondition[] }

/** First the conditions, in the order in which a wrong guess harms least; what has no condition follows the status. */
function actionOf(reader: Reader, scope: Scope, options: WebhookOptions): Decision {
  const failed: FailedCondition[] = []
  const conditions = options.conditions ?? {}
  const holds = (condition: Happening): boolean | undefined => {
    const text = conditions[condition]
    if (text === undefined) return undefined
    const verdict = evaluate(text, scope)
    if (verdict.failure !== undefined) failed.push({ condition, message: verdict.failure })
    return verdict.holds
  }
  const said = happeningSaid(reader, options)
  const action = (['ignore', 'resolve', 'acknowledge', 'trigger'] as const).find(
    (happening) => holds(happening) ?? (happening === 'trigger' || happening === said),
  )
  const shown = failed.length > 0 ? { failedConditions: failed } : {}
  if (action === undefined) return { action: 'ignore', reason: 'no_condition_held', ...shown }
  return action === 'ignore' ? { action, reason: 'condition_ignored', ...shown } : { action, ...shown }
}

/** A status that says so, or a level such as "OK" where there is no status. */
function happeningSaid(reader: Reader, options: WebhookOptions): Happening {
  const status = reader.text('status')
  if (status !== undefined) return happeningOf(status, options.statuses)
  return happeningOfLevel(reader.text('severity') ?? '')
}

/** A summary for an event that has none of the usual names: its first members in words. */
function describe(body: JsonObject): string {
  const fields: Fields = {}
  addFields(fields, '', body, { left: 5 })
  const pairs = Object.entries(fields).map(([name, value]) => `${name}: ${cut(value, 100)}`)
  return firstLine(pairs.join(', ').replaceAll(/\s+/g, ' '))
}

function fieldsOf(scope: Scope, options: WebhookOptions): Fields {
  const fields: Fields = {}
  const details = options.fields?.details
  if (details === undefined) addFields(fields, '', scope.body)
  else for (const [name, source] of Object.entries(details)) addField(fields, name, textAt(scope, source) ?? '')
  return limitFields(fields)
}

function linksOf(reader: Reader, scope: Scope, options: WebhookOptions): EventLink[] {
  const links: EventLink[] = []
  for (const [text, source] of Object.entries(options.fields?.links ?? {})) addLink(links, textAt(scope, source), text)
  addLink(links, reader.usual('runbook'), 'Runbook')
  addLink(links, reader.usual('dashboard'), 'Dashboard')
  addLink(links, reader.usual('link'))
  return links
}
