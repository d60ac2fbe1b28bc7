import type { TimelineEntry } from '../../api/types.ts'
import { formatMoment, formatNames, formatTimeOfDay } from '../../app/format.ts'
import type { TextKey, Translate } from '../../app/i18n.ts'
import { holdText } from './hold-text.ts'
import type { Words } from './words.ts'

export interface Sentence {
  text: string
  /** Why it happened, and what else is known of it; shown on demand. */
  reasons: string[]
}

/** A timeline entry in words. Kinds that this console does not know yet become a readable line, never an empty one. */
export function sentenceOf(entry: TimelineEntry, words: Words): Sentence {
  const data = entry.data ?? {}
  const hold = holdText(entry, words)
  if (hold !== undefined) return { text: tidy(hold), reasons: holdReasonsOf(data, words) }
  const key = `timeline:kind.${entry.kind}` as const
  const isKnown = words.has(key) || words.has(`${key}_one`)
  const text = isKnown
    ? words.t(key as TextKey, valuesOf(entry, words))
    : words.t('timeline:unknownKind', { kind: readable(entry.kind.split('.')) })
  // Only our own words may be changed; a name is written as its owner writes it.
  const isOurs = !isKnown || text.startsWith(words.t('timeline:person'))
  return { text: isOurs ? upperFirst(tidy(text)) : tidy(text), reasons: reasonsOf(data, entry.at, words, isKnown) }
}

function valuesOf(entry: TimelineEntry, { t, has, viewer }: Words) {
  const data = entry.data ?? {}
  const action = text(data['action']) ?? ''
  const until = text(data['until'])
  return {
    actor: entry.actor?.name || t('timeline:system'),
    name: person(data) ?? t('timeline:person'),
    names: formatNames(people(data), viewer.language),
    channel: channelOf(data, has, t),
    action: named('timeline:answer', action, has, t),
    step: text(data['step']) ?? '',
    steps: text(data['steps']) ?? '',
    round: text(data['round']) ?? '',
    count: typeof data['count'] === 'number' ? data['count'] : 1,
    number: text(data['number']) ?? '',
    severity: named('alerts:severity', text(data['severity']) ?? '', has, t),
    policy: text(data['policyName']) ?? text(field(data['policy'], 'name')) ?? text(data['policy']) ?? '',
    summary: text(data['summary']) ?? '',
    until: until === undefined ? '' : endText(until, Date.parse(entry.at), viewer),
    text: text(data['text']) ?? text(data['note']) ?? '',
  }
}

/** What ends within two minutes is told to the second: in a list by minutes it would end when it began. */
function endText(until: string, from: number, viewer: Words['viewer']): string {
  const isSoon = Date.parse(until) - from < 120_000
  return isSoon ? formatTimeOfDay(until, viewer, true) : formatMoment(until, from, viewer)
}

function reasonsOf(data: Record<string, unknown>, entryAt: string, words: Words, isKnown: boolean): string[] {
  // Of a kind without words, everything that came along is shown as it is: better raw than lost.
  if (!isKnown) return Object.entries(data).map(([name, value]) => `${name}: ${text(value) ?? JSON.stringify(value)}`)
  return [...decisionOf(data, words), ...circumstancesOf(data, entryAt, words)]
}

function holdReasonsOf(data: Record<string, unknown>, { t, viewer }: Words): string[] {
  const until = text(data['until'])
  return until === undefined ? [] : [t('timeline:detail.until', { time: formatTimeOfDay(until, viewer) })]
}

/** Why it was decided so. */
function decisionOf(data: Record<string, unknown>, words: Words): string[] {
  const reason = text(data['reason'])
  const skipped = Array.isArray(data['skipped']) ? data['skipped'].map(String) : []
  return [
    becauseOf(data['because'], words.t),
    reason && reasonText(reason, words),
    text(data['detail']),
    skipped.length > 0 && words.t('timeline:detail.skipped', { contacts: formatNames(skipped, words.viewer.language) }),
  ].filter((line): line is string => Boolean(line))
}

/** How it was carried out. */
function circumstancesOf(data: Record<string, unknown>, entryAt: string, { t, has, viewer }: Words): string[] {
  const via = text(data['via'])
  const address = text(data['address']) ?? text(data['contact'])
  const attempt = text(data['attempt'])
  const retryAt = text(data['retryAt'])
  const instead = text(field(data['instead'], 'channel'))
  return [
    via && t('timeline:detail.via', { channel: named('timeline:via', via, has, t) }),
    address && t('timeline:detail.contact', { address }),
    attempt && attempt !== '1' && t('timeline:detail.attempt', { attempt }),
    retryAt && t('timeline:detail.retryAt', { time: formatTimeOfDay(retryAt, viewer, true) }),
    ...['endsAt', 'informAt'].map((name) => {
      const at = text(data[name])
      return (
        at &&
        t(`timeline:detail.${name as 'endsAt' | 'informAt'}`, { time: formatMoment(at, Date.parse(entryAt), viewer) })
      )
    }),
    typeof data['together'] === 'number' && t('timeline:detail.together', { amount: data['together'] }),
    instead && t('timeline:detail.instead', { channel: named('common:channel', instead, has, t) }),
    data['contactDisabled'] === true && t('timeline:detail.contactDisabled'),
    data['alreadyOnItsWay'] === true && t('timeline:detail.alreadyOnItsWay'),
    data['simulated'] === true && t('timeline:detail.simulated'),
  ].filter((line): line is string => Boolean(line))
}

/** Through which target of the step a person was found. */
export function becauseOf(because: unknown, t: Translate): string | undefined {
  const kind = field(because, 'kind')
  const isKnown = kind === 'schedule' || kind === 'team' || kind === 'user' || kind === 'byHand' || kind === 'fallback'
  return isKnown ? t(`alertpage:page.via.${kind}`, { name: text(field(because, 'name')) ?? '' }) : undefined
}

/** Reasons of decisions and of failed deliveries have words in two places; a text that is already a sentence stays. */
export function reasonText(reason: string, { t, has }: Pick<Words, 't' | 'has'>): string {
  const prefix = has(`timeline:reason.${reason}`) ? 'timeline:reason' : 'notifications:failure'
  return named(prefix, reason, has, t)
}

function channelOf(data: Record<string, unknown>, has: Words['has'], t: Translate): string {
  const channel = text(data['channel'])
  if (!channel) return t('timeline:message')
  return named(has(`common:channel.${channel}`) ? 'common:channel' : 'timeline:via', channel, has, t)
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
