import type { Language, Role } from '../../../contract/keys.ts'
import type { Log } from '../log.ts'

/** Who calls: a person with a session, or a program with an API key. Always of exactly one organization. */
export interface Caller {
  kind: 'user' | 'api_key'
  orgId: string
  /** Set for people. */
  userId?: string
  /** The API key's id, for idempotency and logs. */
  apiKeyId?: string
  name: string
  role: Role
  language: Language
  /** The network address that the request came from; absent in tests without a connection. */
  ip?: string
}

export interface ApiEnv {
  Variables: {
    requestId: string
    log: Log
    /** Undefined until someone is recognised; routes ask with `callerOf`. */
    caller?: Caller
    /** Set in place of the caller where a second factor is required and this person has none. */
    factorMissing?: true
  }
}
