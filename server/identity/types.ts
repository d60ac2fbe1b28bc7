import type { Language, Role } from '../../contract/keys.ts'
import type { Work } from '../kernel/db/work.ts'

/** The key of everything hidden that the self-test is made of: its receiver, its source, its policy. */
export const selfTestKey = 'pikett-self-test'

/** A person of an organization. `language` and `timezone` are the person's own or else the organization's. */
export interface User {
  id: string
  key: string
  name: string
  email: string
  role: Role
  language: Language
  timezone: string
}

export interface Organization {
  id: string
  key: string
  name: string
  timezone: string
  language: Language
  demo: boolean
  rawEventDays: number
}

/** Why somebody stands in for nobody: the organization's fallback person, or an owner, or an administrator. */
export interface FallbackUser {
  userId: string
  reason: 'fallback' | 'owner' | 'admin'
}

/** A message about a person's own account. A `url` with an `expiresAt` works once, until then. */
export type AccountMessage = { userId: string; address: string; url: string } & (
  | { kind: 'invitation' | 'password_reset'; expiresAt: Temporal.Instant }
  | { kind: 'sign_in_reset'; by: string }
)

/** What identity needs from the slices above it; wired in app.ts. */
export interface IdentityPorts {
  /** Plans a mail in the transaction of `work`. */
  sendAccountMessage(work: Work, message: AccountMessage): Promise<void>
  /** Whether a mail server carries mails of the organization; without one they lie in the sandbox mailbox. */
  hasMailServer(work: Work): Promise<boolean>
}
