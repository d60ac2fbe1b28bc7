import { z } from 'zod'
import { instant, listOf } from './lists.ts'

/** A browser in which somebody is signed in. */
const signInSession = z.object({
  id: z.string(),
  /** What the browser says of itself; empty when it says nothing. */
  userAgent: z.string(),
  address: z.string(),
  beganAt: instant,
  /** At most a few minutes old. */
  seenAt: instant,
  /** The one that asks. */
  current: z.boolean(),
})
export const sessionList = listOf(signInSession)
export type SignInSession = z.output<typeof signInSession>

const passkeyName = z.string().trim().min(1).max(100)

const passkeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})
export const passkeyList = listOf(passkeyView)
export const passkeyAdded = passkeyView
export type PasskeyView = z.output<typeof passkeyView>
export const passkeyRenamed = z.strictObject({ name: passkeyName })

/** What `navigator.credentials` gave out, as JSON; the library that verifies it reads the rest. */
const credential = z.looseObject({
  id: z.string().min(1).max(2_000),
  rawId: z.string().min(1).max(2_000),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
})
export const newPasskey = z.strictObject({ name: passkeyName, credential })
export const passkeyAnswer = z.strictObject({ credential })

/** What `navigator.credentials` is asked with; the browser reads it, we do not. */
export const passkeyOptions = z.record(z.string(), z.unknown())
export type PasskeyOptions = Record<string, z.core.util.JSONType>

export const secondFactorView = z.object({
  /** When it was switched on; null while it is off. */
  since: instant.nullable(),
  recoveryCodesLeft: z.number().int(),
})
export type SecondFactorView = z.output<typeof secondFactorView>

/** For the authenticator app: as a picture (the address) or typed. */
export const enrolment = z.object({ secret: z.string(), url: z.string() })
export type Enrolment = z.output<typeof enrolment>

export const codeGiven = z.strictObject({ code: z.string().trim().min(6).max(20) })
/** Shown once. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** The own password, or a code of the app, or a recovery code. */
export const proof = z.strictObject({
  password: z.string().max(1_000).optional(),
  code: z.string().trim().max(20).optional(),
})

/** How somebody can sign in, for those who help when it no longer works. */
export const signInState = z.object({
  hasPassword: z.boolean(),
  invitation: z.object({ sentAt: instant, expiresAt: instant }).nullable(),
  passkeys: z.number().int(),
  secondFactor: z.boolean(),
})
export type SignInState = z.output<typeof signInState>

/** Who of those that can sign in has no second factor. */
export const factorCoverage = z.object({
  required: z.boolean(),
  total: z.number().int(),
  without: z.array(z.object({ key: z.string(), name: z.string() })),
})
export type FactorCoverage = z.output<typeof factorCoverage>
