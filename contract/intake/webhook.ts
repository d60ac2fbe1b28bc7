import { z } from 'zod'
import { severity } from '../keys.ts'
import { parsePath } from './path.ts'

/**
 * Where a value of the event comes from: a path into the JSON (`alert.labels.host`, `alerts[0].name`) or, when it
 * contains `{{`, a Mustache template (`{{host}}: {{check}}`). Names are looked up in the body first; `body`, `headers`
 * and `query` reach the whole request.
 */
const valueText = z
  .string()
  .min(1, 'write a path such as alert.labels.host, or a template such as {{host}}: {{check}}')
  .max(2000, 'a path or template has at most 2000 characters')
  .refine(
    (text) => text.includes('{{') || parsePath(text) !== undefined,
    'not a path; write names and indexes like alert.labels.host, alerts[0].name or labels["a.b"]',
  )

/** An expression in CEL over `body`, `headers` and `query` that is true or false. */
const condition = z
  .string()
  .trim()
  .min(1, 'write a condition in CEL such as body.state == "down", or leave it out')
  .max(1000, 'a condition has at most 1000 characters')

const word = z.string().trim().toLowerCase().min(1).max(100)

function recordUpTo<Value extends z.ZodType>(value: Value, limit: number) {
  return z
    .record(z.string().min(1).max(100), value)
    .refine((record) => Object.keys(record).length <= limit, `at most ${limit} entries`)
}

/** Options of a source of type `webhook`. Everything is optional: without options the usual names are understood. */
export const webhookOptions = z.strictObject({
  fields: z
    .strictObject({
      /** Events with the same key belong to one alert. */
      dedupKey: valueText.optional(),
      summary: valueText.optional(),
      severity: valueText.optional(),
      /** A word such as firing, acknowledged, resolved. */
      status: valueText.optional(),
      /** When it happened, as the sender says (ISO 8601 with offset). For display only. */
      occurredAt: valueText.optional(),
      /** Instead of all members of the event: only these, under these names. */
      details: recordUpTo(valueText, 50).optional(),
      /** Links under these texts. */
      links: recordUpTo(valueText, 20).optional(),
    })
    .optional(),
  /**
   * Decided in this order: ignore, resolve, acknowledge, trigger. An action with a condition happens only when it holds;
   * an action without one follows the status of the event. A condition that fails to evaluate is false and is shown.
   */
  conditions: z
    .strictObject({
      trigger: condition.optional(),
      acknowledge: condition.optional(),
      resolve: condition.optional(),
      ignore: condition.optional(),
    })
    .optional(),
  /** Words of this sender for severities, on top of the usual ones; upper and lower case are the same. */
  severities: z.record(word, severity).optional(),
  /** Words of this sender for what has happened, on top of the usual ones. */
  statuses: z.record(word, z.enum(['trigger', 'acknowledge', 'resolve', 'ignore'])).optional(),
})
export type WebhookOptions = z.output<typeof webhookOptions>
