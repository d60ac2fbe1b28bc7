import { named, sentenceOf } from '../../alerts/timeline/sentence.ts'
import type { Words } from '../../alerts/timeline/words.ts'
import type { TextKey } from '../../app/i18n.ts'
import type { AuditEntry } from '../queries.ts'
import { nounByKind } from './subject.ts'

/** Who did it. Pikett itself, a file or a stranger have no name that says so. */
function actorText({ actor }: Pick<AuditEntry, 'actor'>, { t }: Words): string {
  if (actor.kind === 'system') return t('timeline:system')
  if (actor.kind === 'file') return t('settings:audit.actor.file')
  if (actor.kind === 'api_key') return t('settings:audit.actor.apiKey', { name: actor.name })
  if (actor.kind === 'unknown') return t('settings:audit.actor.unknown')
  return actor.name
}

/** What it was done to, as it was called then: "#12 ERP unreachable", "Primary". Empty where the act says it already. */
export function subjectText({ subject }: Pick<AuditEntry, 'subject'>): string {
  if (!subject) return ''
  const { kind, key, name } = subject
  if (kind === 'alert') return [key && `#${key}`, name].filter(Boolean).join(' ')
  return name ?? key ?? ''
}

/**
 * An act as a sentence. What this console does not know yet becomes readable, never empty. Of many changes at once the one to the
 * subject `about` is told, where that is what the reader looks for.
 */
export function actText(entry: AuditEntry, words: Words, about?: string): string {
  const { t, has } = words
  const actor = actorText(entry, words)
  const change = toldChange(changesOf(entry), about)
  if (change) return changedText(actor, change, words)
  const ours = `settings:audit.act.${entry.action.replaceAll('.', '_')}`
  const count = changesOf(entry).length
  if (has(ours) || has(`${ours}_one`)) return t(ours as TextKey, { actor, subject: subjectText(entry), count })
  const kind = timelineKind(entry.action, has)
  if (kind !== undefined) {
    const told = { id: '', at: entry.at, kind, actor: { kind: entry.actor.kind, name: actor }, data: entry.data }
    return sentenceOf(told, words).text
  }
  return t('settings:audit.act.unknown', { actor, act: entry.action.split(/[._]/).join(' ') })
}

function toldChange(changes: readonly Change[], about: string | undefined): Change | undefined {
  if (changes.length === 1) return changes[0]
  const isTold = ([kind, noun]: [string, string]) =>
    changes.find((change) => change.noun === noun && about === `${kind}:${change.key}`)
  return Object.entries(nounByKind).map(isTold).find(Boolean)
}

/** "Ann changed the schedule primary". */
function changedText(actor: string, { noun, key, action }: Change, { t, has }: Words): string {
  const thing = `settings:audit.thing.${noun}`
  const isOnlyOne = noun === 'organization'
  return t(`settings:audit.changed.${action}`, {
    actor,
    thing: [has(thing) ? t(thing as TextKey) : noun, isOnlyOne ? '' : key].filter(Boolean).join(' '),
  })
}

/** What was done to an alert has its words in the timeline already. */
function timelineKind(action: string, has: Words['has']): string | undefined {
  const names = [action, action.replace(/^alert\./, '')]
  return names.find((name) => has(`timeline:kind.${name}`) || has(`timeline:kind.${name}_one`))
}

interface Change {
  noun: string
  key: string
  action: 'create' | 'update' | 'remove'
  fields?: string[]
}

/** What a configuration changed, item by item. */
export function changesOf({ data }: Pick<AuditEntry, 'data'>): Change[] {
  const changes = data['changes']
  return Array.isArray(changes) ? (changes as Change[]) : []
}

/** A change as a line: "Schedules: primary changed (layers)". */
export function changeText(change: Change, { t, has }: Words): string {
  const fields = change.action === 'update' && change.fields?.length ? ` (${change.fields.join(', ')})` : ''
  return `${named('settings:noun', change.noun, has, t)}: ${change.key}, ${t(`settings:change.${change.action}`)}${fields}`
}
