import { z } from '@hono/zod-openapi'
import { key, language, role, timeZone } from '../../../contract/keys.ts'
import { instant, listOf, pageQuery } from '../../../contract/lists.ts'
import { permissions } from '../../../contract/permissions.ts'

/** The page of a list by key: its cursor is the last key of the page before. */
export const pageByKey = pageQuery.extend({ cursor: key.optional() })

/** What people, sessions and keys look like in the API. */
const password = z
  .string()
  .min(8, 'a password has at least 8 characters')
  .max(128, 'a password has at most 128 characters')

const email = z.string().trim().max(320).pipe(z.email('this is not an e-mail address'))

const personName = z.string().trim().min(1).max(100)

export const userView = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  language,
  timezone: z.string(),
})

export const sessionView = z.object({
  user: userView,
  organization: z.object({ key: z.string(), name: z.string(), timezone: z.string(), language }),
  can: z.record(z.enum(permissions), z.boolean()),
  demo: z.boolean(),
  /** A second factor is required and there is none: the session can set one up, and nothing else. */
  mustAddFactor: z.boolean(),
  /** The person has put the first ten minutes away. */
  welcomeDismissed: z.boolean(),
  version: z.string(),
  /** The first letters of the commit; null where the history was not packed along. */
  commit: z.string().nullable(),
})

export const organizationKeys = listOf(z.object({ key: z.string(), name: z.string() }))

export const setupView = z.object({ needed: z.boolean() })

export const setupRequest = z.object({
  code: z.string().min(1).max(100),
  name: personName,
  email,
  password,
  organization: z.string().trim().min(1).max(100),
  timezone: timeZone,
  language,
})

/** Not checked for its form: whatever it is, it is wrong or right. But PostgreSQL cannot be asked for the character NUL. */
const anyEmail = z
  .string()
  .max(320)
  .regex(/^[^\0]*$/, 'an e-mail address does not hold the character NUL')

export const signInRequest = z.object({
  email: anyEmail,
  password: z.string().max(1_000),
  /** Of the authenticator app, or a recovery code. */
  code: z.string().max(20).optional(),
  /** Ask for no code in this browser for 30 days. */
  trustDevice: z.boolean().optional(),
})
export const passwordChange = z.strictObject({ current: z.string().max(1_000), password })
export const passwordRequest = z.object({ password })
export const resetRequest = z.object({ email })
export const tokenParam = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, 'this is not a token') })

export const invitationView = z.object({
  name: z.string(),
  email: z.string(),
  organization: z.object({ name: z.string() }),
})

export const profileChange = z.strictObject({
  name: personName.optional(),
  language: language.optional(),
  timezone: timeZone.optional(),
})

export const welcomeChange = z.strictObject({ dismissed: z.boolean() })

export const person = userView.extend({
  /** False until an invitation is accepted. */
  canSignIn: z.boolean(),
  /** Null when nobody has signed in since Pikett keeps it. */
  lastSignInAt: instant.nullable(),
  /** A configuration file made the person. */
  managed: z.boolean(),
  /** The invitation that waits for an answer, also one that has expired; null when there is none. */
  invitation: z.object({ sentAt: instant, expiresAt: instant }).nullable(),
})

export const team = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  members: z.array(z.object({ id: z.string(), key: z.string(), name: z.string() })),
})

const apiKey = z.object({
  id: z.string(),
  key: z.string(),
  role,
  /** A configuration file made it. */
  managed: z.boolean(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
})

export const people = listOf(person)
export const teams = listOf(team)
export const apiKeys = listOf(apiKey)
