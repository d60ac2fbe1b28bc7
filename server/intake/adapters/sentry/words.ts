import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import { addField, type Fields } from '../fields.ts'
import { isObject, type JsonObject } from '../json.ts'
import { scalarOf } from '../text.ts'
import { eventOf, type Reading } from '../vendor.ts'

/** The key of an issue: the same for the alert about an event and for its resolution. */
export const issueKey = (id: string) => `sentry-issue-${id}`

/** An event that is noted and opens nothing. */
export function ignored(raw: JsonObject, reason: IntakeReason, resource: string): Reading {
  const action = scalarOf(raw.action) ?? ''
  const summary = `Sentry: ${resource} ${action}`.trim()
  return eventOf({
    action: 'ignore',
    reason,
    dedupKey: `sentry-${resource}`,
    summary,
    severity: 'info',
    fields: {},
    raw,
  })
}

/** Adds these members where they are texts or numbers. */
export function addMembers(fields: Fields, from: JsonObject, names: readonly string[]): void {
  for (const name of names) addField(fields, name, scalarOf(from[name]) ?? '')
}

/** Tags come as pairs `[name, value]`, or as objects with `key` and `value`. */
export function tagsOf(tags: unknown): [name: string, value: string][] {
  if (!Array.isArray(tags)) return []
  return tags.slice(0, 60).flatMap((tag: unknown): [string, string][] => {
    const [name, value]: unknown[] = Array.isArray(tag) ? tag : isObject(tag) ? [tag.key, tag.value] : []
    const text = scalarOf(name)
    return text === undefined ? [] : [[text, scalarOf(value) ?? '']]
  })
}
