import type { EventRule } from '../../../contract/config/event-rule.ts'
import type { OptionProblem } from '../adapters/adapter.ts'
import { expressionProblem } from '../adapters/webhook/condition.ts'
import { templateProblem } from '../adapters/webhook/template.ts'

/** What conditions see (scope.ts). */
const known = ['event', 'fields', 'source', 'raw', 'time', 'lookup']

/** Mistakes in conditions and templates, which the form of the file does not show; paths are `rules.<index>.…`. */
export function ruleProblems(rules: readonly EventRule[]): OptionProblem[] {
  return rules.flatMap(({ if: condition, then }, index) => {
    const check = (path: string[], message: string | undefined) =>
      message === undefined ? [] : [{ path: ['rules', String(index), ...path], message }]
    const template = (path: string[], text: string | undefined) =>
      text?.includes('{{') ? check(['then', ...path], templateProblem(text)) : []
    const { lookup, tags = [], fields = {}, dedupKey, summary, customer, service, escalationPolicy } = then
    const isTemplate = lookup?.key.includes('{{')
    return [
      ...(condition === undefined ? [] : check(['if'], expressionProblem(condition, known))),
      ...Object.entries({ dedupKey, summary, customer, service, escalationPolicy }).flatMap(([name, text]) =>
        template([name], text),
      ),
      ...tags.flatMap((text, place) => template(['tags', String(place)], text)),
      ...Object.entries(fields).flatMap(([name, text]) => template(['fields', name], text)),
      ...(lookup === undefined || isTemplate
        ? template(['lookup', 'key'], lookup?.key)
        : check(['then', 'lookup', 'key'], expressionProblem(lookup.key, known))),
    ]
  })
}
