import type { Language, Role } from '../../../contract/keys.ts'
import type { Work } from '../../kernel/db/work.ts'
import { findUserByKey, insertLogin, insertUser } from '../store/users.ts'

export interface NewUser {
  key: string
  name: string
  email: string
  role: Role
  language?: Language
  timezone?: string
  /** Came from a configuration file, which may also remove it. */
  managed?: boolean
  /** Made by `Logins.hash`; without it the person cannot sign in until an invitation is accepted. */
  passwordHash?: string
}

/** Adds a person and, with a password, the login, in one transaction. Returns the id. */
export async function createUser(work: Work, user: NewUser): Promise<string> {
  const id = work.id()
  await insertUser(work.trx, {
    orgId: work.orgId,
    id,
    key: user.key,
    name: user.name,
    email: user.email,
    role: user.role,
    language: user.language ?? null,
    timeZone: user.timezone ?? null,
    managed: user.managed ?? false,
    createdAt: work.now,
  })
  if (user.passwordHash !== undefined) await insertLogin(work.trx, id, user.name, user.passwordHash)
  work.changed('setup')
  return id
}

/** A key for a person without one, from the address: ann.beispiel@example.test becomes ann.beispiel, or ann.beispiel-2. */
export async function freeUserKey(work: Work, email: string): Promise<string> {
  const letters = email
    .split('@')[0]!
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
  const stem = letters.replace(/^[^a-z0-9]+/, '').slice(0, 60) || 'user'
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? stem : `${stem}-${number}`
    if (!(await findUserByKey(work.trx, key))) return key
  }
}
