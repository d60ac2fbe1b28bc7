import type { EventRule } from '../../../contract/config/event-rule.ts'
import type { OptionProblem } from '../adapters/adapter.ts'
import { conditionProblem } from '../adapters/webhook/condition.ts'
import { templateProblem } from '../adapters/webhook/template.ts'

/** Mistakes in conditions and templates, which the form of the file does not show; paths begin with the number of the rule. */
export function ruleProblems(
  rules: readonly EventRule[],
): (Omit<OptionProblem, 'path'> & { path: (string | number)[] })[] {
  return rules.flatMap(({ if: condition, then }, index) => {
    const check = (path: (string | number)[], message: string | undefined) =>
      message === undefined ? [] : [{ path: [index, ...path], message }]
    const template = (path: (string | number)[], text: string | undefined) =>
      text?.includes('{{') ? check(['then', ...path], templateProblem(text)) : []
    const { lookup, tags = [], fields = {}, dedupKey, summary, customer, service, escalationPolicy } = then
    const isTemplate = lookup?.key.includes('{{')
    return [
      ...(condition === undefined ? [] : check(['if'], conditionProblem(condition))),
      ...Object.entries({ dedupKey, summary, customer, service, escalationPolicy }).flatMap(([name, text]) =>
        template([name], text),
      ),
      ...tags.flatMap((text, place) => template(['tags', place], text)),
      ...Object.entries(fields).flatMap(([name, text]) => template(['fields', name], text)),
      ...(lookup === undefined || isTemplate
        ? template(['lookup', 'key'], lookup?.key)
        : check(['then', 'lookup', 'key'], conditionProblem(lookup.key))),
    ]
  })
}
