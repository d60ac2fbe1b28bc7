import type { EventRule, RuleActions } from '../../../../contract/config/event-rule.ts'
import { readDuration } from '../../app/duration-text.ts'
import { formatDurationExact, formatNames } from '../../app/format.ts'
import type { TextKey, Translate } from '../../app/i18n.ts'
import type { Language } from '../../../../contract/keys.ts'

/** The actions of a rule in the order in which a sentence names them: what decides about paging comes first. */
export const actionNames = [
  'drop',
  'suppress',
  'delay',
  'threshold',
  'priority',
  'severity',
  'summary',
  'dedupKey',
  'customer',
  'service',
  'escalationPolicy',
  'tags',
  'fields',
  'lookup',
] as const
export type ActionName = (typeof actionNames)[number]

/** Only one of these fits into a rule. */
export const waits: readonly ActionName[] = ['drop', 'suppress', 'delay', 'threshold']

export interface SentenceWords {
  t: Translate
  language: Language
  /** The name behind a key of a customer, service or policy; a template stays as it is. */
  nameOf: (noun: 'customer' | 'service' | 'escalationPolicy', key: string) => string
}

/** What a rule does, as the rest of "If …, then". */
export function actionsSentence(actions: RuleActions, stop: boolean | undefined, words: SentenceWords): string {
  const { t, language } = words
  const parts = actionNames
    .filter((name) => actions[name] !== undefined)
    .map((name) => actionText(name, actions, words))
  if (stop) parts.push(t('rules:does.stop'))
  return parts.length === 0 ? t('rules:does.nothing') : formatNames(parts, language)
}

function actionText(name: ActionName, actions: RuleActions, { t, language, nameOf }: SentenceWords): string {
  const say = (values: Record<string, string | number> = {}) => t(`rules:does.${name}` as TextKey, values)
  const length = (text: string) => {
    const seconds = readDuration(text)
    return seconds === undefined ? text : formatDurationExact(seconds, language)
  }
  switch (name) {
    case 'delay':
      return say({ length: length(actions.delay ?? '') })
    case 'threshold':
      return say({ count: actions.threshold?.count ?? 0, length: length(actions.threshold?.within ?? '') })
    case 'priority':
      return say({ value: t(`alerts:priority.${actions.priority ?? 'low'}`) })
    case 'severity':
      return say({ value: t(`alerts:severity.${actions.severity ?? 'unknown'}`) })
    case 'customer':
    case 'service':
    case 'escalationPolicy':
      return say({ value: nameOf(name, actions[name] ?? '') })
    case 'tags':
      return say({ value: (actions.tags ?? []).join(', ') })
    case 'fields':
      return say({ value: Object.keys(actions.fields ?? {}).join(', ') })
    case 'lookup':
      return say({ value: actions.lookup?.table ?? '' })
    case 'summary':
    case 'dedupKey':
      return say({ value: actions[name] ?? '' })
    default:
      return say()
  }
}

/** What an action begins with when it is added. */
const beginnings: { [Name in ActionName]: NonNullable<RuleActions[Name]> } = {
  drop: true,
  suppress: true,
  delay: '2m',
  threshold: { count: 5, within: '10m' },
  priority: 'low',
  severity: 'warning',
  summary: '{{event.summary}}',
  dedupKey: '{{event.dedupKey}}',
  customer: '',
  service: '',
  escalationPolicy: '',
  tags: [],
  fields: {},
  lookup: { table: '', key: 'fields.host', set: { customer: 'customer' } },
}

/** Adds an action; of those that decide about paging it takes the place of the other. */
export function withAction(actions: RuleActions, name: ActionName): RuleActions {
  const kept = waits.includes(name)
    ? Object.fromEntries(Object.entries(actions).filter(([other]) => !waits.some((wait) => wait === other)))
    : actions
  return { ...kept, [name]: beginnings[name] }
}

export function withoutAction(actions: RuleActions, name: ActionName): RuleActions {
  return Object.fromEntries(Object.entries(actions).filter(([other]) => other !== name)) as RuleActions
}

/** A name that no other rule has, for a rule that is new or copied. */
export function freeName(rules: readonly EventRule[], wanted: string): string {
  const taken = new Set(rules.map(({ name }) => name))
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`
    if (!taken.has(name)) return name
  }
}
