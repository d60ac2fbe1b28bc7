import { z } from '@hono/zod-openapi'
import { deliveryView } from '../../../contract/alerts.ts'
import { channels } from '../../../contract/config/person.ts'
import { instant, listOf } from '../../../contract/lists.ts'

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
export const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
})

export const contactList = listOf(
  z.object({
    key: z.string(),
    channel: z.enum(channels),
    address: z.string(),
    verified: z.boolean(),
    verifiedAt: instant.nullable(),
    /** Why the contact was switched off; null while it works. */
    disabledReason: z.string().nullable(),
    /** The same in the language of the caller. */
    disabledExplanation: z.string().nullable(),
    /** The sandbox would carry a message now: nobody's real phone rings. */
    simulated: z.boolean(),
    provider: z.string().nullable(),
  }),
)

export const contactParams = z.object({ key: z.string().min(1).max(64) })
export const deliveryParams = z.object({ id: z.uuid() })
export const started = z.object({ deliveryId: z.uuid() })
export const codeBody = z.strictObject({ code: z.string().trim().min(1).max(20) })
export const verified = z.object({ verified: z.literal(true) })

export const ownDelivery = deliveryView.extend({
  /** When the other side, the device or the person said that it has arrived; null where nobody says so. */
  deliveredAt: instant.nullable(),
  /** When and how the person answered: for a test, that it has reached them. */
  acknowledgedAt: instant.nullable(),
  acknowledgedVia: z.enum(['link', 'sms', 'voice']).nullable(),
  kind: z.enum(['page', 'bundle', 'test', 'verification', 'invitation', 'password_reset', 'sign_in_reset']),
  /** Why it failed, in the language of the caller. */
  explanation: z.string().nullable(),
})

export const sandboxPeople = listOf(
  z.object({ key: z.string(), name: z.string(), unread: z.number().int(), ringing: z.boolean() }),
)

export const sandboxDesk = z.object({
  mails: z.array(
    z.object({
      id: z.uuid(),
      at: instant,
      subject: z.string(),
      text: z.string(),
      html: z.string().nullable(),
      links: z.array(z.object({ href: z.string(), text: z.string() })),
    }),
  ),
  sms: z.array(z.object({ id: z.uuid(), at: instant, direction: z.enum(['in', 'out']), text: z.string() })),
  calls: z.array(
    z.object({
      id: z.uuid(),
      at: instant,
      state: z.enum(['ringing', 'answered', 'ended', 'missed']),
      spoken: z.array(z.string()),
      keys: z.array(z.object({ digit: z.string(), label: z.string() })),
    }),
  ),
})

export const personParams = z.object({ key: z.string().min(1).max(64) })
export const colleagueContactParams = personParams.extend({ contact: z.string().min(1).max(64) })
export const colleagueDeliveryParams = personParams.extend({ id: z.string().min(1).max(64) })
export const callParams = z.object({ id: z.string().min(1).max(64) })
export const smsBody = z.strictObject({ text: z.string().min(1).max(1_600) })
export const smsAnswer = z.object({ answer: z.string() })
export const keyBody = z.strictObject({ digit: z.string().regex(/^[0-9*#]$/, 'press one key: 0 to 9, * or #') })
