import type { EventRule, RuleActions, RuleLookup } from '../../contract/config/event-rule.ts'
import type { AlertEvent } from '../../contract/intake/event.ts'
import type { Priority, Severity } from '../../contract/keys.ts'
import { referenceNouns } from './ruling.ts'
import type { ReferenceNoun, RuleJudge, RuleStep, Ruling } from './ruling.ts'

/** A rule at work: what has been decided so far, and what this rule has done. Both are filled. */
interface Course {
  ruling: Ruling
  step: RuleStep
  judge: RuleJudge
}

/** Carries out what a rule that holds changes. Look-ups come first, so that its other actions see what they found. */
export function act({ name, then }: EventRule, course: Course): void {
  const { ruling, judge } = course
  if (then.lookup) lookUp(name, then.lookup, course)
  if (then.severity !== undefined) change(course, { severity: then.severity }, 'severity', then.severity)
  if (then.priority !== undefined) change(course, { priority: then.priority }, 'priority', then.priority)
  for (const [field, template] of Object.entries(then.fields ?? {})) {
    setField(course, field, judge.render(template, ruling, 'value').text)
  }
  rewrite(then, course)
  for (const template of then.tags ?? []) addTag(course, judge.render(template, ruling, 'name').text)
  for (const noun of referenceNouns) {
    const template = then[noun]
    if (template !== undefined) choose(course, noun, judge.render(template, ruling, 'name').text, name)
  }
}

function change({ ruling, step }: Course, changed: Partial<AlertEvent>, action: string, value: string): void {
  ruling.event = { ...ruling.event, ...changed }
  step.did.push({ action, value })
}

function rewrite(then: RuleActions, course: Course): void {
  const { ruling, step, judge } = course
  if (then.summary !== undefined) {
    const { text } = judge.render(then.summary, ruling, 'line')
    if (text === '') step.failures.push('summary: the template gives nothing, so the summary stays')
    else change(course, { summary: text }, 'summary', text)
  }
  if (then.dedupKey === undefined) return
  const { text, unfilled } = judge.render(then.dedupKey, ruling, 'key')
  // Half a key would join alerts that have nothing to do with each other.
  if (unfilled !== undefined) step.failures.push(`dedupKey: {{${unfilled}}} has no value, so the key stays`)
  else if (text === '') step.failures.push('dedupKey: the template gives nothing, so the key stays')
  else change(course, { dedupKey: text }, 'dedupKey', text)
}

function setField(course: Course, field: string, value: string): void {
  if (value === '' || field === '__proto__') return
  change(course, { fields: { ...course.ruling.event.fields, [field]: value } }, `fields.${field}`, value)
}

function addTag(course: Course, tag: string): void {
  const { tags = [] } = course.ruling.event
  if (tag !== '' && !tags.includes(tag)) change(course, { tags: [...tags, tag] }, 'tag', tag)
}

function choose({ ruling, step }: Course, noun: ReferenceNoun, key: string, rule: string): void {
  if (key === '') return
  ruling.chosen = { ...ruling.chosen, [noun]: { key, rule } }
  step.did.push({ action: noun, value: key })
}

function lookUp(name: string, lookup: RuleLookup, course: Course): void {
  const { ruling, step, judge } = course
  const { row, failure } = judge.find(lookup, ruling)
  if (failure !== undefined) step.failures.push(`lookup: ${failure}`)
  if (row === undefined) return
  step.did.push({ action: 'lookup', value: lookup.table })
  const cell = (column: string) => {
    if (!Object.hasOwn(row, column)) step.failures.push(`lookup: the table ${lookup.table} has no column "${column}"`)
    return row[column] ?? ''
  }
  const { set } = lookup
  for (const noun of referenceNouns) {
    const column = set[noun]
    if (column !== undefined) choose(course, noun, cell(column), name)
  }
  if (set.priority !== undefined) setOneOf(course, 'priority', priorities, cell(set.priority))
  if (set.severity !== undefined) setOneOf(course, 'severity', severities, cell(set.severity))
  for (const [field, column] of Object.entries(set.fields ?? {})) setField(course, field, cell(column))
  for (const column of set.tags ?? []) addTag(course, cell(column))
}

const priorities: readonly Priority[] = ['high', 'low']
const severities: readonly Severity[] = ['critical', 'error', 'warning', 'info', 'unknown']

function setOneOf(course: Course, what: 'priority' | 'severity', known: readonly string[], cell: string): void {
  if (cell === '') return
  const found = known.find((one) => one === cell.toLowerCase())
  if (found !== undefined) change(course, { [what]: found }, what, found)
  else course.step.failures.push(`lookup: "${cell}" is no ${what}; write one of ${known.join(', ')}`)
}
