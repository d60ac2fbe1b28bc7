import { z } from 'zod'
import { severity } from '../keys.ts'

const text = z.string().trim().min(1, 'write the text to look for').max(500)

/**
 * What a part of a mail must hold: a text, or one of several (`contains`), a pattern (`matches`), or both. Upper and lower
 * case are the same.
 */
const condition = z.union([
  text,
  z
    .strictObject({
      contains: z.union([text, z.array(text).min(1).max(50)]).optional(),
      /** A regular expression of the kind that needs linear time; its groups can be used in templates. */
      matches: text.optional(),
    })
    .refine(({ contains, matches }) => contains !== undefined || matches !== undefined, 'write contains or matches'),
])
export type MailCondition = z.output<typeof condition>

/** A Mustache template over the mail (`{{subject}}`, `{{from}}`, `{{text}}`) and the groups of the rule (`{{host}}`, `{{1}}`). */
const template = z.string().min(1).max(500)

const mailRule = z
  .strictObject({
    subject: condition.optional(),
    from: condition.optional(),
    to: condition.optional(),
    body: condition.optional(),
    action: z.enum(['trigger', 'acknowledge', 'resolve', 'ignore']).default('trigger'),
    /** Mails with the same key belong to one alert. */
    dedupKey: template.optional(),
    summary: template.optional(),
    severity: severity.optional(),
  })
  .refine(
    ({ subject, from, to, body }) => [subject, from, to, body].some((one) => one !== undefined),
    'a rule needs a condition: subject, from, to or body',
  )
export type MailRule = z.output<typeof mailRule>

/** Options of a source of type `email`. Everything is optional: without options the usual mails are understood. */
export const emailOptions = z.strictObject({
  /** In their order; the first that holds decides. All conditions of a rule must hold. */
  rules: z.array(mailRule).max(50).optional(),
  /** Mails for which no rule holds: understood as without rules (`usual`), always an alert, or never. */
  otherwise: z.enum(['usual', 'trigger', 'ignore']).optional(),
  /** The key of mails whose rule has none. */
  dedupKey: template.optional(),
  /** Only mails from these addresses (`nagios@example.com`) or domains (`@example.com`). `From` is easily forged. */
  senders: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[^\s@]*@[^\s@]+$/, 'write an address, or a domain such as @example.com'),
    )
    .max(100)
    .optional(),
})
export type EmailOptions = z.output<typeof emailOptions>
