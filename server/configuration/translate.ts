import german from '../../messages/de/mistakes.json' with { type: 'json' }
import english from '../../messages/en/mistakes.json' with { type: 'json' }
import { Fault } from '../kernel/fault.ts'
import type { FieldProblem } from '../kernel/fault.ts'
import type { Translate } from '../kernel/i18n.ts'
import type { ConfigProblem } from './types.ts'

type Code = keyof typeof english.text

interface Template {
  code: Code
  pattern: RegExp
  names: string[]
}

/**
 * Mistakes are told in English where they are found: by schemas, rules and slices that know no catalogue. Here the sentence is
 * recognised by its English text in the catalogue, with its parameters, and said again. The more a template says itself, the
 * earlier it is tried.
 */
const templates: readonly Template[] = (Object.entries(english.text) as [Code, string][])
  .toSorted(([, a], [, b]) => literal(b).length - literal(a).length)
  .map(([code, text]) => ({ code, pattern: patternOf(text), names: namesIn(text) }))

function literal(text: string): string {
  return text.replace(/\{\{\w+\}\}/g, '')
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!)
}

function patternOf(text: string): RegExp {
  const parts = text.split(/(\{\{\w+\}\})/).map((part) => (part.startsWith('{{') ? '(.*?)' : RegExp.escape(part)))
  return new RegExp(`^${parts.join('')}$`, 's')
}

/** Words of a closed set that stand in a sentence, such as the kinds of things; undefined for one that is none of them. */
function wordOf(name: string, value: string): string | undefined {
  const group = (english as Record<string, unknown>)[name]
  if (typeof group !== 'object' || group === null) return value
  const code = Object.entries(group).find(([, word]) => word === value)?.[0]
  return code === undefined ? undefined : (german as unknown as Record<string, Record<string, string>>)[name]?.[code]
}

/** The sentence in German; undefined where the catalogue does not have it. */
export function inGerman(message: string, say: Translate): string | undefined {
  const [, sentence = message, meant] = /^(.*\.) Did you mean "(.*)"\?$/s.exec(message) ?? []
  for (const { code, pattern, names } of templates) {
    const found = pattern.exec(sentence)
    if (!found) continue
    const words = names.map((name, index) => wordOf(name, found[index + 1]!))
    if (words.includes(undefined)) continue
    const values = Object.fromEntries(names.map((name, index) => [name, words[index]]))
    const hint = meant === undefined ? '' : ` ${say('mistakes:hint', { word: meant })}`
    return say(`mistakes:text.${code}`, values) + hint
  }
  return undefined
}

/** A refused configuration in German, as far as the catalogue reaches; what it does not have stays English and is not marked. */
export function faultInGerman(fault: Fault, say: Translate): Fault {
  const problems = fault.problems.map((problem): FieldProblem => {
    const message = inGerman(problem.message, say)
    return message === undefined ? problem : { ...problem, message, language: 'de' }
  })
  const first = problems[0] as ConfigProblem | undefined
  if (first?.language !== 'de') return new Fault(fault.code, fault.detail, problems)
  const { line, column } = first
  const place = line === undefined ? '' : say('mistakes:place', { line, column })
  const more = problems.length > 1 ? say('mistakes:more', { more: problems.length - 1 }) : ''
  return new Fault(fault.code, `${place}${first.message}${more}`, problems)
}
