import { z } from 'zod'
import { durationText } from '../durations.ts'
import { key, priority, severity } from '../keys.ts'

/** An expression in CEL that is true or false. */
const condition = z
  .string()
  .trim()
  .min(1, 'write a condition in CEL such as event.severity == "info", or leave it out')
  .max(1000, 'a condition has at most 1000 characters')

/** A text as it is, or with values of the event: `{{fields.host}}`. */
const template = z.string().min(1, 'write a text or a template such as {{fields.host}}').max(2000)

/** A key, or a template that gives one for each event. */
const keyTemplate = z
  .string()
  .max(500)
  .refine(
    (text) => text.includes('{{') || key.safeParse(text).success,
    'not a key, and no template such as {{fields.customer}}',
  )

/** A template where it holds `{{`, otherwise CEL that gives a text: `fields.host`. */
const lookupKey = z.string().trim().min(1, 'write what to look up, such as fields.host').max(1000)

const columnName = z.string().trim().min(1).max(200)

function recordUpTo<Value extends z.ZodType>(value: Value, limit: number) {
  return z
    .record(z.string().trim().min(1).max(200), value)
    .refine((record) => Object.keys(record).length <= limit, `at most ${limit} entries`)
}

/** Which cell of the row that was found becomes what; an empty cell changes nothing. */
const lookupSet = z
  .strictObject({
    customer: columnName.optional(),
    service: columnName.optional(),
    escalationPolicy: columnName.optional(),
    priority: columnName.optional(),
    severity: columnName.optional(),
    tags: z.array(columnName).max(20).optional(),
    /** Fields of the alert under these names. */
    fields: recordUpTo(columnName, 50).optional(),
  })
  .refine((set) => Object.keys(set).length > 0, 'say what the row sets, such as {customer: customer}')

const lookup = z.strictObject({ table: key, key: lookupKey, set: lookupSet })

const waits = ['drop', 'suppress', 'delay', 'threshold'] as const

const then = z
  .strictObject({
    /** Recorded in the feed of the source, and nothing else. */
    drop: z.literal(true, 'write true, or leave it out').optional(),
    /** The alert is open and visible, and pages nobody until somebody escalates it. */
    suppress: z.literal(true, 'write true, or leave it out').optional(),
    /** Pages only if it is still open after this time. */
    delay: durationText(1, 86_400).optional(),
    /** Pages only once this many triggers came within this time. */
    threshold: z.strictObject({ count: z.int().min(2).max(1_000), within: durationText(1, 7 * 86_400) }).optional(),
    priority: priority.optional(),
    severity: severity.optional(),
    dedupKey: template.optional(),
    summary: template.optional(),
    customer: keyTemplate.optional(),
    service: keyTemplate.optional(),
    escalationPolicy: keyTemplate.optional(),
    tags: z.array(template).min(1).max(20).optional(),
    fields: recordUpTo(template, 50).optional(),
    lookup: lookup.optional(),
  })
  .refine(
    (actions) => waits.filter((one) => actions[one] !== undefined).length <= 1,
    'only one of drop, suppress, delay and threshold: write a rule for each',
  )

/**
 * One event rule of a source. Rules are asked in their order; each sees what those before it have changed. Without `if` it holds
 * for every event; `stop` ends the rules for an event for which it holds.
 */
export const eventRule = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    if: condition.optional(),
    then: then.default({}),
    stop: z.boolean().optional(),
  })
  .refine(({ then: actions, stop }) => Object.keys(actions).length > 0 || stop === true, {
    message: 'the rule does nothing: say what happens, or stop: true',
    path: ['then'],
  })

export const eventRules = z
  .array(eventRule)
  .max(200)
  .superRefine((rules, context) => {
    const names = new Set<string>()
    for (const [index, { name }] of rules.entries()) {
      if (names.has(name)) {
        context.addIssue({ code: 'custom', path: [index, 'name'], message: `two rules are called "${name}"` })
      }
      names.add(name)
    }
  })

export type EventRule = z.output<typeof eventRule>
export type RuleActions = EventRule['then']
export type RuleLookup = z.output<typeof lookup>

/** A look-up table: CSV whose first line names the columns. */
export const lookupTable = z.strictObject({
  key,
  /** By which column rows are found; the first one if absent. */
  keyColumn: columnName.optional(),
  csv: z.string().min(1).max(8_000_000),
})
export type LookupTableConfig = z.output<typeof lookupTable>
