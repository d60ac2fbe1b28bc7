import { z } from 'zod'
import { grouping } from './grouping.ts'
import { restriction } from './schedule.ts'
import { key, language, role, timeZone, webhookSecret } from '../keys.ts'

const messageLimit = z.strictObject({
  /** Messages to one contact within ten minutes. */
  contact: z.int().min(1).max(10_000).optional(),
  /** Messages of the whole organization within a minute. */
  organization: z.int().min(1).max(100_000).optional(),
})

/** How many messages a contact gets, and the organization sends, before they wait and become one. */
const messageLimits = z.strictObject({
  sms: messageLimit.optional(),
  voice: messageLimit.optional(),
  email: messageLimit.optional(),
  push: messageLimit.optional(),
  webhook: messageLimit.optional(),
})
export type MessageLimits = z.output<typeof messageLimits>

export const organization = z.strictObject({
  /** Which organization of this installation the file describes; an installation with one needs no key. */
  key: key.default('default'),
  name: z.string().min(1).max(100),
  timezone: timeZone.default('UTC'),
  language: language.default('en'),
  /** Who is paged when a policy reaches nobody. Without it the owners, then the administrators. */
  fallback: key.optional(),
  /** Signs the pages of webhook contacts that have no secret of their own. Without it the one that was made stays. */
  webhookSecret: webhookSecret.optional(),
  /** When the daily self-test runs, in the zone of the organization. */
  selfTest: z
    .union([
      z.literal('off'),
      z.strictObject({ at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as HH:MM') }),
    ])
    .default({ at: '10:00' }),
  /** Whether everybody needs a second factor to sign in. Without it what is set stays. */
  requireSecondFactor: z.boolean().optional(),
  /** How many days raw events are kept. */
  rawEventDays: z.int().min(1).max(3650).default(30),
  /** What differs from the defaults. */
  messageLimits: messageLimits.optional(),
})

/** The mail server of the organization. Without one, mails go to the sandbox mailbox (or to the installation's server). */
export const smtp = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(587),
  /** `starttls` insists on it, `tls` begins with TLS (465), `none` never encrypts. */
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  user: z.string().max(320).optional(),
  password: z.string().max(1000).optional(),
  from: z.email(),
  fromName: z.string().max(100).optional(),
})

/** Which provider carries a channel. Where none is named the sandbox does, and everything it carries is shown as simulated. */
export const providers = z.strictObject({ smtp: smtp.optional() })

export const apiKey = z.strictObject({
  key,
  /** `pk_` and at least 32 letters or digits. */
  token: z.string().regex(/^pk_[A-Za-z0-9]{32,128}$/, 'a token is pk_ and 32 to 128 letters or digits'),
  role: role.default('responder'),
  /** From then on the key is refused. Without it the key works until it is removed. */
  expiresAt: z.iso.datetime({ offset: true, error: 'write an instant such as 2027-01-31T00:00:00Z' }).optional(),
})

/**
 * When a customer is served, as the contract says: wall-clock times of its zone. On holidays nobody is, from 00:00 to 24:00;
 * a time that ends at or before it begins ends on the next day.
 */
export const supportHours = z.strictObject({
  timezone: timeZone,
  hours: z.array(restriction).min(1).max(50),
  holidays: z.array(z.iso.date('write a date as YYYY-MM-DD')).max(1_000).default([]),
})

export const customer = z.strictObject({
  key,
  name: z.string().min(1).max(100),
  supportHours: supportHours.optional(),
  /** The level of service that was agreed, such as gold: a tag of the customer's alerts. */
  tier: z.string().trim().min(1).max(50).optional(),
  /** Which alerts page once, across those of its sources that have no grouping of their own. */
  grouping: grouping.optional(),
})

export const criticalities = ['low', 'medium', 'high'] as const
export const service = z.strictObject({
  key,
  name: z.string().min(1).max(100),
  customer: key.optional(),
  criticality: z.enum(criticalities).default('medium'),
  /** Services that this one stands on: while one of them is down, alerts of this one page nobody. */
  dependsOn: z.array(key).max(200).optional(),
})

export type OrganizationConfig = z.output<typeof organization>
export type SmtpConfig = z.output<typeof smtp>
export type CustomerConfig = z.output<typeof customer>
export type ServiceConfig = z.output<typeof service>
