import { z } from 'zod'

/**
 * The key of a noun: what people write in the configuration and in URLs. Unique per organization and noun.
 * Lower-case letters, digits, `-`, `_` and `.`, beginning with a letter or digit, at most 64 characters.
 */
export const key = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'a key has 1-64 lower-case letters, digits, "-", "_" or "." and begins with a letter or digit',
  )

/** An IANA time-zone name that this runtime knows, such as Europe/Berlin. Offsets (`+02:00`) are refused: they break twice a year. */
export const timeZone = z.string().refine(isTimeZone, 'not a time zone; use an IANA name such as Europe/Berlin')

function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

/** A Standard Webhooks secret: `whsec_` and 24-64 bytes in base64. */
export const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'write a Standard Webhooks secret: whsec_ and 24-64 bytes in base64')

export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]
export const language = z.enum(languages)

/** What may be done in an organization, from everything to reading only. */
export const roles = ['owner', 'admin', 'manager', 'responder', 'stakeholder'] as const
export type Role = (typeof roles)[number]
export const role = z.enum(roles)

/** high pages through the `high` notification rules and escalates; low pages once and does not escalate. */
export const priorities = ['high', 'low'] as const
export type Priority = (typeof priorities)[number]
export const priority = z.enum(priorities)

/** The canonical severity of an event (wire sheet A00). `unknown` is what a sender did not say. */
export const severities = ['critical', 'error', 'warning', 'info', 'unknown'] as const
export type Severity = (typeof severities)[number]
export const severity = z.enum(severities)
