import { z } from 'zod'
import { channels } from './config/person.ts'
import { key, role } from './keys.ts'
import { instant, listOf } from './lists.ts'

/** What a save of an own contact answers. */
export const savedContact = z.object({
  key: z.string(),
  channel: z.enum(channels),
  address: z.string(),
  /** A new or changed address is not: it is used once its code was entered. */
  verified: z.boolean(),
})

const rules = z.array(z.object({ contact: z.string(), after: z.string() }))

/** All notification rules of a person. */
export const rulesView = z.object({ high: rules, low: rules })
export type RulesView = z.output<typeof rulesView>

/** A colleague's contact as others see it. */
const maskedContact = z.object({
  key: z.string(),
  channel: z.enum(channels),
  /** Masked, or what the person calls a device. */
  address: z.string(),
  verified: z.boolean(),
  /** Why it was switched off, in the language of the caller; null while it works. */
  disabledExplanation: z.string().nullable(),
})

/** How a person is reached; for those who look after contacts (people.contacts). */
export const reachView = z.object({
  contacts: z.array(maskedContact),
  notificationRules: rulesView,
})
export type ReachView = z.output<typeof reachView>

const lastMessage = {
  /** When the other side took it; of one that did not get through, when it was tried last. */
  at: instant,
  kind: z.enum(['page', 'bundle', 'test']),
  /** Null of a test, and of a message that told of several alerts. */
  alert: z.object({ id: z.uuid(), number: z.int(), summary: z.string() }).nullable(),
}

/** How the last messages to each contact of a person went; of pages and tests, since what else they receive is theirs. */
export const contactHistory = listOf(
  z.object({
    contact: z.string(),
    channel: z.enum(channels),
    /** The newest that got through, and how far it is known to have come. */
    arrived: z.object({ ...lastMessage, outcome: z.enum(['acknowledged', 'delivered', 'sent']) }).nullable(),
    /** The newest that did not. */
    failed: z
      .object({
        ...lastMessage,
        /** Why, in the language of the caller. */
        explanation: z.string().nullable(),
        detail: z.string().nullable(),
      })
      .nullable(),
  }),
)
export type ContactHistory = z.output<typeof contactHistory>['items'][number]

/** How an invitation or a link for a new password went out. */
export const linkSent = z.object({
  address: z.string(),
  expiresAt: instant,
  /** `mail`: a mail server carries it. `simulated`: there is none, it lies in the sandbox mailbox. */
  sent: z.enum(['mail', 'simulated']),
  /** To hand over when there is no mail server; null when a mail is on its way. */
  url: z.string().nullable(),
})
export type LinkSent = z.output<typeof linkSent>

export const newApiKey = z.strictObject({
  key,
  role: role.default('responder'),
  expiresAt: instant.optional(),
})

/** The token is shown this once; only its hash is kept. */
export const apiKeyMade = z.object({ key: z.string(), role, expiresAt: instant.nullable(), token: z.string() })
