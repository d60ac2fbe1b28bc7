import type { TimelineEntry } from '../../api/types.ts'
import { formatNames, formatTimeOfDay, type Viewer } from '../../app/format.ts'
import type { TextKey, Translate } from '../../app/i18n.ts'

export interface Words {
  t: Translate
  has: (key: string) => boolean
  viewer: Viewer
}

export interface Sentence {
  text: string
  /** Why it happened, and what else is known of it; shown on demand. */
  reasons: string[]
}

/** A timeline entry in words. Kinds that this console does not know yet become a readable line, never an empty one. */
export function sentenceOf(entry: TimelineEntry, words: Words): Sentence {
  const data = entry.data ?? {}
  const key = `timeline:kind.${entry.kind}` as const
  const isKnown = words.has(key) || words.has(`${key}_one`)
  const text = isKnown
    ? words.t(key as TextKey, valuesOf(entry, words))
    : words.t('timeline:unknownKind', { kind: readable(entry.kind.split('.')) })
  return { text: upperFirst(tidy(text)), reasons: reasonsOf(data, words, isKnown) }
}

function valuesOf(entry: TimelineEntry, { t, has, viewer }: Words) {
  const data = entry.data ?? {}
  const action = text(data['action']) ?? ''
  return {
    actor: entry.actor?.name || t('timeline:system'),
    name: person(data) ?? t('timeline:person'),
    names: formatNames(people(data), viewer.language),
    channel: named('common:channel', text(data['channel']) ?? '', has, t) || t('timeline:message'),
    action: named('timeline:answer', action, has, t),
    step: text(data['step']) ?? '',
    steps: text(data['steps']) ?? '',
    round: text(data['round']) ?? '',
    count: typeof data['count'] === 'number' ? data['count'] : 1,
    severity: named('alerts:severity', text(data['severity']) ?? '', has, t),
    policy: text(data['policyName']) ?? text(field(data['policy'], 'name')) ?? text(data['policy']) ?? '',
    summary: text(data['summary']) ?? '',
    text: text(data['text']) ?? text(data['note']) ?? '',
  }
}

function reasonsOf(data: Record<string, unknown>, { t, has, viewer }: Words, isKnown: boolean): string[] {
  const reason = text(data['reason']) ?? text(data['cause'])
  const address = text(data['address']) ?? text(field(data['contact'], 'address'))
  const retryAt = text(data['retryAt'])
  const attempt = text(data['attempt'])
  const via = text(data['via'])
  const basis = text(data['basis'])
  const found = [
    reason && named('timeline:reason', reason, has, t),
    text(data['detail']),
    via && t('timeline:detail.via', { channel: named('timeline:via', via, has, t) }),
    basis && basis !== 'rules' && named('timeline:reason', basis, has, t),
    address && t('timeline:detail.address', { address }),
    attempt && attempt !== '1' && t('timeline:detail.attempt', { attempt }),
    retryAt && t('timeline:detail.retryAt', { time: formatTimeOfDay(retryAt, viewer, true) }),
  ]
  // Of a kind without words, everything that came along is shown as it is: better raw than lost.
  const rest = isKnown
    ? []
    : Object.entries(data).map(([name, value]) => `${name}: ${text(value) ?? JSON.stringify(value)}`)
  return [...found.filter((line): line is string => Boolean(line)), ...rest]
}

/** The words for a value of the program; a value without words is made readable ("no_route" becomes "no route"). */
export function named(prefix: string, value: string, has: Words['has'], t: Translate): string {
  const key = `${prefix}.${value}`
  if (/^[\w-]+$/.test(value) && has(key)) return t(key as TextKey)
  return /\s/.test(value) ? value : readable([value])
}

function readable(words: string[]): string {
  return words
    .join(' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, low: string, high: string) => `${low} ${high.toLowerCase()}`)
    .replaceAll(/[_-]/g, ' ')
}

function person(data: Record<string, unknown>): string | undefined {
  return text(data['name']) ?? text(data['userName']) ?? text(field(data['user'], 'name')) ?? text(data['user'])
}

function people(data: Record<string, unknown>): string[] {
  const list = [data['names'], data['people'], data['users']].find(Array.isArray) ?? []
  return list.map((entry: unknown) => text(entry) ?? text(field(entry, 'name'))).filter((name) => name !== undefined)
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return `${value}`
  return typeof value === 'string' && value !== '' ? value : undefined
}

function upperFirst(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** A missing value leaves no dangling colon. */
function tidy(sentence: string): string {
  return sentence.replace(/[:\s]+$/, '').replaceAll(/\s{2,}/g, ' ')
}
