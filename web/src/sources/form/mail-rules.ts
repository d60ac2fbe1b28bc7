import type { MailCondition, MailRule } from '../../../../contract/intake/email.ts'
import { isSame } from '../../setup/item-values.ts'

export const mailParts = ['subject', 'from', 'to', 'body'] as const
export type MailPart = (typeof mailParts)[number]
export const conditionKinds = ['contains', 'matches'] as const

/** One condition as a form shows it: several texts of `contains` stand one a line, and one of them is enough. */
export interface ConditionLine {
  part: MailPart
  kind: (typeof conditionKinds)[number]
  text: string
}

/** A rule as a form holds it. The id stays with it while it is moved. */
export interface RuleDraft {
  id: string
  lines: readonly ConditionLine[]
  rest: Omit<MailRule, MailPart>
}

export const actions = ['trigger', 'acknowledge', 'resolve', 'ignore'] as const

export function draftsOf(rules: readonly MailRule[]): RuleDraft[] {
  return rules.map(({ subject, from, to, body, ...rest }, index) => {
    const conditions = { subject, from, to, body }
    return { id: `${index}`, lines: mailParts.flatMap((part) => linesOf(part, conditions[part])), rest }
  })
}

function linesOf(part: MailPart, condition: MailCondition | undefined): ConditionLine[] {
  if (condition === undefined) return []
  const { contains, matches } = typeof condition === 'string' ? { contains: condition, matches: undefined } : condition
  return [
    ...(contains === undefined ? [] : [{ part, kind: 'contains' as const, text: [contains].flat().join('\n') }]),
    ...(matches === undefined ? [] : [{ part, kind: 'matches' as const, text: matches }]),
  ]
}

/** As it is saved: a condition without a text is still being typed. Two lines of one part and kind are alternatives. */
export function ruleOf({ lines, rest }: RuleDraft): MailRule {
  const conditions = mailParts.flatMap((part) => {
    const condition = conditionOf(lines.filter((line) => line.part === part))
    return condition === undefined ? [] : [[part, condition] as const]
  })
  return { ...Object.fromEntries(conditions), ...rest }
}

function conditionOf(lines: readonly ConditionLine[]): MailCondition | undefined {
  const texts = (kind: ConditionLine['kind']) =>
    lines.flatMap((line) => (line.kind === kind ? line.text.split('\n') : [])).filter((text) => text.trim() !== '')
  const contains = texts('contains')
  const [matches] = texts('matches')
  if (matches === undefined) return contains.length > 1 ? { contains } : contains[0]
  if (contains.length === 0) return { matches }
  return { contains: contains.length === 1 ? contains[0] : contains, matches }
}

/** The drafts to show: what is being typed as long as it is what is saved, else what is saved (somebody has discarded). */
export function shownDrafts(typed: readonly RuleDraft[], rules: readonly MailRule[]): readonly RuleDraft[] {
  return isSame(typed.map(ruleOf), draftsOf(rules).map(ruleOf)) ? typed : draftsOf(rules)
}
