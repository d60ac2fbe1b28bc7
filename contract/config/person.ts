import { z } from 'zod'
import { durationText } from '../durations.ts'
import { key, language, role, timeZone, webhookSecret } from '../keys.ts'

/** Channels whose addresses somebody can write down. */
const addressedChannels = ['email', 'sms', 'voice', 'webhook'] as const

/** How a person is reached. A channel is a kind of address; `push` is a browser that registered itself. */
export const channels = [...addressedChannels, 'push'] as const
export type Channel = (typeof channels)[number]

/** What a notification rule writes for all devices of the person, unless a contact has this key. */
export const allDevices = 'push' as const

const e164 = /^\+[1-9]\d{6,14}$/

/** A contact: one address of a person on one channel. Only verified contacts are used for pages. */
export const contact = z
  .strictObject({
    key,
    channel: z.enum(addressedChannels),
    address: z.string().min(1).max(2000),
    verified: z.boolean().default(false),
    /** Webhooks only: the Standard Webhooks secret (`whsec_` + base64). Without it the organization's secret signs. */
    secret: webhookSecret.optional(),
  })
  .superRefine(checkAddress)

/** A contact that a person writes for themselves: verified it becomes by its code alone. */
export const ownContact = z
  .strictObject({
    channel: z.enum(addressedChannels),
    address: z.string().trim().min(1).max(2000),
    secret: webhookSecret.nullable().optional(),
  })
  .superRefine(checkAddress)
export type OwnContact = z.output<typeof ownContact>

function checkAddress(
  value: { channel: Channel; address: string; secret?: string | null | undefined },
  context: z.RefinementCtx,
): void {
  const problem = addressProblem(value.channel, value.address)
  if (problem) context.addIssue({ code: 'custom', path: ['address'], message: problem })
  if (typeof value.secret === 'string' && value.channel !== 'webhook') {
    context.addIssue({ code: 'custom', path: ['secret'], message: 'only webhook contacts have a secret' })
  }
}

/** Why an address cannot be used on a channel, in words; `undefined` when it can. */
function addressProblem(channel: Channel, address: string): string | undefined {
  if (channel === 'email') {
    return z.email().safeParse(address).success ? undefined : `"${address}" is not an e-mail address`
  }
  if (channel === 'webhook') {
    return z.url({ protocol: /^https?$/ }).safeParse(address).success
      ? undefined
      : `"${address}" is not a web address; it begins with https:// or http://`
  }
  return e164.test(address)
    ? undefined
    : `"${address}" is not a phone number; write it with country code, such as +4915112345678`
}

const notificationRule = z.strictObject({ contact: key, after: durationText(0, 86_400).default('0s') })

/** When a person is messaged on which contact, by urgency of the alert. */
export const notificationRules = z.strictObject({
  high: z.array(notificationRule).max(20).optional(),
  low: z.array(notificationRule).max(20).optional(),
})
export type NotificationRules = z.output<typeof notificationRules>

export const user = z.strictObject({
  key,
  name: z.string().min(1).max(100),
  email: z.email(),
  role: role.default('responder'),
  language: language.optional(),
  timezone: timeZone.optional(),
  /** Without a password the person receives an invitation by e-mail. Applied only when the person has no password yet. */
  password: z.string().min(8).max(128).optional(),
  contacts: z.array(contact).max(20).optional(),
  notificationRules: notificationRules.optional(),
})

export const team = z.strictObject({
  key,
  name: z.string().min(1).max(100),
  members: z.array(key).max(500).default([]),
})

export type UserConfig = z.output<typeof user>
export type ContactConfig = z.output<typeof contact>
export type TeamConfig = z.output<typeof team>
