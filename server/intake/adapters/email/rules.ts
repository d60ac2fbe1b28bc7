import type { EmailOptions, MailCondition, MailRule } from '../../../../contract/intake/email.ts'
import type { FailedCondition } from '../../../../contract/intake/event.ts'
import { compilePattern } from '../../../../rules/intake/pattern/program.ts'
import type { Program } from '../../../../rules/intake/pattern/program.ts'
import { search } from '../../../../rules/intake/pattern/search.ts'
import type { Patience } from '../../../../rules/intake/pattern/search.ts'
import { PatternMistake } from '../../../../rules/intake/pattern/syntax.ts'
import type { OptionProblem } from '../adapter.ts'
import { remembered } from '../webhook/scope.ts'
import { templateProblem } from '../webhook/template.ts'
import type { Mail } from './mail.ts'

/** All patterns together may take so many steps in one mail: some tenths of a second. */
const steps = 3_000_000
/** What is said stands at the beginning. */
const searchedLength = 32 * 1024

const programByPattern = new Map<string, Program | string>()

function programOf(pattern: string): Program | string {
  return remembered(programByPattern, pattern, (text) => {
    try {
      return compilePattern(text)
    } catch (error) {
      if (error instanceof PatternMistake) return error.message
      throw error
    }
  })
}

/** The rule that a mail follows, with what its patterns found. */
export interface Followed {
  rule: MailRule
  /** Counted from 1. */
  place: number
  groups: Readonly<Record<string, string>>
}

export interface Judged {
  followed?: Followed
  /** Patterns that could not be searched to the end; each counted as not found. */
  failed: FailedCondition[]
}

/** The first rule of which every condition holds. */
export function judgeMail(mail: Mail, { rules = [] }: EmailOptions): Judged {
  const failed: FailedCondition[] = []
  const patience = { steps }
  for (const [index, rule] of rules.entries()) {
    const place = index + 1
    const groups = holds(mail, rule, patience, (message) => {
      const failure = { condition: rule.action, message: `rule ${place}: ${message}` }
      if (failed.length < 4 && failed.at(-1)?.message !== failure.message) failed.push(failure)
    })
    if (groups) return { followed: { rule, place, groups }, failed }
  }
  return { failed }
}

type Say = (message: string) => void

function holds(mail: Mail, rule: MailRule, patience: Patience, say: Say): Record<string, string> | undefined {
  const groups: Record<string, string> = {}
  const parts: [MailCondition | undefined, readonly string[]][] = [
    [rule.subject, [mail.subject]],
    [rule.from, [mail.from, `${mail.fromName} <${mail.from}>`]],
    [rule.to, mail.to],
    [rule.body, [mail.text, mail.otherText]],
  ]
  for (const [condition, texts] of parts) {
    if (condition === undefined) continue
    const found = texts.some((text) => holdsIn(text.slice(0, searchedLength), condition, groups, patience, say))
    if (!found) return undefined
  }
  return groups
}

function holdsIn(
  text: string,
  condition: MailCondition,
  groups: Record<string, string>,
  patience: Patience,
  say: Say,
): boolean {
  const { contains, matches } = typeof condition === 'string' ? { contains: condition, matches: undefined } : condition
  const wanted = contains === undefined ? [] : [contains].flat()
  const plain = text.toLowerCase()
  if (wanted.length > 0 && !wanted.some((one) => plain.includes(one.toLowerCase()))) return false
  if (matches === undefined) return true
  const program = programOf(matches)
  if (typeof program === 'string') {
    say(program)
    return false
  }
  const found = search(program, text, patience)
  if (found.kind === 'too_long') say(`the mail is too long for the pattern ${matches.slice(0, 100)}`)
  if (found.kind !== 'found') return false
  for (const [index, group] of found.groups.entries()) groups[String(index + 1)] ??= group ?? ''
  for (const [name, group] of Object.entries(found.byName)) groups[name] ??= group
  return true
}

/** Mistakes in patterns and templates, which the schema of the options cannot see. */
export function ruleProblems({ rules = [], dedupKey }: EmailOptions): OptionProblem[] {
  const problems: OptionProblem[] = []
  const check = (path: string[], message: string | undefined) => {
    if (message !== undefined) problems.push({ path: ['email', ...path], message })
  }
  if (dedupKey !== undefined) check(['dedupKey'], templateProblem(dedupKey))
  for (const [index, rule] of rules.entries()) {
    const at = ['rules', String(index)]
    for (const name of ['dedupKey', 'summary'] as const) {
      const text = rule[name]
      if (text !== undefined) check([...at, name], templateProblem(text))
    }
    for (const name of ['subject', 'from', 'to', 'body'] as const) {
      const condition = rule[name]
      if (condition === undefined || typeof condition === 'string' || condition.matches === undefined) continue
      const program = programOf(condition.matches)
      check([...at, name, 'matches'], typeof program === 'string' ? program : undefined)
    }
  }
  return problems
}
